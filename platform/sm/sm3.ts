import { hash } from 'node:crypto'

/** SM3 digest as 64 lower-case hexadecimal digits; text is hashed as UTF-8. */
export function sm3Hex(data: string | Uint8Array): string {
  return hash('sm3', data, 'hex')
}
