/** A field of a multipart request, or a file when it has a file name. */
export interface FilePart {
  name: string
  fileName?: string
  type?: string
  content: Buffer
}

const BOUNDARY = 'chunfeng-boundary'

/** The parts as a browser packs them. */
export function multipart(parts: readonly FilePart[], { boundary = BOUNDARY, isClosed = true } = {}): { type: string; bytes: Buffer } {
  const packed = parts.flatMap(({ name, fileName, type, content }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n`,
    ),
    Buffer.from(`${type === undefined ? '' : `content-type: ${type}\r\n`}\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...packed, Buffer.from(isClosed ? `--${boundary}--\r\n` : '')]),
  }
}
