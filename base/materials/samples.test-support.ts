import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Small files made for tests: whole ones, and ones that lie. */

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')

export function pdfWith(object: string): Buffer {
  return Buffer.from(`%PDF-1.7\n1 0 obj\n${object}\nendobj\n%%EOF\n`, 'latin1')
}

/** A PDF whose objects are packed away. */
export function pdfPacking(objects: string, name = 'ObjStm'): Buffer {
  const packed = deflateSync(Buffer.from(objects))
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /${name} /N 1 /Length ${packed.length} /Filter /FlateDecode >>\nstream\r\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\n%%EOF\n')])
}

export function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(10))), chunk('IEND', Buffer.alloc(0))])
}

export function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
  const note = Buffer.from([0xff, 0xe0, 0, 6, 1, 2, 3, 4])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), note, Buffer.from([0xff]), frame, Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])])
}

export function webp(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Buffer {
  const body = Buffer.alloc(40)
  body.write('RIFF', 0, 'latin1')
  body.write(`WEBP${kind}`, 8, 'latin1')
  if (kind === 'VP8X') {
    body.writeUIntLE(width - 1, 24, 3)
    body.writeUIntLE(height - 1, 27, 3)
  } else if (kind === 'VP8L') {
    body[20] = 0x2f
    body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21)
  } else {
    body.writeUIntBE(0x9d012a, 23, 3)
    body.writeUInt16LE(width, 26)
    body.writeUInt16LE(height, 28)
  }
  return body
}

export interface Part {
  name: string
  content?: string | Buffer
  stored?: boolean
  /** What the table of contents claims instead of the truth. */
  claims?: { bytes?: number; packedBytes?: number; offset?: number; name?: string; flags?: number; method?: number }
}

export function zip(parts: readonly Part[], { before = '', after = '', count = parts.length } = {}): Buffer {
  const locals: Buffer[] = [Buffer.from(before)]
  const directory: Buffer[] = []
  let offset = before.length
  for (const part of parts) {
    const { local, entry } = zipPart(part, offset)
    locals.push(local)
    directory.push(entry)
    offset += local.length
  }
  const table = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, table, end, Buffer.from(after)])
}

function zipPart({ name, content = 'x', stored = false, claims = {} }: Part, offset: number): { local: Buffer; entry: Buffer } {
  const plain = Buffer.from(content)
  const packed = stored ? plain : deflateRawSync(plain)
  const method = claims.method ?? (stored ? 0 : 8)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(method, 8)
  local.writeUInt32LE(claims.packedBytes ?? packed.length, 18)
  local.writeUInt32LE(claims.bytes ?? plain.length, 22)
  local.writeUInt16LE(Buffer.byteLength(name), 26)
  const entryName = claims.name ?? name
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(claims.flags ?? 0, 8)
  entry.writeUInt16LE(method, 10)
  entry.writeUInt32LE(claims.packedBytes ?? packed.length, 20)
  entry.writeUInt32LE(claims.bytes ?? plain.length, 24)
  entry.writeUInt16LE(Buffer.byteLength(entryName), 28)
  entry.writeUInt32LE(claims.offset ?? offset, 42)
  return { local: Buffer.concat([local, Buffer.from(name), packed]), entry: Buffer.concat([entry, Buffer.from(entryName)]) }
}

export const DOCX_PARTS: readonly Part[] = [{ name: '[Content_Types].xml' }, { name: 'word/document.xml', content: '<w:document/>' }]
export const XLSX_PARTS: readonly Part[] = [{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }]
export const OFD_PARTS: readonly Part[] = [{ name: 'OFD.xml', stored: true }, { name: 'Doc_0/Document.xml' }]
