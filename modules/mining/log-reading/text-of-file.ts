import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip, gunzipSync, constants } from 'node:zlib'
import { Refusal } from '#platform/refusal'

/** What stands at the beginning of a file tells what it is; its name may be wrong. */
const HEAD_BYTES = 65_536
const CHUNK_BYTES = 262_144

export interface FileHead { isGzip: boolean; /** The first bytes, unpacked. */ bytes: Buffer }

export async function headOf(file: string): Promise<FileHead> {
  const handle = await open(file, 'r').catch(() => { throw new Refusal('not-found', `读不到“${file}”，请核对文件名`) })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      .catch(() => { throw new Refusal('invalid', `“${file}”不是一个文件，请写一个 .xes、.xes.gz 或 .csv 文件`) })
    const bytes = buffer.subarray(0, bytesRead)
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    return { isGzip, bytes: isGzip ? unpackedHead(bytes) : bytes }
  } finally {
    await handle.close()
  }
}

/** The beginning alone is a packed file cut short; whatever can be read of it is enough. */
function unpackedHead(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES)
  } catch {
    throw brokenGzip()
  }
}

/** The text of a file, piece by piece, unpacked where it is packed; a byte order mark is no part of it. */
export async function* textOf(file: string, { isGzip, encoding }: { isGzip: boolean; encoding: string }): AsyncGenerator<string> {
  const decoder = decoderFor(encoding)
  for await (const bytes of isGzip ? unpacked(file) : bytesOf(file)) {
    const text = decoded(decoder, bytes)
    if (text !== '') yield text
  }
  const rest = decoded(decoder)
  if (rest !== '') yield rest
}

function bytesOf(file: string): Readable {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES })
}

async function* unpacked(file: string): AsyncGenerator<Uint8Array> {
  const source = bytesOf(file)
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  source.once('error', (error) => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip)
  } catch (error) {
    throw isOfZlib(error) ? brokenGzip() : error
  } finally {
    source.destroy()
  }
}

const isOfZlib = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')

const brokenGzip = (): Refusal => new Refusal('invalid', '压缩文件不完整或已损坏，可能没有下载完；请重新取得这个文件')

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new Refusal('invalid', `文件写明的编码“${encoding}”不认识，请另存为 UTF-8`)
  }
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch {
    throw new Refusal('invalid', `文件里有不是 ${decoder.encoding} 的字节，请另存为 UTF-8 再读`)
  }
}
