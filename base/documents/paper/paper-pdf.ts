import { once } from 'node:events'
import { startOf } from '#platform/day'
import { blockRows, keptWithNext, spaced } from '../pdf/document-rows.ts'
import { PAGE } from '../pdf/page.ts'
import type { Page } from '../pdf/pagination.ts'
import { drawPages, openPdf } from '../pdf/render.ts'
import type { Row } from '../pdf/rows.ts'
import { pagesOf } from '../pdf/squeeze.ts'
import { BODY_STYLE, textRows, type TextStyle } from '../pdf/text-rows.ts'
import { chartRows } from './chart-rows.ts'
import { titleIn, type Annex, type Paper, type PaperBlock } from './paper.ts'

const CENTRED: TextStyle = { ...BODY_STYLE, align: 'centre', indent: 0 }
/** 成文日期右空四字. */
const DAY_FROM_RIGHT = 4

/** The paper as an A4 PDF: text and tables as such, charts as vectors. The same paper gives the same bytes. */
export async function paperPdf(paper: Paper): Promise<Buffer> {
  const issued = startOf(paper.issuedOn)
  const pdf = openPdf({ Title: titleIn(paper), CreationDate: issued, ModDate: issued })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(pdf, 'end')
  const { number, watermark } = paper
  drawPages(pdf, { title: titleIn(paper), number, foot: number === '' ? '' : `编号 ${number}`, watermark }, paperPages(paper))
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

/** The text, and each annex from a page of its own. */
export function paperPages(paper: Paper): Page[] {
  return [mainRows(paper), ...paper.annexes.map((annex, index) => annexRows(annex, index + 1))].flatMap(pagesOf)
}

function mainRows({ titleLines, number, addressee, blocks, signature, annexes }: Paper): Row[] {
  const numberRows = number === '' ? [] : textRows(`编号：${number}`, { ...BODY_STYLE, size: 11, align: 'right', indent: 0 }, { block: 1, role: 'P' })
  const titleRows = textRows(titleLines.join('\n'), { ...CENTRED, size: 21, pitch: 34, weight: 'bold' }, { block: 2, role: 'H1' })
  const addresseeRows = textRows(addressee, { ...BODY_STYLE, align: 'left', indent: 0 }, { block: 3, role: 'P' })
  const head = [...numberRows, ...spaced(titleRows, 14), ...spaced(addresseeRows, 12)].map((row) => ({ ...row, keepWithNext: true }))
  const lists = annexes.map(({ title: name }, index) => `${index === 0 ? '附：' : '　　'}${index + 1}. ${name}`)
  const attached = lists.flatMap((line, index) => textRows(line, { ...BODY_STYLE, align: 'left' }, { block: 600 + index, role: 'P' }))
  return [...head, ...keptWithNext(blocksRows(blocks, 10)), ...spaced(keptWithNext(attached), 10), ...signatureRows(signature)]
}

function annexRows({ title, blocks }: Annex, number: number): Row[] {
  const block = number * 1000
  const mark = textRows(`附表 ${number}`, { ...BODY_STYLE, align: 'left', indent: 0 }, { block, role: 'P' })
  const head = textRows(title, { ...CENTRED, size: 16, pitch: 28, weight: 'bold' }, { block: block + 1, role: 'H2' })
  return [...[...mark, ...head].map((row) => ({ ...row, keepWithNext: true })), ...blocksRows(blocks, block + 2)]
}

function blocksRows(blocks: readonly PaperBlock[], from: number): Row[] {
  return blocks.flatMap((block, index) => {
    const number = from + index
    const isApart = index > 0 && (!isText(block) || !isText(blocks[index - 1]))
    return spaced(block.kind === 'chart' ? chartRows(block.chart, number) : blockRows(block, number), isApart ? 10 : 0)
  })
}

function isText(block: PaperBlock | undefined): boolean {
  return block?.kind === 'paragraph' || block?.kind === 'heading'
}

/** 署名 above 成文日期, the shorter centred to the longer. */
function signatureRows({ organ, date }: Paper['signature']): Row[] {
  const right = DAY_FROM_RIGHT * BODY_STYLE.size
  const width = 260
  const style: TextStyle = { ...CENTRED, x: PAGE.left + PAGE.textWidth - right - width + 60, width }
  const rows = [...textRows(organ, style, { block: 700, role: 'P' }), ...textRows(date, style, { block: 701, role: 'P' })]
  return spaced(rows, 30).map((row, index) => ({ ...row, keepWithNext: index < rows.length - 1 }))
}
