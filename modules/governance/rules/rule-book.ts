import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { POINT_RULES } from '../points/rules.ts'
import { DEADLINE_RULES, PARTS, type Limits } from '../rectification/deadlines.ts'
import { ALERT_RULES, ruleOf, type AlertRule } from './rules.ts'
import { settingOf, type Rule, type RuleKind, type Settings, type Told } from './settings.ts'

const EDITIONS_MAX = 2000
/** Before any day that is asked for. */
const EVER: Day = '0001-01-01'

/** Version one of every rule of every kind. */
export const SHIPPED_RULES: readonly Rule[] = [...ALERT_RULES, ...POINT_RULES, ...DEADLINE_RULES]

/** A version as it was written: who, when and why; null for what we ship. */
export interface Edition extends Rule { reason: string | null; by: string | null; at: Date | null }

interface Row {
  kind: RuleKind
  id: string
  version: number
  isOn: boolean
  tells: Told[]
  settings: Settings
  basis: string
  effectiveOn: Day
  reason: string
  by: string
  at: Date
}

/** Every version of every rule, the newest first within each. */
export async function editions(tx: Tx): Promise<Edition[]> {
  const rows = await runSql<Row>(tx, `
    select kind, id, version, is_on as "isOn", tells, settings, basis, effective_on as "effectiveOn", reason, written_by_name as by, written_at as at
    from governance.rule order by kind, id, version desc limit ${EDITIONS_MAX}`)
  return SHIPPED_RULES.flatMap((first) => [
    ...rows.filter(({ kind, id }) => kind === first.kind && id === first.id).map((row) => ({ ...first, ...row })),
    { ...first, reason: null, by: null, at: null },
  ])
}

/** The rules as they are in force on one day. */
export interface RuleBook {
  rules: readonly Rule[]
  alert: (id: string) => AlertRule
  /** Of those rules of points and deadlines that have one number. */
  rule: (kind: RuleKind, id: string) => Rule
}

/** What is in force on this day: of the versions whose day has come the one written last. */
export async function rulesOn(tx: Tx, day: Day): Promise<RuleBook> {
  return bookOf(inForceOn(await editions(tx), day))
}

/** Pure. */
export function inForceOn<Version extends Rule>(all: readonly Version[], day: Day): Version[] {
  const begun = all.filter(({ effectiveOn }) => (effectiveOn ?? EVER) <= day)
  return [...Map.groupBy(begun, ({ kind, id }) => `${kind} ${id}`).values()].flatMap((versions) =>
    versions.toSorted((one, other) => other.version - one.version).slice(0, 1))
}

/** Pure. */
export function bookOf(rules: readonly Rule[]): RuleBook {
  const rule = (kind: RuleKind, id: string): Rule => {
    const found = rules.find((one) => one.kind === kind && one.id === id)
    if (!found) throw new Error(`no rule ${kind} ${id}`)
    return found
  }
  return { rules, rule, alert: (id) => ({ ...ruleOf(id), ...rule('alert', id) }) }
}

/** As shipped, for what has no database. */
export const SHIPPED_BOOK: RuleBook = bookOf(SHIPPED_RULES)

/** The working days a case that is opened now takes along. */
export function limitsOf({ rule }: RuleBook): Limits {
  return Object.fromEntries(PARTS.map((part) => [part, settingOf(rule('deadline', part), 'workingDays')]))
}

/** What is worth how many points from which day until before which. */
export interface PointSpan { id: string; from: Day; until: Day; points: number }

/** The rules of points over all time, without gap or overlap. Pure. */
export function pointSpans(all: readonly Rule[]): PointSpan[] {
  const own = all.filter(({ kind, id }) => kind === 'points' && id !== 'base')
  const days = [...new Set([EVER, ...own.flatMap(({ effectiveOn }) => effectiveOn ?? [])])].sort()
  return days.flatMap((from, at) =>
    inForceOn(own, from).map((rule) => ({ id: rule.id, from, until: days[at + 1] ?? '9999-12-31', points: settingOf(rule, 'points') })))
}
