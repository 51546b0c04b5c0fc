import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'sm4-ctr'
const BYTES = 16
const KEY = /^[\w-]{22}$/

/**
 * The query password is shown once and only its hash is kept. Between filing and showing the receipt it lies sealed: the key
 * is in the applicant's browser alone, so that a lost answer or a second press of the button costs nobody her password.
 */
export function newSealKey(): string {
  return randomBytes(BYTES).toString('base64url')
}

export function isSealKey(text: string | undefined): text is string {
  return text !== undefined && KEY.test(text)
}

export function seal(password: string, key: string): string {
  const start = randomBytes(BYTES)
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'base64url'), start)
  return Buffer.concat([start, cipher.update(password, 'utf8'), cipher.final()]).toString('base64url')
}

/** The password; undefined when the key is another one. */
export function unseal(sealed: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  const cipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), bytes.subarray(0, BYTES))
  const text = Buffer.concat([cipher.update(bytes.subarray(BYTES)), cipher.final()]).toString('latin1')
  return /^[2-9A-Z]{6,20}$/.test(text) ? text : undefined
}
