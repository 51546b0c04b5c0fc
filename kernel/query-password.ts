import { randomInt, timingSafeEqual } from 'node:crypto'
import { sm3Hex } from '#platform/sm'

/** Without 0 O 1 I L: it is read from paper and typed on a phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8

/** About 40 bits; guessing is stopped by the limit on the query route. */
export function newQueryPassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Bound to the case number, so that equal passwords do not show. */
export function queryPasswordHash(caseNumber: string, password: string): string {
  return sm3Hex(`${caseNumber}:${password}`)
}

/** Whether what somebody typed is the password; letters may be typed small. */
export function isQueryPassword(caseNumber: string, typed: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(queryPasswordHash(caseNumber, typed.toUpperCase())), Buffer.from(hash))
}
