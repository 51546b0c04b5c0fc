import { Refusal } from '#platform/refusal'
import { EventLogBuilder, type EventLog } from '../event-log.ts'
import { cellsOf, rowsOf, type Row } from './csv-rows.ts'
import { momentOf } from './moment.ts'

/** Which columns hold what, where the titles do not tell by themselves. */
export interface Columns { case?: string | undefined; activity?: string | undefined; time?: string | undefined; resource?: string | undefined }
type Part = keyof Columns | 'transition'

/** Titles as the usual programs write them, the surest first; written small and without what is neither letter nor digit. */
const TITLES: Readonly<Record<Part, readonly string[]>> = {
  case: ['caseconceptname', 'caseid', 'case', 'traceid', 'traceconceptname', 'casenumber', 'casekey', '办件编号', '案件编号', '编号'],
  activity: ['conceptname', 'activity', 'activityname', 'activityid', 'eventconceptname', 'event', 'eventname', 'task', '活动', '步骤', '环节'],
  time: [
    'timetimestamp', 'timestamp', 'completetimestamp', 'endtimestamp', 'eventtime', 'endtime', 'time', 'starttimestamp', 'starttime', 'datetime', '时间', '办理时间',
  ],
  resource: ['orgresource', 'resource', 'user', 'originator', '人员', '办理人', '经办人'],
  transition: ['lifecycletransition', 'lifecycle', 'transition'],
}
const WORDS: Readonly<Record<keyof Columns, string>> = { case: '办件（case id）', activity: '活动（activity）', time: '时间（timestamp）', resource: '人员（resource）' }
const DELIMITERS = [',', ';', '\t', '|'] as const

/** Reads an event log from a table: a row an event, the first row the titles. */
export async function readCsv(text: AsyncIterable<string>, head: string, columns: Columns = {}): Promise<EventLog> {
  const builder = new EventLogBuilder()
  let places: Places | undefined
  for await (const row of rowsOf(text, delimiterOf(head))) {
    if (places) addRow(builder, row, places)
    else places = placesOf(row, columns)
  }
  if (!places) throw new Refusal('invalid', '文件是空的：第一行应为列名，从第二行起一行一个事件')
  return builder.log()
}

/** The one that parts the first line into most cells. */
function delimiterOf(head: string): string {
  const line = /^[^\r\n]*/.exec(head.replace(/^[\ufeff\r\n]+/, ''))?.[0] ?? ''
  const cells = (delimiter: string): number => cellsOf(line, delimiter)?.length ?? 0
  return DELIMITERS.reduce((best, one) => (cells(one) > cells(best) ? one : best), DELIMITERS[0])
}

interface Places { case: number; activity: number; time: number; resource: number; transition: number; count: number }

function placesOf({ cells }: Row, columns: Columns): Places {
  const titles = cells.map((title) => title.trim())
  const needed = (part: 'case' | 'activity' | 'time'): number => {
    const place = placeOf(titles, part, columns[part])
    if (place >= 0) return place
    throw new Refusal('invalid', `第 1 行：没有认出${WORDS[part]}一列，请用 --${part} 写明列名；这个文件的列有：${titles.join('、')}`)
  }
  return {
    case: needed('case'), activity: needed('activity'), time: needed('time'),
    resource: placeOf(titles, 'resource', columns.resource), transition: placeOf(titles, 'transition', undefined), count: titles.length,
  }
}

function placeOf(titles: readonly string[], part: Part, told: string | undefined): number {
  if (told === undefined) {
    const plain = titles.map((title) => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    return TITLES[part].map((title) => plain.indexOf(title)).find((place) => place >= 0) ?? -1
  }
  const place = titles.indexOf(told.trim())
  if (place < 0) throw new Refusal('invalid', `没有“${told}”这一列；这个文件的列有：${titles.join('、')}`)
  return place
}

function addRow(builder: EventLogBuilder, { line, cells }: Row, places: Places): void {
  if (cells.length !== places.count) throw new Refusal('invalid', `第 ${line} 行：有 ${cells.length} 列，第 1 行有 ${places.count} 列，请对齐`)
  const needed = (part: 'case' | 'activity'): string => {
    const text = cells[places[part]]?.trim() ?? ''
    if (text === '') throw new Refusal('invalid', `第 ${line} 行：${WORDS[part]}是空的，请补上再读`)
    return text
  }
  // Spreadsheets leave such rows behind their last one.
  if (cells.every((cell) => cell.trim() === '')) return
  const time = cells[places.time]?.trim() ?? ''
  const at = time === '' ? undefined : momentOf(time)
  if (time !== '' && at === undefined) throw new Refusal('invalid', `第 ${line} 行：时间“${time}”不是 2026-03-02 09:00:00+08:00 的样子，请改正`)
  builder.add({
    caseId: needed('case'), activity: needed('activity'), at,
    resource: cells[places.resource]?.trim(), transition: cells[places.transition]?.trim(),
  })
}
