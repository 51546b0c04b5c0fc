import rules from './rules.json' with { type: 'json' }

export const LEVELS = ['reminder', 'notice', 'yellow', 'red'] as const
export type AlertLevel = (typeof LEVELS)[number]
export const LEVEL_NAMES: Readonly<Record<AlertLevel, string>> = { reminder: '提示', notice: '预警', yellow: '黄牌', red: '红牌' }
/** handler: who handles the case, or everybody whose turn it is · head: those who approve in the organisation · supervisor: 效能监督. */
export type Told = 'handler' | 'head' | 'supervisor'

/** A rule of alerting; all of them stand in rules.json. A changed rule gets the next version. */
export interface AlertRule {
  id: string
  version: number
  name: string
  level: AlertLevel
  trigger: string
  action: string
  tells: readonly Told[]
  /** Working days until a yellow card turns red. */
  superviseWorkingDays?: number
  /** Every alert of it leads to a rectification. */
  rectifies?: boolean
  /** So many of one unit and item within so many days lead to a rectification. */
  recurs?: { times: number; calendarDays: number }
  withinCalendarDays?: number
  /** Whether the rule itself was read in an official text; numbers in it may still be defaults of ours, as the basis says. */
  official: boolean
  basis: string
}

// Safe: a test holds the file against what is read from it here.
export const ALERT_RULES = rules as readonly AlertRule[]

/** @throws where no such rule is declared */
export function ruleOf(id: string): AlertRule {
  const rule = ALERT_RULES.find((one) => one.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
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
  const byHand = Object.entries(BY_HAND).find(([id]) => cause === `by-hand:${id}`)
  const rule = ALERT_RULES.find(({ id }) => id === cause)
  return byHand?.[1].name ?? (rule ? `${LEVEL_NAMES[rule.level]}：${rule.name}` : cause)
}
