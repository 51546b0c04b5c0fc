import type { Block, DocumentLayout } from '../layout.ts'
import { plainText } from '../render-text.ts'
import { widthOf } from './faces.ts'
import { missingGlyphs } from './missing-glyphs.ts'
import { GREY, PAGE, RED, RIGHT, SMALL } from './page.ts'
import type { Row } from './rows.ts'
import { signatureRow } from './signature-row.ts'
import { fieldRows, tableRows } from './table-rows.ts'
import { BODY_STYLE, textRows, type TextStyle } from './text-rows.ts'

const CENTRED: TextStyle = { ...BODY_STYLE, align: 'centre', indent: 0 }
const SMALL_STYLE: TextStyle = { ...BODY_STYLE, ...SMALL, colour: GREY, indent: 0 }
/** The name of the organ stands on one line unless it is very long. */
const ISSUER_SIZE = { min: 15, max: 24 } as const

/** The whole document as rows from top to bottom, not yet divided into pages. */
export function documentRows(layout: DocumentLayout, qrText: string): Row[] {
  const head = headRows(layout)
  const pieces: Row[][] = layout.blocks.map((block, index) => blockRows(block, index + 10))
  const body = pieces.flatMap((rows, index) => spaced(rows, isTableNextTo(pieces[index - 1], rows) ? 9 : 0))
  const closing = layout.closing === undefined ? [] : textRows(layout.closing, BODY_STYLE, { block: 5, role: 'P' })
  return [...head, ...keptWithNext(body), ...keptWithNext(closing), signatureRow(layout, qrText, 6), ...noteRows(layout)]
}

/** 发文机关, 文号, red line, title, addressee. */
function headRows({ issuer, number, title, addressee }: DocumentLayout): Row[] {
  const fitting = (ISSUER_SIZE.max * PAGE.textWidth) / widthOf(issuer, ISSUER_SIZE.max, 'bold')
  const size = Math.max(ISSUER_SIZE.min, Math.min(ISSUER_SIZE.max, fitting))
  const issuerStyle: TextStyle = { ...CENTRED, size, pitch: size * 1.65, weight: 'bold', colour: RED }
  const issuerRows = textRows(issuer, issuerStyle, { block: 1, role: 'P' })
  const numberRows = textRows(number, { ...CENTRED, size: 12, pitch: 24 }, { block: 2, role: 'P' })
  const titleRows = textRows(title, { ...CENTRED, size: 21, pitch: 34, weight: 'bold' }, { block: 3, role: 'H1' })
  const addresseeRows = textRows(addressee ?? '', { ...BODY_STYLE, align: 'left', indent: 0 }, { block: 4, role: 'P' })
  const rows = [...issuerRows, ...numberRows, redLine(), ...spaced(titleRows, 14)]
  return [...rows, ...(addressee === undefined ? [] : spaced(addresseeRows, 12))].map((row) => ({ ...row, keepWithNext: true }))
}

function redLine(): Row {
  const rule = { kind: 'rule', fromX: PAGE.left, toX: RIGHT, fromY: 4, toY: 4, thickness: 1.6, colour: RED } as const
  return { height: 6, gap: 0, marks: [rule], keepWithNext: true, block: 0, role: 'Artifact' }
}

/** The rows of one block; `number` keeps them apart from those of other blocks. */
export function blockRows(block: Block, number: number): Row[] {
  switch (block.kind) {
    case 'paragraph': return textRows(block.text, BODY_STYLE, { block: number, role: 'P' })
    case 'heading': return keptWithNext(textRows(block.text, { ...BODY_STYLE, weight: 'bold' }, { block: number, role: 'H2' }))
    case 'fields': return fieldRows(block.fields, number)
    case 'table': return [...captionRows(block.caption, number), ...tableRows(block, number)]
  }
}

function captionRows(caption: string | undefined, block: number): Row[] {
  if (caption === undefined) return []
  return keptWithNext(textRows(caption, { ...CENTRED, size: 12, pitch: 22, weight: 'bold' }, { block: block + 0.5, role: 'P' }))
}

/** Small print, and what to do about characters the font does not have. */
function noteRows(layout: DocumentLayout): Row[] {
  const missing = missingGlyphs(plainText(layout))
  const words = missing.map(({ codePoint }) => `〔${codePoint}〕`).join('、')
  const notes = missing.length === 0 ? layout.notes : [...layout.notes, `本文书中的${words}代表字库暂缺的字，以统一编码写出，请以登记的用字为准。`]
  const rows = notes.flatMap((note, index) => textRows(`注：${note}`, SMALL_STYLE, { block: 1000 + index, role: 'P' }))
  return spaced(rows.map((row, index) => ({ ...row, keepWithNext: index < rows.length - 1 })), 6)
}

/** The last row stays with what follows: a signature never stands alone on a page. */
export function keptWithNext(rows: readonly Row[]): Row[] {
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, keepWithNext: true } : row))
}

export function spaced(rows: readonly Row[], gap: number): Row[] {
  return rows.map((row, index) => (index === 0 ? { ...row, gap } : row))
}

function isTableNextTo(before: readonly Row[] | undefined, rows: readonly Row[]): boolean {
  return before?.at(-1)?.role === 'Table' || rows[0]?.role === 'Table'
}
