import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import type { Window } from './window.ts'
import type { ZipEntry } from './zip.ts'

const PIECE_BYTES = 64 * 1024

/**
 * Whether every deflated part unpacks to exactly as many bytes as the table of contents claims. The claims have been held
 * against the limits before; here each part stops at the first byte too many, so that a bomb that lies does not go off.
 */
export async function unpackAsClaimed(window: Window, entries: readonly ZipEntry[]): Promise<boolean> {
  for (const entry of entries) if (!(await unpacksAsClaimed(window, entry))) return false
  return true
}

async function unpacksAsClaimed(window: Window, { start, packedBytes, bytes }: ZipEntry): Promise<boolean> {
  let unpacked = 0
  const count = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      unpacked += chunk.length
      done(unpacked > bytes ? new Error('more than claimed') : null)
    },
  })
  try {
    await pipeline(Readable.from(piecesOf(window, start, packedBytes)), createInflateRaw(), count)
  } catch (error) {
    // A disk that cannot be read is no fault of the file.
    if (typeof error === 'object' && error !== null && 'syscall' in error) throw error
    return false
  }
  return unpacked === bytes
}

async function* piecesOf(window: Window, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE_BYTES) yield window.read(start + at, Math.min(PIECE_BYTES, length - at))
}
