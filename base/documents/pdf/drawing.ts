import qrcode from 'qrcode'
import { INK } from './page.ts'
import type { BarMark, CircleMark, Mark, QrMark, RuleMark, TextMark } from './rows.ts'

export type Pdf = PDFKit.PDFDocument

/** Draws one mark of a row whose top stands at `top` on the page. */
export function drawMark(pdf: Pdf, mark: Mark, top: number): void {
  switch (mark.kind) {
    case 'text': return drawText(pdf, mark, top)
    case 'rule': return drawRule(pdf, mark, top)
    case 'circle': return drawCircle(pdf, mark, top)
    case 'qr': return drawQr(pdf, mark, top)
    case 'bar': return drawBar(pdf, mark, top)
  }
}

function drawText(pdf: Pdf, { text, x, baseline, size, weight, colour, spreadTo }: TextMark, top: number): void {
  pdf.font(weight).fontSize(size).fillColor(colour)
  const gaps = [...text].length - 1
  const characterSpacing = spreadTo === undefined ? 0 : (spreadTo - pdf.widthOfString(text)) / gaps
  pdf.text(text, x, top + baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing })
}

function drawRule(pdf: Pdf, { fromX, fromY, toX, toY, thickness, colour }: RuleMark, top: number): void {
  pdf.undash().lineWidth(thickness).lineCap('butt').moveTo(fromX, top + fromY).lineTo(toX, top + toY).stroke(colour)
}

function drawCircle(pdf: Pdf, { x, y, radius, openHeight, colour }: CircleMark, top: number): void {
  const open = Math.min(openHeight, radius)
  const half = Math.sqrt(radius ** 2 - open ** 2)
  pdf.lineWidth(0.8).dash(3, { space: 3 })
  for (const side of [-1, 1]) {
    const level = top + y + side * open
    pdf.path(`M ${x - side * half} ${level} A ${radius} ${radius} 0 0 0 ${x + side * half} ${level}`).stroke(colour)
  }
  pdf.undash()
}

function drawBar(pdf: Pdf, { x, y, width, height, colour }: BarMark, top: number): void {
  pdf.rect(x, top + y, width, height).fill(colour)
}

/** Each run of dark modules is one rectangle: sharp at any size, and a tenth of the bytes of single squares. */
function drawQr(pdf: Pdf, { x, y, side, text }: QrMark, top: number): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const unit = side / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (const [start, length] of darkRuns(modules.data.subarray(row * modules.size, (row + 1) * modules.size))) {
      pdf.rect(x + start * unit, top + y + row * unit, length * unit, unit)
    }
  }
  pdf.fill(INK)
}

function darkRuns(row: Uint8Array): [start: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, column) => {
    if (dark === 0) return
    const last = runs.at(-1)
    if (last && last[0] + last[1] === column) last[1] += 1
    else runs.push([column, 1])
  })
  return runs
}
