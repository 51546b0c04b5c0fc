import { widthOf } from '../pdf/faces.ts'
import { printable } from '../pdf/missing-glyphs.ts'
import { GREY, INK, PAGE, PALE, SMALL } from '../pdf/page.ts'
import type { Mark, Row, RuleMark, TextMark } from '../pdf/rows.ts'
import { baselineIn, BODY_STYLE, textRows } from '../pdf/text-rows.ts'
import { TONES, type Bar, type BarChart } from './paper.ts'

const PLOT = { left: PAGE.left + 144, width: 200, right: PAGE.left + 344 } as const
const BAR = { pitch: 19, height: 10 } as const
const TICKS = 5

/**
 * The chart as rows of the page, drawn as vectors: a page break may fall between bars, never within one. Readers that speak
 * skip it; the table with the same figures is theirs.
 */
export function chartRows(chart: BarChart, block: number): Row[] {
  const head = [
    ...textRows(chart.title, { ...BODY_STYLE, size: 12, pitch: 22, weight: 'bold', align: 'centre', indent: 0 }, { block, role: 'P' }),
    ...textRows(captionOf(chart), { ...BODY_STYLE, ...SMALL, colour: GREY, align: 'centre', indent: 0 }, { block: block + 0.25, role: 'P' }),
  ].map((row) => ({ ...row, keepWithNext: true }))
  const bars = chart.bars.map((bar, index) => rowOf(barMarks(chart, bar), BAR.pitch, { block, keepWithNext: index === 0 || index >= chart.bars.length - 2 }))
  return [...head, ...bars, rowOf(axisMarks(chart), 26, { block, keepWithNext: false })]
}

function rowOf(marks: readonly Mark[], height: number, { block, keepWithNext }: { block: number; keepWithNext: boolean }): Row {
  return { height, gap: 0, marks, keepWithNext, block: block + 0.5, role: 'Artifact' }
}

function barMarks(chart: BarChart, bar: Bar): Mark[] {
  const middle = BAR.pitch / 2
  const [end, low, high] = [bar.value, bar.low ?? bar.value, bar.high ?? bar.value].map((value) => placeOf(chart, value))
  if (end === undefined || low === undefined || high === undefined) return []
  const range: Mark[] = bar.low === null || bar.high === null ? [] : [
    rule({ fromX: low, toX: high, y: middle }), upright(low, [middle - 3, middle + 3], INK), upright(high, [middle - 3, middle + 3], INK),
  ]
  return [
    ...grid(chart, BAR.pitch),
    { kind: 'bar', x: PLOT.left, y: middle - BAR.height / 2, width: Math.max(end - PLOT.left, 0.5), height: BAR.height, colour: TONES[bar.tone] },
    ...range, ...lineMarks(chart), labelOf(bar.label),
    text(`${bar.value.toFixed(chart.digits)}${chart.unit}　${bar.word}`, PLOT.right + 8, BAR.pitch),
  ]
}

/** Light lines behind the bars at the ticks. */
function grid({ max }: BarChart, height: number): Mark[] {
  return Array.from({ length: TICKS + 1 }, (_, index) => upright(placeOf({ max }, (max / TICKS) * index), [0, height], PALE, 0.3))
}

function lineMarks({ max, line }: BarChart): Mark[] {
  return line === undefined ? [] : [upright(placeOf({ max }, line.value), [0, BAR.pitch], INK, 0.8)]
}

function axisMarks(chart: BarChart): Mark[] {
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => (chart.max / TICKS) * index).map((value): TextMark => {
    const words = String(Math.round(value * 10) / 10)
    return { ...text(words, 0, 14), x: placeOf(chart, value) - widthOf(words, SMALL.size) / 2, colour: GREY }
  })
  return [{ ...rule({ fromX: PLOT.left, toX: PLOT.right, y: 0 }), colour: GREY }, ...ticks]
}

function captionOf({ caption, line }: BarChart): string {
  return line === undefined ? caption : `${caption}；竖线是${line.label}`
}

/** Right-aligned before the plot; a name too long for it is cut with a mark. */
function labelOf(label: string): TextMark {
  const room = PLOT.left - PAGE.left - 8
  let words = printable(label)
  while (widthOf(words, SMALL.size) > room) words = `${[...words].slice(0, -2).join('')}…`
  return text(words, PLOT.left - 8 - widthOf(words, SMALL.size), BAR.pitch)
}

function text(words: string, x: number, height: number): TextMark {
  return { kind: 'text', text: printable(words), x, baseline: baselineIn(height, SMALL.size), size: SMALL.size, weight: 'regular', colour: INK }
}

function rule({ fromX, toX, y }: { fromX: number; toX: number; y: number }): RuleMark {
  return { kind: 'rule', fromX, toX, fromY: y, toY: y, thickness: 0.9, colour: INK }
}

function upright(x: number, [fromY, toY]: readonly [number, number], colour: string, thickness = 0.9): RuleMark {
  return { kind: 'rule', fromX: x, toX: x, fromY, toY, thickness, colour }
}

function placeOf({ max }: Pick<BarChart, 'max'>, value: number): number {
  return PLOT.left + (Math.min(Math.max(value, 0), max) / max) * PLOT.width
}
