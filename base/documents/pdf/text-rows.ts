import { widthOf, type Weight } from './faces.ts'
import { breakLines, type Line } from './line-breaking.ts'
import { printable } from './missing-glyphs.ts'
import { BODY, INK, PAGE } from './page.ts'
import type { Role, Row, TextMark } from './rows.ts'

export interface TextStyle {
  size: number
  /** Distance of the lines. */
  pitch: number
  weight: Weight
  colour: string
  align: 'left' | 'centre' | 'right' | 'spread'
  x: number
  width: number
  /** First line, in characters. */
  indent: number
}

export const BODY_STYLE: TextStyle = {
  ...BODY, weight: 'regular', colour: INK, align: 'spread', x: PAGE.left, width: PAGE.textWidth, indent: 2,
}

/** A line that would have to be spread more than this part of a character between characters is left ragged. */
const SPREAD_MAX = 0.16
/** Middle of a Chinese character above the baseline, in em; lines are centred by it. */
export const MIDDLE = 0.38

/** The rows of a text; its line ends begin new paragraphs. A page never begins or ends with a single line of a longer paragraph. */
export function textRows(text: string, style: TextStyle, place: { block: number; role: Role }): Row[] {
  return printable(text).split('\n').flatMap((paragraph) => {
    const marks = textMarks(paragraph, style)
    return marks.map((mark, index) => ({
      ...place, height: style.pitch, gap: 0, marks: [mark], keepWithNext: staysWithNext(index, marks.length),
    }))
  })
}

/** One mark for each line of a paragraph, with its baseline for a row of one line; the caller moves it down in taller rows. */
export function textMarks(paragraph: string, style: TextStyle): TextMark[] {
  const indent = style.indent * style.size
  const measure = (part: string) => widthOf(part, style.size, style.weight)
  return breakLines(paragraph, { width: style.width, indent, measure })
    .map((line, index) => markOf(line, style, index === 0 ? indent : 0))
}

/** Baseline of a line that fills a height. */
export function baselineIn(height: number, size: number): number {
  return height / 2 + MIDDLE * size
}

/** First and second line together, last and last but one together. */
export function staysWithNext(index: number, count: number): boolean {
  return count > 1 && (index === 0 || index === count - 2)
}

function markOf(line: Line, style: TextStyle, indent: number): TextMark {
  const { size, weight, colour, align, pitch } = style
  const room = style.width - indent
  const free = Math.max(room - line.width, 0)
  const before = { left: 0, spread: 0, centre: free / 2, right: free }[align]
  const x = style.x + indent + before
  const mark: TextMark = { kind: 'text', text: line.text, x, baseline: baselineIn(pitch, size), size, weight, colour }
  const gaps = [...line.text].length - 1
  const isSpread = line.isTight || (align === 'spread' && !line.isLast && gaps > 0 && free / gaps <= SPREAD_MAX * size)
  return isSpread ? { ...mark, spreadTo: room } : mark
}
