import { posix } from 'node:path'
import type { Parts } from './parts.ts'
import type { XmlListener } from './xml.ts'

/** What all sheets of a workbook share. */
export interface Workbook {
  sheets: readonly { name: string; part: string }[]
  strings: readonly string[]
  /** By number of the style: its numbers are days. */
  isDay: readonly boolean[]
  /** Days count from 1904 instead of 1900. */
  isFrom1904: boolean
}

const PART = 'xl/workbook.xml'
const SHEETS_MAX = 30
/** Built-in number formats that show days. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

export async function openWorkbook(parts: Parts): Promise<Workbook> {
  const targets = new Map<string, string>()
  await read(parts, 'xl/_rels/workbook.xml.rels', {
    open: (name, attribute) => { if (name === 'Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '') },
  })
  const sheets: { name: string; part: string }[] = []
  let isFrom1904 = false
  await read(parts, PART, {
    open: (name, attribute) => {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name === 'sheet' && sheets.length < SHEETS_MAX)
        sheets.push({ name: (attribute('name') ?? '').trim(), part: partOf(targets.get(attribute('id') ?? '') ?? '') })
    },
  })
  return { sheets: sheets.filter(({ part }) => parts.has(part)), strings: await sharedStrings(parts), isDay: await dayStyles(parts), isFrom1904 }
}

function partOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`)
}

async function read(parts: Parts, name: string, listener: XmlListener): Promise<void> {
  if (!parts.has(name)) return
  for await (const _ of parts.scan(name, listener)) void _
}

/** Texts that stand in several cells, each kept once; the reading aid above a word (rPh) is not part of it. */
async function sharedStrings(parts: Parts): Promise<string[]> {
  const strings: string[] = []
  let words: string | undefined
  let isText = false
  let isAid = false
  await read(parts, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') words = ''
      if (name === 'rPh') isAid = true
      if (name === 't') isText = !isAid
    },
    text: (text) => { if (isText && words !== undefined) words += text },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isAid = false
      if (name === 'si') strings.push(words ?? '')
    },
  })
  return strings
}

async function dayStyles(parts: Parts): Promise<boolean[]> {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let isCellFormats = false
  await read(parts, 'xl/styles.xml', {
    open: (name, attribute) => {
      if (name === 'numFmt') own.set(Number(attribute('numFmtId')), isDayFormat(attribute('formatCode') ?? ''))
      if (name === 'cellXfs') isCellFormats = true
      if (name === 'xf' && isCellFormats) styles.push(own.get(Number(attribute('numFmtId'))) ?? DAY_FORMATS.has(Number(attribute('numFmtId'))))
    },
    close: (name) => { if (name === 'cellXfs') isCellFormats = false },
  })
  return styles
}

/** Beside what stands in quotes or brackets, years and days are written with y and d. */
function isDayFormat(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}
