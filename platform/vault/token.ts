import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What was sealed cannot be opened: altered, moved to another place, or its key is not here. The sentence is for the operator. */
export class VaultTrouble extends Error {}

/** A sealed value inside JSON. Nobody can type an object into a form field, so what looks like this was sealed by us. */
export interface Sealed { sealed: string }

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'sealed' in value && isToken(value.sealed)
}

/** v1 . number of the data key . start, cipher text and tag */
const TOKEN = /^v1\.(\d{1,9})\.([A-Za-z0-9_-]{64,})$/

export function isToken(text: unknown): text is string {
  return typeof text === 'string' && TOKEN.test(text)
}

/** The number of the data key a token was sealed with; null for anything else. */
export function keyOf(text: string): number | null {
  const found = TOKEN.exec(text)
  return found ? Number(found[1]) : null
}

/** Two keys out of one: a key that encrypts must not also authenticate. */
export interface KeyPairOfSecret { id: number; cipher: Buffer; mac: Buffer }

export function pairOf(id: number, secret: Buffer): KeyPairOfSecret {
  return { id, cipher: derive(secret, 'chunfeng vault cipher').subarray(0, CIPHER_KEY_BYTES), mac: derive(secret, 'chunfeng vault mac') }
}

/** One secret for each use, as in HKDF with SM3 (GB/T 32905): whoever learns one learns nothing of the others. */
export function derive(secret: Buffer, use: string): Buffer {
  return createHmac('sm3', secret).update(`${use}\u0001`).digest()
}

const CIPHER = 'sm4-ctr'
const CIPHER_KEY_BYTES = 16
const START_BYTES = 16
const TAG_BYTES = 32

/**
 * Encrypts, then authenticates (SM4-CTR, HMAC-SM3). `place` names where the text belongs — table, row, field — and is part of what is
 * authenticated: in any other place the same token does not open.
 */
export function sealWith(key: KeyPairOfSecret, place: string, text: string): string {
  const start = randomBytes(START_BYTES)
  const cipher = createCipheriv(CIPHER, key.cipher, start)
  const body = Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${key.id}.${Buffer.concat([body, tagOf(key, place, body)]).toString('base64url')}`
}

/** @throws VaultTrouble when one bit of it is not as it was sealed, or it stands in another place */
export function openWith(key: KeyPairOfSecret, place: string, token: string): string {
  const bytes = Buffer.from(TOKEN.exec(token)?.[2] ?? '', 'base64url')
  const body = bytes.subarray(0, -TAG_BYTES)
  const tag = bytes.subarray(-TAG_BYTES)
  const isWhole = bytes.length >= START_BYTES + TAG_BYTES && timingSafeEqual(tag, tagOf(key, place, body))
  if (!isWhole) throw new VaultTrouble(`加密保存的内容（${place}）被改动、被移到了别处，或者密钥不对，不能打开。请用 chunfeng verify 核验，并从备份恢复`)
  const cipher = createDecipheriv(CIPHER, key.cipher, body.subarray(0, START_BYTES))
  return Buffer.concat([cipher.update(body.subarray(START_BYTES)), cipher.final()]).toString('utf8')
}

/** The length of the place comes first, so that no letter can move from the place into the body. */
function tagOf({ id, mac }: KeyPairOfSecret, place: string, body: Buffer): Buffer {
  return createHmac('sm3', mac).update(`${id}:${Buffer.byteLength(place)}:${place}:`).update(body).digest()
}
