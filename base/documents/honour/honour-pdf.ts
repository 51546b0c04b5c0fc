import { once } from 'node:events'
import { startOf, type Day } from '#platform/day'
import { drawMark, type Pdf } from '../pdf/drawing.ts'
import { PAGE, GREY, INK, PALE, RED } from '../pdf/page.ts'
import { openPdf } from '../pdf/render.ts'
import type { Mark, Row } from '../pdf/rows.ts'
import { drawArtifacts } from '../pdf/tagging.ts'
import { BODY_STYLE, textRows, type TextStyle } from '../pdf/text-rows.ts'

/** A certificate of honour (荣誉证书): one sheet, broad. */
export interface Honour {
  title: string
  /** Whom it is given to, e.g. 张某同志. */
  addressee: string
  text: string
  /** What she is called from now on, large. */
  award: string
  closing: string
  issuer: string
  /** 二〇二六年三月二日. */
  date: string
  sealPlace: string
  number: string
  qrText: string
  watermark?: string | undefined
  issuedOn: Day
}

const SHEET = { width: PAGE.height, height: PAGE.width } as const
const GOLD = '#a8843a'
const LEFT = 112
const WIDTH = SHEET.width - 2 * LEFT
const FRAMES = [{ inset: 26, thickness: 3.2, colour: RED }, { inset: 34, thickness: 0.9, colour: GOLD }, { inset: 40, thickness: 0.4, colour: GOLD }] as const
const CORNER = 30
const QR_SIDE = 84
const FOOT_Y = 420
const SEAL = { x: SHEET.width - LEFT - 118, y: FOOT_Y + 38, radius: 56 } as const

/** The same certificate and code give the same bytes. */
export async function honourPdf(honour: Honour): Promise<Buffer> {
  const issued = startOf(honour.issuedOn)
  const pdf = openPdf({ Title: honour.title, CreationDate: issued, ModDate: issued })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(pdf, 'end')
  pdf.addPage({ size: 'A4', layout: 'landscape', margin: 0 })
  if (honour.watermark !== undefined) drawWatermark(pdf, honour.watermark)
  drawArtifacts(pdf, frameMarks(), 0)
  drawText(pdf, honour)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

function frameMarks(): Mark[] {
  return [...FRAMES.flatMap(frameAt), ...corners()]
}

function frameAt({ inset, thickness, colour }: (typeof FRAMES)[number]): Mark[] {
  const [left, top, right, bottom] = [inset, inset, SHEET.width - inset, SHEET.height - inset]
  const rule = { kind: 'rule', thickness, colour } as const
  const half = thickness / 2
  return [
    { ...rule, fromX: left - half, toX: right + half, fromY: top, toY: top }, { ...rule, fromX: left - half, toX: right + half, fromY: bottom, toY: bottom },
    { ...rule, fromX: left, toX: left, fromY: top, toY: bottom }, { ...rule, fromX: right, toX: right, fromY: top, toY: bottom },
  ]
}

/** A small square inside each corner of the frame. */
function corners(): Mark[] {
  const rule = { kind: 'rule', thickness: 0.9, colour: GOLD } as const
  const inset = FRAMES[2].inset
  return [inset, SHEET.width - inset].flatMap((x, column) => [inset, SHEET.height - inset].flatMap((y, row): Mark[] => {
    const [inX, inY] = [x + (column === 0 ? CORNER : -CORNER), y + (row === 0 ? CORNER : -CORNER)]
    return [{ ...rule, fromX: x, toX: inX, fromY: inY, toY: inY }, { ...rule, fromX: inX, toX: inX, fromY: y, toY: inY }]
  }))
}

const CENTRED: TextStyle = { ...BODY_STYLE, align: 'centre', indent: 0, x: LEFT, width: WIDTH }

/** Tagged, so that readers that speak find the words in their order. */
function drawText(pdf: Pdf, honour: Honour): void {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const { addressee, text, award, closing } = honour
  let y = place(pdf, root, [...honour.title].join('　'), { style: { ...CENTRED, size: 40, pitch: 60, weight: 'bold', colour: RED }, y: 72, role: 'H1' })
  y = place(pdf, root, `${addressee}：`, { style: { ...CENTRED, align: 'left', size: 21, pitch: 34, weight: 'bold' }, y: y + 14, role: 'P' })
  y = place(pdf, root, text, { style: { ...CENTRED, align: 'spread', indent: 2, size: 18, pitch: 33 }, y: y + 4, role: 'P' })
  y = place(pdf, root, [...award].join(' '), { style: { ...CENTRED, size: 34, pitch: 58, weight: 'bold', colour: RED }, y: y + 6, role: 'P' })
  place(pdf, root, closing, { style: { ...CENTRED, align: 'left', indent: 2, size: 18, pitch: 33 }, y: y + 2, role: 'P' })
  drawFoot(pdf, root, honour)
  root.end()
}

interface Placing { style: TextStyle; y: number; role: 'H1' | 'P' }

/** Draws a text and says where the next may begin. */
function place(pdf: Pdf, root: PDFKit.PDFStructureElement, text: string, { style, y, role }: Placing): number {
  const rows: Row[] = textRows(text, style, { block: 0, role })
  const element = pdf.struct(role)
  root.add(element)
  rows.forEach((row, index) => row.marks.forEach((mark) => element.add(() => drawMark(pdf, mark, y + index * style.pitch))))
  return y + rows.length * style.pitch
}

/** Below: the code and the number on the left, organ, day and the place of the seal on the right. */
function drawFoot(pdf: Pdf, root: PDFKit.PDFStructureElement, { qrText, number, issuer, date, sealPlace }: Honour): void {
  const figure = pdf.struct('Figure', { alt: '二维码：用于离线核验本证书的真伪' })
  root.add(figure)
  figure.add(() => drawMark(pdf, { kind: 'qr', x: LEFT, y: 0, side: QR_SIDE, text: qrText, alternative: '' }, FOOT_Y - 4))
  const small: TextStyle = { ...CENTRED, align: 'left', size: 9, pitch: 14, colour: GREY, x: LEFT + QR_SIDE + 12, width: 260 }
  place(pdf, root, `证书编号　${number}\n扫码核验真伪（SM2签名，可离线核验）\n是否仍然有效，以平台公布的为准`, { style: small, y: FOOT_Y + 36, role: 'P' })
  const width = 300
  const right: TextStyle = { ...CENTRED, size: 17, pitch: 30, colour: INK, x: SEAL.x - width / 2, width }
  drawArtifacts(pdf, [{ kind: 'circle', x: SEAL.x, y: SEAL.y, radius: SEAL.radius, openHeight: 32, colour: PALE }], 0)
  place(pdf, root, sealPlace, { style: { ...right, size: 9, pitch: 12, colour: GREY }, y: SEAL.y - SEAL.radius + 6, role: 'P' })
  place(pdf, root, `${issuer}\n${date}`, { style: right, y: SEAL.y - 30, role: 'P' })
}

function drawWatermark(pdf: Pdf, text: string): void {
  const middle = { x: SHEET.width / 2, y: SHEET.height / 2 }
  const [mark] = textRows(text, { ...CENTRED, size: 110, pitch: 140, weight: 'bold', colour: '#eef1f3' }, { block: 0, role: 'Artifact' })
    .flatMap(({ marks }) => marks)
  if (mark === undefined) return
  pdf.save().rotate(-20, { origin: [middle.x, middle.y] })
  drawArtifacts(pdf, [mark], middle.y - 70)
  pdf.restore()
}
