/** 中文排版的断行: where a line of Chinese text may end (避头尾), and what must not be torn apart. */
export interface Line {
  text: string
  width: number
  isLast: boolean
  /** A little wider than the space: to be set tighter, so that no single character gets a line of its own (孤字). */
  isTight: boolean
}
export interface LineSpace {
  width: number
  /** Left free at the start of the first line. */
  indent: number
  measure: (text: string) => number
}

/** How far a line may be compressed before it shows. */
const TIGHT_MAX = 1.06

interface Unit { text: string; width: number }

/** Must not stand at the start of a line (避头). */
const NO_START = new Set('、。，．：；？！）〕】》〉」』”’％‰℃…—·～,.!?:;)]}%々ー')
/** Must not stand at the end of a line (避尾). */
const NO_END = new Set('（〔【《〈「『“‘([{￥$№')
/** Numbers keep their unit, also behind a blank; document numbers and words stay whole, a combining mark stays with its letter. */
const UNIT = /〔\d{4}〕\d+号|[A-Za-z0-9](?:[A-Za-z0-9@.:/_\-+#&=?~]*[A-Za-z0-9])?(?: ?[年月日号条项个元份件分次天家名人版%％])?|.\p{M}*/gsu

/** Breaks one paragraph (without line ends) into lines no wider than the space; every character stands in exactly one line. */
export function breakLines(text: string, space: LineSpace): Line[] {
  const units = unitsOf(text, space)
  const lines: Line[] = []
  let start = 0
  while (start < units.length) {
    const width = space.width - (lines.length === 0 ? space.indent : 0)
    const end = lineEnd(units, start, width)
    lines.push({ ...joined(units.slice(start, end)), isLast: end >= units.length, isTight: false })
    start = end
  }
  return lines.length > 0 ? withoutOrphan(lines, space) : [{ text: '', width: 0, isLast: true, isTight: false }]
}

/** A last line of one character and its stop goes up into the line before it, where that can take it. */
function withoutOrphan(lines: Line[], { width, indent, measure }: LineSpace): Line[] {
  const last = lines.at(-1)
  const before = lines.at(-2)
  if (!last || !before || last.width > 2 * measure('字')) return lines
  const joint = { text: before.text + last.text, width: before.width + last.width, isLast: true, isTight: true }
  const room = lines.length === 2 ? width - indent : width
  return joint.width <= room * TIGHT_MAX ? [...lines.slice(0, -2), joint] : lines
}

/** The first unit of the next line. */
function lineEnd(units: readonly Unit[], start: number, widthMax: number): number {
  let end = start
  let width = 0
  while (end < units.length && (end === start || width + visibleWidth(units, end) <= widthMax)) width += widthAt(units, end++)
  if (end === units.length) return end
  for (let candidate = end; candidate > start; candidate--) if (mayBreakBefore(units, candidate)) return candidate
  return end
}

function mayBreakBefore(units: readonly Unit[], index: number): boolean {
  const next = units[index]?.text ?? ''
  const previous = units[index - 1]?.text ?? ''
  return next !== ' ' && !NO_START.has(next.charAt(0)) && !NO_END.has(previous.charAt(previous.length - 1))
}

/** A blank at the end of a line takes no room. */
function visibleWidth(units: readonly Unit[], index: number): number {
  return units[index]?.text === ' ' ? 0 : widthAt(units, index)
}

function widthAt(units: readonly Unit[], index: number): number {
  return units[index]?.width ?? 0
}

function joined(units: readonly Unit[]): { text: string; width: number } {
  const shown = units.at(-1)?.text === ' ' ? units.slice(0, -1) : units
  return { text: shown.map((unit) => unit.text).join(''), width: shown.reduce((sum, unit) => sum + unit.width, 0) }
}

/** A word wider than a line is taken apart into its characters; it could not stand anywhere else. */
function unitsOf(text: string, { width, indent, measure }: LineSpace): Unit[] {
  const sized = (part: string): Unit => ({ text: part, width: measure(part) })
  return (text.match(UNIT) ?? []).flatMap((part) => (measure(part) > width - indent ? [...part].map(sized) : [sized(part)]))
}
