import { COUNTS } from '../sources.ts'

/** One number of the report: what it counts in words, and the rows it is made of. */
export interface ReportMeasure {
  label: string
  what: string
  table: 'rectification' | 'alert' | 'card_order'
  /** The day by which a row belongs to a period; absent for what is counted as it stands now. */
  day?: string
  where: string
}

const within = (label: string, what: string, of: Omit<ReportMeasure, 'label' | 'what'>): ReportMeasure => ({ label, what, ...of })
const alertsOf = (level: string, name: string): ReportMeasure =>
  within(name, `这一段里出的${name}；期限变了、预警有误的不算`, { table: 'alert', day: 'fired_on', where: `${COUNTS} and level = '${level}'` })

/** 问题、整改、举证、复核 and the alerts, over the rows of the supervision; figures and the cases behind them go by the same line. */
export const REPORT_MEASURES = {
  problems: within('发现的问题', '这一段里开的整改；撤销的不算', { table: 'rectification', day: 'opened_on', where: "outcome is distinct from 'cancelled'" }),
  ordered: within('交办', '这一段里交办的整改；撤销的不算', { table: 'rectification', day: 'ordered_on', where: "outcome is distinct from 'cancelled'" }),
  evidenced: within('举证', '这一段里最近一次举证的整改；撤销的不算', {
    table: 'rectification',
    day: 'evidenced_on',
    where: "outcome is distinct from 'cancelled'",
  }),
  rechecked: within('复核销号', '这一段里复核通过销号的整改', { table: 'rectification', day: 'closed_on', where: "outcome = 'rectified'" }),
  again: within('再次发生', '这一段里开的整改，是接着以前一件的', {
    table: 'rectification',
    day: 'opened_on',
    where: "times > 1 and outcome is distinct from 'cancelled'",
  }),
  mending: within('没有销号', '现在没有销号的整改，不论哪一段开的', { table: 'rectification', where: 'closed_on is null' }),
  late: within('超过期限', '现在没有销号、轮到的一环过了期限的整改', {
    table: 'rectification',
    where: 'closed_on is null and (select found.queue_due_on < $4::date from kernel.case found where found.id = case_id)',
  }),
  red: alertsOf('red', '红牌'),
  yellow: alertsOf('yellow', '黄牌'),
  notice: alertsOf('notice', '预警'),
  reminder: alertsOf('reminder', '提示'),
  cardOrders: within('黄牌督办', '这一段里要单位答复的黄牌督办', { table: 'card_order', day: 'opened_on', where: 'true' }),
  escalated: within('逾期未答复', '这一段里过了期限没有答复、提级给负责人的黄牌督办', { table: 'card_order', day: 'escalated_on', where: 'true' }),
} as const satisfies Record<string, ReportMeasure>
export type ReportMeasureName = keyof typeof REPORT_MEASURES
// Safe: the keys of the table are what the type names.
export const REPORT_MEASURE_NAMES = Object.keys(REPORT_MEASURES) as ReportMeasureName[]

/** The rows of a measure: $1 … $2 the days, $3 the organisation or null, $4 today. */
export function rowsOf(name: ReportMeasureName): string {
  const { table, where, day }: ReportMeasure = REPORT_MEASURES[name]
  const days = day === undefined ? '$1::date is not null and $2::date is not null' : `${day} between $1::date and $2::date`
  return `from governance.${table} where ${days} and ($3::text is null or organisation = $3) and $4::date is not null and (${where})`
}
