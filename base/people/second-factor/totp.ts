import { Secret, TOTP } from 'otpauth'

const SECONDS = 30
/** Steps before and after now that still count: clocks of telephones are some seconds off. */
const WINDOW = 1
const SECRET_BYTES = 20
const ISSUER = '春风工作台'

/** A new secret of 160 bits, as RFC 4226 recommends, in the letters people can type. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** What the QR code says to an authenticator (身份验证器). */
export function totpUri(secret: string, login: string): string {
  return totpOf(secret, login).toString()
}

/** Which thirty seconds since 1970 the code belongs to; null when it is none of those around now. Compares in constant time. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / SECONDS) + delta
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: SECONDS })
}
