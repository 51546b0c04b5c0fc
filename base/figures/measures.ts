/** Every counter by name: what n counts, what total adds up, and to which day it belongs. Names beginning with `turn.`, `stage.` and `stageLate.` go on with a turn or a state. */
export interface MeasureDefinition { label: string; counts: string; adds?: string; day: MeasureDay }
export type MeasureDay = '收件日' | '受理日' | '办结日' | '到期日' | '送达日' | '评价日' | '重新打开日' | '离开环节日'

const resolved = (label: string, counts: string, adds?: string): MeasureDefinition => ({ label, counts, day: '办结日', ...(adds !== undefined && { adds }) })

export const MEASURES = {
  received: { label: '收件', counts: '收到的办件', day: '收件日' },
  'received.online': { label: '网上提交', counts: '申请人自己在网上提交的办件', day: '收件日' },
  'received.window': { label: '窗口录入', counts: '工作人员代为录入的办件', day: '收件日' },
  'received.system': { label: '总件带出', counts: '由总件或系统提出的办件', day: '收件日' },
  accepted: { label: '受理', counts: '受理的办件，含视为受理', day: '受理日' },
  deemed: { label: '视为受理', counts: '五个工作日内没有告知、视为受理的办件', day: '受理日' },
  due: { label: '应办结', counts: '承诺期限在这一天到期、要作出决定的办件；撤回和终止的不算，特别程序中的没有到期日', day: '到期日' },
  dueKept: { label: '应办结且按时', counts: '这一天到期、按时作出决定的办件', day: '到期日' },
  resolved: resolved('办结', '以任何方式结束的办件'),
  'outcome.granted': resolved('准予', '准予的办件'),
  'outcome.refused': resolved('不予批准', '不予批准的办件'),
  'outcome.notAccepted': resolved('不予受理', '不予受理的办件'),
  'outcome.withdrawn': resolved('撤回', '申请人撤回的办件'),
  'outcome.terminated': resolved('终止', '终止办理的办件'),
  'outcome.ended': resolved('其他结束', '不作决定就办结的办件'),
  decided: resolved('决定', '作出决定的办件', '单位自己用的工作日（等申请人、特别程序不计）'),
  limit: resolved('承诺期限', '作出决定的办件', '承诺工作日'),
  statutoryLimit: resolved('法定期限', '作出决定的办件', '法定工作日'),
  onTime: resolved('按时决定', '在承诺期限内决定的办件'),
  late: resolved('超期决定', '超过承诺期限才决定的办件'),
  beyondStatutory: resolved('超法定期限', '超过法定期限才决定的办件'),
  early: resolved('提前决定', '早于到期日决定的办件'),
  promised: resolved('承诺件决定', '决定的承诺件'),
  instant: resolved('即办件决定', '决定的即办件'),
  hasty: resolved('受理即决定的承诺件', '受理后十分钟内就决定的承诺件'),
  deliveredInTime: resolved('及时送达', '准予并在送达期限内送达的办件'),
  waiting: resolved('等过申请人', '等过申请人的办件', '等申请人的工作日'),
  paused: resolved('停过时钟', '启动过特别程序的办件', '特别程序用的工作日'),
  corrected: resolved('补正过', '告知过补正的办件', '补正次数'),
  correctedOnce: resolved('只补正一次', '只告知过一次补正的办件'),
  special: resolved('特别程序', '启动过特别程序的办件', '特别程序次数'),
  extended: resolved('延期', '延长过期限的办件', '延期次数'),
  returned: resolved('走回头', '回到先前环节的办件', '回头次数（含补正回来、特别程序结束）'),
  handedOver: resolved('换过人', '换过经手人的办件', '换人次数'),
  lateStage: resolved('环节超时', '有环节超过自己到期日的办件', '超时的环节数'),
  delivered: { label: '送达', counts: '送达的办件', day: '送达日' },
  rated: { label: '评价', counts: '评价', adds: '评价等级（1 至 5）', day: '评价日' },
  rated1: { label: '非常不满意', counts: '非常不满意的评价', day: '评价日' },
  rated2: { label: '不满意', counts: '不满意的评价', day: '评价日' },
  rated3: { label: '基本满意', counts: '基本满意的评价', day: '评价日' },
  rated4: { label: '满意', counts: '满意的评价', day: '评价日' },
  rated5: { label: '非常满意', counts: '非常满意的评价', day: '评价日' },
  reopened: { label: '重新打开', counts: '办结以后又打开的办件', adds: '打开次数', day: '重新打开日' },
} as const satisfies Readonly<Record<string, MeasureDefinition>>

/** A measure of services; with 'joint.' or the name of another case type and a dot before it, the same of those. */
export type Measure = keyof typeof MEASURES

const BY_STATE: Readonly<Record<string, MeasureDefinition>> = {
  turn: { label: '轮到谁', counts: '轮到这一方的停留', adds: '停留的工作日', day: '离开环节日' },
  stage: { label: '环节', counts: '在这个环节的停留', adds: '停留的工作日', day: '离开环节日' },
  stageLate: { label: '环节超时', counts: '超过环节到期日才离开的停留', adds: '超过的工作日', day: '离开环节日' },
}

/** The definition of a counter by the name it has in figures.measure; undefined where nobody counts it. */
export function definitionOf(measure: string): MeasureDefinition | undefined {
  const known: Readonly<Record<string, MeasureDefinition>> = MEASURES
  const own = Object.hasOwn(known, measure) ? known[measure] : BY_STATE[measure.split('.')[0] ?? '']
  if (own !== undefined || !measure.includes('.')) return own
  return definitionOf(measure.slice(measure.indexOf('.') + 1))
}
