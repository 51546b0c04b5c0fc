/** A line longer than this is not a row of items but some other file. */
const LINE_BYTES_MAX = 16 * 1024 * 1024
const NEWLINE = 0x0a
const RETURN = 0x0d

/** One line without its line end; `bytes` is undefined where the line is too long to read. */
export interface Line { number: number; bytes: Uint8Array | undefined }

/** Cuts a stream into lines, holding no more than one line at a time. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = []
  let number = 1
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield lineOf(number++, [...pieces, chunk.subarray(from, end)])
      pieces = []
      from = end + 1
    }
    pieces = keep(pieces, chunk.subarray(from))
  }
  if (pieces.some((piece) => piece.length > 0)) yield lineOf(number, pieces)
}

/** Of a line that is already too long only the knowledge that it is. */
function keep(pieces: Uint8Array[], rest: Uint8Array): Uint8Array[] {
  if (rest.length === 0) return pieces
  return lengthOf(pieces) > LINE_BYTES_MAX ? pieces : [...pieces, rest]
}

function lineOf(number: number, pieces: readonly Uint8Array[]): Line {
  if (lengthOf(pieces) > LINE_BYTES_MAX) return { number, bytes: undefined }
  const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
  return { number, bytes: bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes }
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0)
}
