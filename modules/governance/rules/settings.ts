import type { Day } from '#platform/day'

export const RULE_KINDS = ['alert', 'points', 'deadline'] as const
export type RuleKind = (typeof RULE_KINDS)[number]
/** handler: who handles the case, or everybody whose turn it is · head: those who approve in the organisation · supervisor: 效能监督. */
export const TOLD = ['handler', 'head', 'supervisor'] as const
export type Told = (typeof TOLD)[number]

/** The numbers a rule may have, as the bureau reads and changes them. */
export const SETTINGS = {
  superviseWorkingDays: { label: '督办期限', unit: '个工作日', min: 1, max: 30 },
  times: { label: '次数', unit: '次', min: 2, max: 100 },
  calendarDays: { label: '多少天里', unit: '天', min: 1, max: 365 },
  withinCalendarDays: { label: '多少天里又申请', unit: '天', min: 1, max: 365 },
  reasonLength: { label: '理由至少', unit: '个字', min: 1, max: 200 },
  points: { label: '每次', unit: '分', min: -100, max: 100 },
  basePoints: { label: '每月起点', unit: '分', min: 1, max: 1000 },
  workingDays: { label: '期限', unit: '个工作日', min: 1, max: 60 },
} as const
export type SettingName = keyof typeof SETTINGS
export type Settings = Partial<Record<SettingName, number>>
// Safe: the keys of the table are what the type names.
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]

/** One version of a rule (规则): what we ship is the first, marked as a default; the later ones stand in governance.rule. */
export interface Rule {
  kind: RuleKind
  id: string
  version: number
  name: string
  settings: Settings
  /** Only a rule of alerting can be switched off. */
  isOn: boolean
  /** Only a rule of alerting tells anybody. */
  tells: readonly Told[]
  /** Whether the rule itself was read in an official text; numbers in it may still be defaults of ours, as the basis says. */
  official: boolean
  basis: string
  /** From this day; null: since ever. */
  effectiveOn: Day | null
}

/** @throws where the rule has no such number */
export function settingOf({ kind, id, settings }: Pick<Rule, 'kind' | 'id' | 'settings'>, name: SettingName): number {
  const value = settings[name]
  if (value === undefined) throw new Error(`rule ${kind} ${id} has no ${name}`)
  return value
}

/** A sentence with the numbers of the rule in their places. */
export function filledIn(text: string, settings: Settings): string {
  return SETTING_NAMES.reduce((words, name) => words.replaceAll(`{${name}}`, String(settings[name] ?? '')), text)
}
