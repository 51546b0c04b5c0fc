import type { DocumentLayout } from '../layout.ts'
import { printable } from './missing-glyphs.ts'
import { BODY, GREY, INK, PAGE, PALE, RIGHT, SMALL } from './page.ts'
import type { Mark, Row, TextMark } from './rows.ts'
import { textMarks, type TextStyle } from './text-rows.ts'

const HEIGHT = 128
const QR_SIDE = 100
/** An official seal of this rank is 42 mm across. */
const SEAL_RADIUS = 59.5
const BLOCK_WIDTH = 250
/** 成文日期右空四字 leaves the seal room to the edge. */
const CENTRE = RIGHT - BLOCK_WIDTH / 2

/** QR code on the left; organ, date and the place of the seal on the right, in one row that no page break cuts. */
export function signatureRow({ signature, title }: DocumentLayout, qrText: string, block: number): Row {
  const organ = centred(signature.organ, BODY.size, INK)
  const date = centred(signature.date, BODY.size, INK)
  const openHeight = ((organ.length + date.length) * BODY.pitch) / 2
  const marks: Mark[] = [
    { kind: 'qr', x: PAGE.left, y: 0, side: QR_SIDE, text: qrText, alternative: `二维码：用于离线核验本《${title}》的真伪` },
    ...caption(),
    { kind: 'circle', x: CENTRE, y: HEIGHT / 2, radius: SEAL_RADIUS, openHeight, colour: PALE },
    ...stacked(centred(signature.sealPlace, SMALL.size, GREY), HEIGHT / 2 - SEAL_RADIUS + 6),
    ...stacked([...organ, ...date], HEIGHT / 2 - openHeight),
  ]
  return { height: HEIGHT, gap: 14, marks, keepWithNext: true, block, role: 'P' }
}

function centred(text: string, size: number, colour: string): TextMark[] {
  const style: TextStyle = {
    size, pitch: BODY.pitch, weight: 'regular', colour, align: 'centre', indent: 0, x: CENTRE - BLOCK_WIDTH / 2, width: BLOCK_WIDTH,
  }
  return textMarks(printable(text), style)
}

function caption(): TextMark[] {
  const style: TextStyle = {
    size: 8, pitch: 12, weight: 'regular', colour: GREY, align: 'left', indent: 0, x: PAGE.left, width: PAGE.textWidth - BLOCK_WIDTH,
  }
  return stacked(textMarks('扫码核验真伪（SM2签名，可离线核验）', style), QR_SIDE + 6)
}

function stacked(marks: readonly TextMark[], top: number): TextMark[] {
  return marks.map((mark, line) => ({ ...mark, baseline: mark.baseline + top + line * BODY.pitch }))
}
