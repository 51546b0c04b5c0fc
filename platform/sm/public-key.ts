import { Refusal } from '#platform/refusal'
import { isPublicKey } from './sm2.ts'

/** DER of SubjectPublicKeyInfo for an uncompressed SM2 point (id-ecPublicKey, curve 1.2.156.10197.1.301), up to the point. */
const DER_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200'
const LINE_LENGTH = 64

/** The public key in the form other programs read (PEM); `openssl` verifies with it as well. */
export function publicKeyPem(publicKey: string): string {
  const body = Buffer.from(DER_HEAD + publicKey, 'hex').toString('base64')
  const lines = body.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

/** The SM2 public key in a text: PEM, or 128 hexadecimal digits with or without the leading 04. Refuses (`invalid`) anything else. */
export function publicKeyIn(text: string): string {
  const found = pointIn(text.trim())
  if (!isPublicKey(found)) {
    throw new Refusal('invalid', '这不是 SM2 公钥：应为 PEM 格式，或以 04 开头的 130 位十六进制数，请换用签发机关公布的公钥文件')
  }
  return found
}

function pointIn(text: string): string {
  const armoured = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(text)
  if (!armoured) return (text.length === 128 ? `04${text}` : text).toLowerCase()
  const der = Buffer.from(armoured[1] ?? '', 'base64').toString('hex')
  return der.startsWith(DER_HEAD) ? der.slice(DER_HEAD.length) : ''
}
