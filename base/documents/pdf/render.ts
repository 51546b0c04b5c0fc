import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import { startOf } from '#platform/day'
import type { KeyPair } from '#platform/sm'
import type { DocumentFacts } from '../facts.ts'
import type { DocumentLayout } from '../layout.ts'
import { qrTextOf } from '../qr.ts'
import { renderText } from '../render-text.ts'
import { titleOf } from '../titles.ts'
import { documentRows } from './document-rows.ts'
import { drawMark, type Pdf } from './drawing.ts'
import { faceOf, widthOf, type Weight } from './faces.ts'
import { printable } from './missing-glyphs.ts'
import { GREY, PAGE, PALE, RIGHT, SMALL } from './page.ts'
import type { Page } from './pagination.ts'
import type { TextMark } from './rows.ts'
import { pagesOf } from './squeeze.ts'
import { tableRules } from './table-rules.ts'
import { createTagger, drawArtifacts } from './tagging.ts'
import { MIDDLE } from './text-rows.ts'

const RUNNING_HEAD_Y = 56
const FOOT_Y = PAGE.height - 45
const WATERMARK_SIZE = 96
const WATERMARK_COLOUR = '#e9eef1'

/**
 * The document as an A4 PDF with its QR code. The same facts and key give the same bytes: the creation date is the day of
 * issue and the signature is deterministic.
 */
export async function renderPdf(facts: DocumentFacts, { signingKey }: { signingKey: KeyPair }): Promise<Buffer> {
  const layout = renderText(facts)
  const pages = pagesOf(documentRows(layout, qrTextOf(facts, signingKey)))
  const issued = startOf(facts.issuedOn)
  const pdf = openPdf({ Title: titleOf(facts.kind, facts), CreationDate: issued, ModDate: issued })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(pdf, 'end')
  drawPages(pdf, frameOf(layout), pages)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

/** An empty PDF of ours with its typefaces; `info` says what it is. */
export function openPdf(info: { Title: string; CreationDate?: Date; ModDate?: Date }): Pdf {
  const pdf = new PDFDocument({
    size: 'A4', margin: 0, autoFirstPage: false, pdfVersion: '1.7', tagged: true, lang: 'zh-CN', displayTitle: true,
    // Only words of our own: pdfkit writes them into XML unescaped.
    info: { Creator: '春风', Producer: '春风', ...info },
  })
  for (const weight of ['regular', 'bold'] as const) registerFace(pdf, weight)
  return pdf
}

function registerFace(pdf: Pdf, weight: Weight): void {
  // Safe: pdfkit takes a font that is already parsed (it looks for its `layout`); its type declarations do not say so.
  pdf.registerFont(weight, faceOf(weight) as unknown as string)
}

/** What stands around the text on every page. */
export interface PageFrame { title: string; number: string; foot: string; watermark?: string | undefined }

/** The frame of a document of a case. */
export function frameOf({ title, number, caseNumber, watermark }: DocumentLayout): PageFrame {
  return { title, number, foot: `办件编号 ${caseNumber}`, watermark }
}

/** Draws the pages of one document after whatever the PDF holds already. */
export function drawPages(pdf: Pdf, frame: PageFrame, pages: readonly Page[]): void {
  const tagger = createTagger(pdf)
  pages.forEach((page, index) => {
    pdf.addPage()
    if (frame.watermark !== undefined) drawWatermark(pdf, frame.watermark)
    drawArtifacts(pdf, tableRules(page), PAGE.top)
    for (const placed of page) tagger.draw(placed)
    drawArtifacts(pdf, [...runningHead(frame, index), ...foot(frame, index + 1, pages.length)], 0)
  })
  tagger.end()
}

/** From the second page on: which document a loose sheet belongs to. */
function runningHead({ title, number }: PageFrame, index: number): Parameters<typeof drawMark>[1][] {
  if (index === 0) return []
  const y = RUNNING_HEAD_Y + 8
  const rule = { kind: 'rule', fromX: PAGE.left, toX: RIGHT, fromY: y, toY: y, thickness: 0.5, colour: PALE } as const
  return [smallText(title, 'left', RUNNING_HEAD_Y), smallText(number, 'right', RUNNING_HEAD_Y), rule]
}

function foot({ foot: words }: PageFrame, page: number, pageCount: number): TextMark[] {
  return [smallText(words, 'left', FOOT_Y), smallText(`第 ${page} 页　共 ${pageCount} 页`, 'right', FOOT_Y)]
}

function smallText(text: string, align: 'left' | 'right', baseline: number): TextMark {
  const shown = printable(text)
  const x = align === 'left' ? PAGE.left : RIGHT - widthOf(shown, SMALL.size)
  return { kind: 'text', text: shown, x, baseline, size: SMALL.size, weight: 'regular', colour: GREY }
}

function drawWatermark(pdf: Pdf, text: string): void {
  const middle = { x: PAGE.width / 2, y: PAGE.height / 2 }
  const size = WATERMARK_SIZE
  const x = middle.x - widthOf(text, size, 'bold') / 2
  pdf.save().rotate(-35, { origin: [middle.x, middle.y] })
  drawArtifacts(pdf, [{ kind: 'text', text, x, baseline: size * MIDDLE, size, weight: 'bold', colour: WATERMARK_COLOUR }], middle.y)
  pdf.restore()
}
