import { Type, type Static } from 'typebox'
import { tidyText } from '#base/pages'
import { UNIT_FIELDS, type Answers, type UnitField } from '../../answers.ts'
import { UNITS_MAX } from '../../filing.ts'

/** What a form of ours sends: one text for each field, several for boxes that were ticked. */
export const Typed = Type.Record(
  Type.String({ maxLength: 40 }), Type.Union([Type.String({ maxLength: 10_000 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 40 })]),
)
export type Typed = Static<typeof Typed>

const BUNDLE_FIELDS = [
  'kind', 'units', 'parkName', 'planEia', 'implemented', 'lead', 'allSigned', 'title', 'place', 'overview', 'agency', 'impacts', 'participation', 'merged',
]
const AMOUNTS: ReadonlySet<string> = new Set<UnitField>(['paint', 'ink', 'adhesive'])

/** Only fields we know, tidied as the clerk at the window would; what is unclear stays for the check to name. */
export function answersFrom(typed: Typed): Answers {
  const known = Object.entries(typed).filter(([name]) => BUNDLE_FIELDS.includes(name) || isUnitField(name))
  const answers = Object.fromEntries(known.map(([name, value]) => [name, tidied(name, [value].flat().join('\n'))]))
  const more = 'more' in typed ? { units: String(Math.min(UNITS_MAX, Number(answers['units'] ?? 3) + 1 || 3)) } : {}
  return { ...answers, ...more }
}

function isUnitField(name: string): boolean {
  const [, field] = /^u\d{1,2}\.(\w+)$/.exec(name) ?? []
  return UNIT_FIELDS.some((known) => known === field)
}

function tidied(name: string, text: string): string {
  const field = name.split('.')[1] ?? ''
  if (AMOUNTS.has(field)) return tidyText({ type: 'number', title: '' }, text.replace(/吨$/, ''))
  return field === 'uscc' ? tidyText({ type: 'string', title: '', 'x-kind': 'uscc' }, text) : text.replaceAll('\r', '')
}
