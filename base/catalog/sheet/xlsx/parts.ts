import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from '#platform/refusal'
import { lookInto, readZip, sniff, type Window } from '#base/materials'
import { XmlScanner, type XmlListener } from './xml.ts'

/** The parts of an xlsx file; each is unpacked while it is read and never whole in memory. */
export interface Parts {
  has: (name: string) => boolean
  /** Reads a part to its end, giving way to others after each piece; `after` is called between the pieces. */
  scan: (name: string, listener: XmlListener) => AsyncGenerator<void>
}

const DEFLATED = 8
const PIECE_BYTES = 64 * 1024

/** Opens a file that must be an xlsx workbook: no bomb, not locked, without macros. Refuses everything else. */
export async function withParts<Result>(path: string, work: (parts: Parts) => Promise<Result>): Promise<Result> {
  return lookInto(path, async (window) => {
    if (window.size === 0 || await sniff(window) !== 'xlsx') throw new Refusal('unsupported-media', '这不是 xlsx 表格，请用下载的模板填写，或在表格软件里另存为 xlsx')
    const entries = new Map((await readZip(window) ?? []).map((entry) => [entry.name.replace(/^\//, ''), entry]))
    const scan = async function* (name: string, listener: XmlListener): AsyncGenerator<void> {
      const entry = entries.get(name)
      if (!entry) throw new SyntaxError(`no part ${name}`)
      const packed = Readable.from(piecesOf(window, entry.start, entry.packedBytes))
      const scanner = new XmlScanner(listener)
      // One decoder for the whole part: a character cut in two by the end of a piece stays whole.
      const decoder = new TextDecoder('utf-8')
      for await (const piece of entry.method === DEFLATED ? packed.pipe(createInflateRaw({ chunkSize: PIECE_BYTES })) : packed) {
        // Safe: neither stream has an encoding, so both give buffers.
        scanner.write(decoder.decode(piece as Buffer, { stream: true }))
        yield
      }
      scanner.write(decoder.decode())
      scanner.end()
      yield
    }
    return work({ has: (name) => entries.has(name), scan })
  })
}

async function* piecesOf(window: Window, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE_BYTES) yield window.read(start + at, Math.min(PIECE_BYTES, length - at))
}
