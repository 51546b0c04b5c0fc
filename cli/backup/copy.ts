import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface Digested { size: number; sm3: string }

/** Copies a file and digests what was read on the way. It appears under its name whole and on disk, or not at all. */
export async function copyDigested(from: string, to: string): Promise<Digested> {
  const digest = createHash('sm3')
  let size = 0
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length
      digest.update(chunk)
      done(null, chunk)
    },
  })
  const part = `${to}.part`
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  try {
    await pipeline(createReadStream(from), meter, createWriteStream(part, { mode: 0o600, flush: true }))
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return { size, sm3: digest.digest('hex') }
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
