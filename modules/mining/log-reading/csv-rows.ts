import { Refusal } from '#platform/refusal'

export interface Row { line: number; cells: readonly string[] }

/** Lines that one quoted cell may go over; more means that a quotation mark was never closed. */
const CELL_LINES_MAX = 1000

/** The rows of delimited text, piece by piece; empty lines are passed over, quoted cells may hold delimiters and line ends. */
export async function* rowsOf(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row> {
  let [open, began, line]: [string[], number, number] = [[], 1, 0]
  for await (const piece of linesOf(text)) {
    line += 1
    if (open.length === 0) began = line
    open.push(piece)
    const whole = open.length === 1 ? piece : open.join('\n')
    const cells = cellsOf(whole, delimiter)
    if (cells === undefined) {
      if (open.length > CELL_LINES_MAX) throw unclosed(began)
      continue
    }
    open = []
    if (whole.trim() !== '') yield { line: began, cells }
  }
  if (open.length > 0) throw unclosed(began)
}

const unclosed = (line: number): Refusal => new Refusal('invalid', `第 ${line} 行：有一个引号没有收尾，请改正`)

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest !== '') yield rest
}

/** Undefined where a quoted cell goes on in the next line. */
export function cellsOf(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  for (let at = 0; ;) {
    const cell = line[at] === '"' ? quotedCell(line, at) : plainCell(line, at, delimiter)
    if (cell === undefined) return undefined
    cells.push(cell.text)
    const next = line.indexOf(delimiter, cell.end)
    if (next < 0) return cells
    at = next + delimiter.length
  }
}

interface Cell { text: string; end: number }

function plainCell(line: string, at: number, delimiter: string): Cell {
  const next = line.indexOf(delimiter, at)
  const end = next < 0 ? line.length : next
  return { text: line.slice(at, end), end }
}

function quotedCell(line: string, at: number): Cell | undefined {
  for (let end = line.indexOf('"', at + 1); end >= 0; end = line.indexOf('"', end + 2)) {
    if (line[end + 1] !== '"') return { text: line.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 }
  }
  return undefined
}
