import { COUNTER_SIGN, definitionOf, opensToCases, sourceOf } from '#base/figures'
import type { Call } from '#kernel'
import { amountsFor, isCounted } from './amounts.ts'
import type { Scoped } from './asked.ts'
import { INDICATORS, measuresIn, type Indicator, type Scope } from './indicator.ts'
import { SETTINGS } from './settings.ts'
import { LEVEL_WORDS, type Level } from './thresholds.ts'
import { valueOf, type Amounts, type Value } from './value.ts'

export type IndicatorView = Pick<Indicator, 'id' | 'name' | 'group' | 'kind' | 'unit' | 'direction' | 'basis' | 'isDefault' | 'note'> & Value & {
  levelWord: string | null
  /** Why there is no figure: nobody counts it yet, or not in this scope. */
  missing: string | null
  numeratorName: string
  denominatorName: string | null
}

const NOBODY: Amounts = new Map()
const EMPTY: Value = { value: null, numerator: 0, denominator: null, range: null, level: null, isSmall: false }
const SCOPE_WORDS: Readonly<Record<Exclude<Scope, 'window'>, string>> = { organisation: '单位', item: '事项', place: '镇街' }

/** Every indicator of a period and scope, with what it is made of; one round of counters for all of them. */
export async function listing(call: Call, asked: Scoped) {
  const measures = [...new Set(INDICATORS.flatMap(measuresIn))].filter(isCounted)
  const amounts = (await amountsFor(call, { ...asked, measures })).get('') ?? NOBODY
  const indicators = INDICATORS.map((indicator) => viewOf(indicator, amounts, asked))
  return { ...asked, asOf: call.now.toISOString(), settings: SETTINGS, groups: [...new Set(INDICATORS.map(({ group }) => group))], indicators }
}


export function viewOf(indicator: Indicator, amounts: Amounts, asked: Partial<Scoped>): IndicatorView {
  const missing = whyMissing(indicator, asked)
  const value = missing === null ? valueOf(indicator, amounts) : EMPTY
  const { id, name, group, kind, unit, direction, basis, isDefault, note, numerator, denominator } = indicator
  return {
    id, name, group, kind, unit, direction, basis, isDefault, ...(note !== undefined && { note }), ...value, levelWord: wordOf(value.level), missing,
    numeratorName: numerator.name, denominatorName: denominator?.name ?? null,
  }
}

export function wordOf(level: Level | null): string | null {
  return level && LEVEL_WORDS[level]
}

/** Why an indicator has no figure here, in words; null where it has one. */
export function whyMissing(indicator: Indicator, asked: Partial<Scoped>): string | null {
  const measures = measuresIn(indicator)
  if (measures.length === 0 || !measures.every(isCounted)) return `未接入：${indicator.missing ?? '没有登记这个数的来源'}`
  const scope = (['organisation', 'item', 'place', 'window'] as const).find((one) => asked[one] !== undefined && !indicator.scopes.includes(one))
  if (scope === 'window') return '这个指标分不到窗口：记录里没有记是哪个窗口，或者不是窗口做的事'
  if (scope !== undefined) return `这个指标分不到${SCOPE_WORDS[scope]}`
  const isCounter = asked.window?.endsWith(COUNTER_SIGN) === true
  return isCounter && measures.some((measure) => sourceOf(measure) === undefined) ? '办件只记到收件的大厅或镇街窗口，没有记是几号窗口' : null
}

/** What the parts of an indicator are, where each comes from, and whether its number opens to cases. */
export function definitionView({ numerator, denominator, ...indicator }: Indicator) {
  const side = (terms: Indicator['numerator']['terms']) => terms.map(({ measure, part, times = 1 }) => {
    const source = sourceOf(measure)
    const definition = source ?? definitionOf(measure)
    return {
      measure, times, label: definition?.label ?? measure,
      meaning: (part === 'n' ? definition?.counts : definition?.adds) ?? '', opensToCases: opensToCases(measure),
      opensAt: source?.opensAt ?? null, source: source ? '登记的来源，问的时候现数' : '办件记录（只增不改），几秒内更新',
    }
  })
  return {
    ...indicator, numerator: { name: numerator.name, terms: side(numerator.terms) },
    denominator: denominator ? { name: denominator.name, terms: side(denominator.terms) } : null,
  }
}
