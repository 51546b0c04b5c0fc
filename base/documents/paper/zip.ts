import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** The parts of an office file by name, in memory: for files we have made ourselves and open again to add a chart. */
export type Parts = Map<string, Buffer>

const DEFLATED = 8
/** 1 January 1980, the first day a zip file can name: the same parts give the same bytes. */
const DOS_DAY = 0x21
const UTF8_NAMES = 0x0800

/** Reads what stands in the table of contents. Not for files of others: those are checked by #base/materials first. */
export function partsIn(file: Buffer): Parts {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const parts: Parts = new Map()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameBytes, extraBytes, commentBytes] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes)
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20))
    if (!name.endsWith('/')) parts.set(name, file.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : Buffer.from(packed))
    at += 46 + nameBytes + extraBytes + commentBytes
  }
  return parts
}

/** A zip file of these parts, in their order. */
export function zipOf(parts: Parts): Buffer {
  const written: { head: Buffer; body: Buffer; entry: Buffer }[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const one = written[written.push(entryOf(name, content, offset)) - 1]
    offset += (one?.head.length ?? 0) + (one?.body.length ?? 0)
  }
  const directory = Buffer.concat(written.map(({ entry }) => entry))
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(written.length, 8)
  end.writeUInt16LE(written.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...written.flatMap(({ head, body }) => [head, body]), directory, end])
}

function entryOf(name: string, content: Buffer, offset: number): { head: Buffer; body: Buffer; entry: Buffer } {
  const [bytes, body] = [Buffer.from(name), deflateRawSync(content)]
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(UTF8_NAMES, 2)
  shared.writeUInt16LE(DEFLATED, 4)
  shared.writeUInt16LE(DOS_DAY, 8)
  shared.writeUInt32LE(crc32(content), 10)
  shared.writeUInt32LE(body.length, 14)
  shared.writeUInt32LE(content.length, 18)
  shared.writeUInt16LE(bytes.length, 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  const [local, listed] = ['PK\x03\x04', 'PK\x01\x02\x14\x00'].map((mark) => Buffer.from(mark, 'latin1'))
  return { head: Buffer.concat([local ?? shared, shared, bytes]), body, entry: Buffer.concat([listed ?? shared, shared, tail, bytes]) }
}
