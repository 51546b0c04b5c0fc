import { filledIn, type Rule, type Settings, type Told } from './settings.ts'
import shipped from './rules.json' with { type: 'json' }

export const LEVELS = ['reminder', 'notice', 'yellow', 'red'] as const
export type AlertLevel = (typeof LEVELS)[number]
export const LEVEL_NAMES: Readonly<Record<AlertLevel, string>> = { reminder: '提示', notice: '预警', yellow: '黄牌', red: '红牌' }

/** A rule of alerting. What it is called, its level and what it says are declared; its numbers may be changed. */
export interface AlertRule extends Rule {
  level: AlertLevel
  trigger: string
  action: string
  /** Every alert of it leads to a rectification. */
  rectifies: boolean
}

interface Declared {
  id: string
  version: number
  name: string
  level: AlertLevel
  trigger: string
  action: string
  tells: readonly Told[]
  settings: Settings
  rectifies?: boolean
  official: boolean
  basis: string
}

// Safe: a test holds the file against what is read from it here.
const DECLARED = shipped as readonly Declared[]

/** Version one of each rule of alerting, as we ship it in rules.json. */
export const ALERT_RULES: readonly AlertRule[] = DECLARED.map((rule) =>
  ({ ...rule, kind: 'alert', rectifies: rule.rectifies === true, isOn: true, effectiveOn: null }))

/**
 * Name and level of a rule, which never change; its numbers as they are in force stand in the rule book.
 * @throws where no such rule is declared
 */
export function ruleOf(id: string): AlertRule {
  const rule = ALERT_RULES.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

/** When it speaks and what then happens, in words, with the numbers of this version. */
export function wordsOf({ trigger, action, settings }: Pick<AlertRule, 'trigger' | 'action' | 'settings'>): { trigger: string; action: string } {
  return { trigger: filledIn(trigger, settings), action: filledIn(action, settings) }
}

/** Situations of the rules of supervision that no log can show: a supervisor enters them by hand. `to` is who is answerable for them. */
export const BY_HAND = {
  'not-online': { name: '应上网审批而没有上网', to: '政务服务管理部门' },
  charging: { name: '擅自收费或不按标准收费', to: '优化营商环境、纠风主管部门' },
  'late-report': { name: '初审单位超期报送上级', to: '政务服务管理部门' },
  'attitude': { name: '态度恶劣、违规操作', to: '政务服务管理部门' },
  exposed: { name: '被 12345 或媒体曝光处置不当', to: '效能监督部门' },
  inspection: { name: '督查发现的其他问题', to: '效能监督部门' },
  standard: { name: '抽查发现不合标准', to: '效能监督部门' },
} as const
export type ByHand = keyof typeof BY_HAND

/** What led to a rectification, for people to read. */
export function causeName(cause: string): string {
  if (cause === FAILED_ASSESSMENT) return '考核不合格'
  const byHand = Object.entries(BY_HAND).find(([id]) => cause === `by-hand:${id}`)
  const rule = ALERT_RULES.find(({ id }) => id === cause)
  return byHand?.[1].name ?? (rule ? `${LEVEL_NAMES[rule.level]}：${rule.name}` : cause)
}

/** The cause of a rectification that follows from a published assessment. */
export const FAILED_ASSESSMENT = 'assessment-failed'
