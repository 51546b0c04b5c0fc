import { randomInt, timingSafeEqual } from 'node:crypto'
import { sm3Hex } from '#platform/sm'

/** Without 0 O 1 I L: it is read from paper and typed on a phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8
/** Of the digest; enough that no letter is noticeably more frequent than another. */
const BYTES_A_LETTER = 4

/** About 40 bits; guessing is stopped by the limit on the query route. */
export function newQueryPassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/**
 * The password of a case that was opened with an idempotency key. Who repeats the request, because the answer to the first
 * was lost, is shown the same one although it is kept nowhere: only she has the key, and no stranger knows the id.
 */
export function queryPasswordFor(caseId: string, idempotencyKey: string): string {
  const digest = Buffer.from(sm3Hex(`${caseId}:${idempotencyKey}`), 'hex')
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET[digest.readUInt32BE(index * BYTES_A_LETTER) % ALPHABET.length]).join('')
}

/** Bound to the case number, so that equal passwords do not show. */
export function queryPasswordHash(caseNumber: string, password: string): string {
  return sm3Hex(`${caseNumber}:${password}`)
}

/** Whether what somebody typed is the password; letters may be typed small. */
export function isQueryPassword(caseNumber: string, typed: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(queryPasswordHash(caseNumber, typed.toUpperCase())), Buffer.from(hash))
}
