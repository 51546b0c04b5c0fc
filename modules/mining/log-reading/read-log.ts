import { Refusal } from '#platform/refusal'
import type { EventLog } from '../event-log.ts'
import { readCsv, type Columns } from './csv.ts'
import { headOf, textOf } from './text-of-file.ts'
import { readXes } from './xes.ts'

export interface LogFile { format: 'xes' | 'csv'; log: EventLog }

/** Reads an event log from a file, packed or not: XES where it begins as XML, a table otherwise. */
export async function readLog(file: string, columns: Columns = {}): Promise<LogFile> {
  const { isGzip, bytes } = await headOf(file)
  const isXml = /^\s*</.test(plainly(bytes))
  if (!isXml && bytes.subarray(0, 2).toString('latin1') === 'PK') throw new Refusal('invalid', '这是一个 zip 文件，请先解压，再读里面的 .xes 或 .csv')
  const encoding = isXml ? xmlEncoding(bytes) : csvEncoding(bytes)
  const text = textOf(file, { isGzip, encoding })
  if (isXml) return { format: 'xes', log: await readXes(text) }
  return { format: 'csv', log: await readCsv(text, new TextDecoder(encoding).decode(bytes), columns) }
}

/** The beginning as far as it is of plain letters, whatever the encoding. */
const plainly = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/[\0\xef\xbb\xbf\xfe\xff]/g, '')

/** What a byte order mark of two bytes says. */
function encodingOfMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function xmlEncoding(bytes: Buffer): string {
  return encodingOfMark(bytes) ?? /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(plainly(bytes))?.[1] ?? 'utf-8'
}

/** UTF-8, or the GB 18030 or UTF-16 in which spreadsheets save. */
function csvEncoding(bytes: Buffer): string {
  const marked = encodingOfMark(bytes)
  if (marked) return marked
  try {
    // The beginning may end within a letter.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
