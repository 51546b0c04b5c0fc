import type { Day } from '#platform/day'
import { addWorkingDays, type StepForm, type TurnFacts } from '#kernel'
import { settingOf, type Rule } from '../rules/settings.ts'
import deadlines from './deadlines.json' with { type: 'json' }

export const PARTS = ['issue', 'ordered', 'recheck', 'returned', 'escalated', 'objected', 'card-look', 'card-head'] as const
export type Part = (typeof PARTS)[number]

interface Declared { id: string; name: string; workingDays?: number; calendarDays?: number; basis: string }
// Safe: a test holds the file against what is read from it here.
const DECLARED = deadlines as readonly Declared[]

/** How long each part may take, and within how many days the same unit, rule and item is the same problem again; as we ship them in deadlines.json. */
export const DEADLINE_RULES: readonly Rule[] = DECLARED.map(({ id, name, workingDays, calendarDays, basis }) => ({
  kind: 'deadline',
  id,
  version: 1,
  name,
  settings: calendarDays === undefined ? { workingDays: workingDays ?? 0 } : { calendarDays },
  isOn: true,
  tells: [],
  official: false,
  basis,
  effectiveOn: null,
}))

/** Working days of each part, as they stood when the case was opened: a running case keeps them among its traits. */
export type Limits = Partial<Record<Part, number>>

/** The day by which this part must be done, by the limits the log keeps with each event; the order may name fewer working days. */
export function dueAfter(part: Part) {
  return ({ data, on, calendar, standing }: TurnFacts): Day => {
    const named = data['withinWorkingDays']
    const workingDays = limitOf(data['limits'] === undefined ? data['traits'] : data, part)
    return standing ?? addWorkingDays(calendar, on, part === 'ordered' && typeof named === 'number' ? Math.min(named, workingDays) : workingDays)
  }
}

/** A form whose event keeps the limits of the case, so that the day it sets follows from the log alone. */
export function formWith(schema: StepForm['schema'], record?: StepForm['record']): StepForm {
  return {
    schema, ...(record && { record }), seal: (_vault, { traits }, data) => ({ ...data, ...(traits['limits'] !== undefined && { limits: traits['limits'] }) }),
  }
}

/** Of a case or an event with limits of its own; those from before the rules could be changed have the shipped ones. */
export function limitOf(keeping: unknown, part: Part): number {
  const limits: unknown = inside(keeping, 'limits')
  const kept = inside(limits, part)
  if (typeof kept === 'number') return kept
  const shipped = DEADLINE_RULES.find(({ id }) => id === part)
  if (!shipped) throw new Error(`no deadline ${part}`)
  return settingOf(shipped, 'workingDays')
}

function inside(whole: unknown, name: string): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
}
