import { addCalendarDays, isDay, type Day } from '#platform/day'
import type { FieldError } from '#platform/refusal'
import { bookOf, inForceOn } from './rule-book.ts'
import { SETTING_NAMES, SETTINGS, type Rule, type Settings, type Told } from './settings.ts'

const AHEAD_CALENDAR_DAYS_MAX = 366

/** A rule as somebody wants it to be from a day on. */
export interface Wish { isOn: boolean; tells: readonly Told[]; settings: Settings; basis: string; effectiveOn: Day }
interface Judged { first: Rule; all: readonly Rule[]; today: Day }

/** Everything that is wrong with a wish, each beside its field; empty where it may be kept. Pure. */
export function faultsIn(wish: Wish, judged: Judged): FieldError[] {
  const own = [...settingFaults(wish, judged), ...alertFaults(wish, judged), ...dayFaults(wish, judged)]
  // What is said of several rules at once makes sense only where each by itself is sound.
  return own.length > 0 ? own : [...togetherFaults(wish, judged), ...sameFaults(wish, judged)]
}

function settingFaults({ settings }: Wish, { first }: Judged): FieldError[] {
  return SETTING_NAMES.flatMap((name) => {
    const { label, unit, min, max } = SETTINGS[name]
    const value = settings[name]
    const fault = (message: string): FieldError[] => [{ path: `settings.${name}`, message }]
    if (first.settings[name] === undefined) return value === undefined ? [] : fault(`“${first.name}”没有“${label}”这一项，请去掉`)
    if (value === undefined) return fault(`请填“${label}”`)
    if (!Number.isInteger(value) || value < min || value > max) return fault(`${label}要在 ${min} 到 ${max} ${unit}之间，请写整数`)
    return name === 'points' ? signFaults(value, first).flatMap(fault) : []
  })
}

/** What takes points never gives them, and the other way round; nothing is allowed. */
function signFaults(value: number, { settings }: Rule): string[] {
  const shipped = settings.points ?? 0
  if (value * shipped >= 0) return []
  return [shipped < 0 ? '这一条是扣分，请写 0 或者负数，例如 -5' : '这一条是加分，请写 0 或者正数，例如 1']
}

function alertFaults({ isOn, tells }: Wish, { first }: Judged): FieldError[] {
  if (first.kind !== 'alert') {
    return [...(isOn ? [] : [{ path: 'isOn', message: '只有预警规则可以停用' }]), ...(tells.length === 0 ? [] : [{ path: 'tells', message: '只有预警规则写告诉谁' }])]
  }
  return isOn && tells.length === 0 ? [{ path: 'tells', message: '请至少选一个人；谁都不告诉的，请停用' }] : []
}

function dayFaults({ effectiveOn }: Wish, { first, today }: Judged): FieldError[] {
  const fault = (message: string): FieldError[] => [{ path: 'effectiveOn', message }]
  if (!isDay(effectiveOn)) return fault('没有这一天，请写成 2026-03-01 这样的日期')
  const earliest = first.kind === 'points' ? addCalendarDays(today, 1) : today
  if (effectiveOn < earliest) return fault(first.kind === 'points' ? '已经算出的分不变，最早从明天起' : '过去的日子不能改，最早从今天起')
  return effectiveOn > addCalendarDays(today, AHEAD_CALENDAR_DAYS_MAX) ? fault('太远了，一年以内的日子才能预先定') : []
}

/** What holds between rules on the day the wish begins. */
function togetherFaults(wish: Wish, { first, all }: Judged): FieldError[] {
  const others = inForceOn(all, wish.effectiveOn).filter(({ kind, id }) => kind !== first.kind || id !== first.id)
  const { rule } = bookOf([...others, { ...first, ...wish }])
  const number = (kind: Rule['kind'], id: string): number => Object.values(rule(kind, id).settings)[0] ?? 0
  const fault = (isOwn: boolean, path: string, message: string): FieldError[] => (isOwn ? [{ path, message }] : [])
  const isOne = (...ids: string[]): boolean => ids.some((id) => `${first.kind} ${first.id}` === id)
  return [
    ...fault(
      isOne('alert overdue', 'alert overdue-red') && rule('alert', 'overdue-red').isOn && !rule('alert', 'overdue').isOn, 'isOn', '红牌从黄牌来：黄牌停用的时候，红牌也要停用',
    ),
    ...fault(isOne('points red', 'points yellow') && number('points', 'red') > number('points', 'yellow'), 'settings.points', '红牌扣的分不能比黄牌少，请一起改'),
    ...fault(
      isOne('deadline escalated', 'deadline ordered') && number('deadline', 'escalated') > number('deadline', 'ordered'),
      'settings.workingDays', '提级以后的期限不能比第一次整改还长',
    ),
  ]
}

function sameFaults({ isOn, tells, settings, basis }: Wish, { first, all }: Judged): FieldError[] {
  const newest = all.find(({ kind, id }) => kind === first.kind && id === first.id)
  const same = (one: Pick<Rule, 'isOn' | 'tells' | 'settings' | 'basis'>): string =>
    JSON.stringify([one.isOn, [...one.tells].sort(), SETTING_NAMES.map((name) => one.settings[name]), one.basis])
  return newest && same(newest) === same({ isOn, tells, settings, basis }) ? [{ path: 'reason', message: '和现在的一版一样，没有要改的' }] : []
}
