import { createHmac, randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { sm3Hex } from './sm3.ts'

/** SM2 key pair in hexadecimal: the private key 64 digits, the public key '04' and its point in 128 digits. */
export interface KeyPair { privateKey: string; publicKey: string }

/** The recommended curve of GB/T 32918.5, y² = x³ - 3x + b over the field of P, and the order of its points. */
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** A new pair from the operating system's random numbers. */
export function createKeyPair(): KeyPair {
  const drawn = BigInt(`0x${randomBytes(32).toString('hex')}`)
  // d = n - 1 has no inverse of d + 1 and cannot sign; the standard draws from 1 to n - 2.
  if (drawn < 1n || drawn > ORDER - 2n) return createKeyPair()
  const privateKey = hexOf(drawn)
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) }
}

/** Whether the text is a public key: '04' and 128 lower-case hexadecimal digits that are a point of the curve. */
export function isPublicKey(text: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(text)) return false
  const x = BigInt(`0x${text.slice(2, 66)}`)
  const y = BigInt(`0x${text.slice(66)}`)
  return x < P && y < P && (y * y - (x * x * x - 3n * x + B)) % P === 0n
}

/** Whether the two halves belong together. */
export function isKeyPair({ privateKey, publicKey }: KeyPair): boolean {
  return /^[0-9a-f]{64}$/.test(privateKey) && isScalar(privateKey) && sm2.getPublicKeyFromPrivateKey(privateKey) === publicKey
}

/** Short name of a public key, eight hexadecimal digits of its digest: tells which key a signature asks for. */
export function keyIdOf(publicKey: string): string {
  return sm3Hex(Buffer.from(publicKey, 'hex')).slice(0, 8)
}

/**
 * SM2 signature with SM3 and the default user id of GM/T 0009 ('1234567812345678'): r and s, 64 hexadecimal digits each.
 * The nonce is derived from key and message (RFC 6979 with HMAC-SM3), so that the same document is always the same bytes
 * and no poor random source can betray the key.
 */
export function signSm2(data: string | Uint8Array, { privateKey, publicKey }: KeyPair): string {
  const digest = sm2.getHash(bytesOf(data), publicKey)
  const nonce = nonceFor(digest, privateKey)
  const point = sm2.getPublicKeyFromPrivateKey(hexOf(nonce))
  const x1 = BigInt(`0x${point.slice(2, 66)}`)
  return sm2.doSignature(Buffer.from(digest, 'hex'), privateKey, { pointPool: [{ k: nonce, x1 }] })
}

/** Whether the signature is right for data and key. Malformed signatures and keys are wrong, never an exception. */
export function verifySm2(data: string | Uint8Array, signature: string, publicKey: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature) || !isPublicKey(publicKey)) return false
  if (!isScalar(signature.slice(0, 64)) || !isScalar(signature.slice(64))) return false
  return sm2.doVerifySignature(bytesOf(data), signature, publicKey, { hash: true })
}

/** RFC 6979 section 3.2, with HMAC-SM3 and the SM2 digest in place of the message digest. */
function nonceFor(digest: string, privateKey: string): bigint {
  const seed = Buffer.from(privateKey + hexOf(BigInt(`0x${digest}`) % ORDER), 'hex')
  let key: Buffer = Buffer.alloc(32, 0)
  let value: Buffer = Buffer.alloc(32, 1)
  for (const round of [0, 1]) {
    key = hmac(key, value, Buffer.of(round), seed)
    value = hmac(key, value)
  }
  for (;;) {
    value = hmac(key, value)
    if (isScalar(value.toString('hex'))) return BigInt(`0x${value.toString('hex')}`)
    key = hmac(key, value, Buffer.of(0))
    value = hmac(key, value)
  }
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('sm3', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

function isScalar(digits: string): boolean {
  const scalar = BigInt(`0x${digits}`)
  return scalar > 0n && scalar < ORDER
}

function hexOf(number: bigint): string {
  return number.toString(16).padStart(64, '0')
}

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, 'utf8') : data
}
