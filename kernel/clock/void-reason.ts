/** Why an event has no legal effect, and how to say so to people. */
import type { Stage, What } from './history.ts'

export type VoidReason =
  | 'not-received' | 'already-received' | 'already-accepted' | 'deemed-accepted' | 'not-accepted-yet' | 'no-notice' | 'second-notice'
  | 'not-decided' | 'already-decided' | 'closed' | 'pause-open' | 'pause-not-open'
  | 'extended-by-nobody' | 'extended-too-long' | 'extended-twice' | 'extended-too-late'

/** Reasons as the second half of a sentence: 「……没有效力：……」. */
export const VOID_REASON_TEXT: Readonly<Record<VoidReason, string>> = {
  'not-received': '这时还没有收到申请',
  'already-received': '申请已经收到，收到之日不重复计算',
  'already-accepted': '申请已经受理',
  'deemed-accepted': '五个工作日内没有告知也没有答复，申请已视为受理',
  'not-accepted-yet': '申请还没有受理，办理期限没有开始计算',
  'no-notice': '没有要求补正，自行补充材料不重新计算期限',
  'second-notice': '补正只能一次告知，不能再次要求补正',
  'not-decided': '还没有作出决定',
  'already-decided': '已经作出决定',
  closed: '申请已经了结（不予受理或者撤回）',
  'pause-open': '同一编号的特别程序正在进行',
  'pause-not-open': '没有这个编号的特别程序正在进行',
  'extended-by-nobody': '批准人无权延长：一般由本机关负责人批准，联合办理由本级人民政府负责人批准',
  'extended-too-long': '延长的天数超出法律许可：一般一至十个工作日，联合办理一至十五个工作日',
  'extended-twice': '期限只能延长一次',
  'extended-too-late': '办理期限已经届满，不能再延长',
}

/**
 * The stages of a case in which an event can have effect at all. Where clock.md is silent, the reading that does not harm the
 * applicant was taken: an acceptance while a correction is awaited counts, and a case may be refused then; nothing revives a
 * closed case; after the decision only its delivery counts; a yellow card may come before the due day, because alert rules
 * give one for other faults too, but not before there is a decision clock to supervise.
 */
export const EFFECTIVE_IN: Readonly<Record<What, readonly Stage[]>> = {
  received: ['not-received'],
  'correction-notice': ['receiving'],
  supplemented: ['correcting'],
  // A case that begins with its acceptance was accepted on the spot.
  accepted: ['not-received', 'receiving', 'correcting'],
  'not-accepted': ['receiving', 'correcting'],
  'pause-start': ['accepted'],
  'pause-end': ['accepted'],
  extended: ['accepted'],
  decided: ['accepted'],
  delivered: ['decided'],
  'yellow-card': ['accepted'],
  withdrawn: ['receiving', 'correcting', 'accepted'],
}

/** The reason when an event comes in a stage where it can have no effect. */
export function reasonOfStage(stage: Stage, what: What, deemed: boolean): VoidReason {
  switch (stage) {
    case 'not-received': return 'not-received'
    case 'receiving': return reasonWhileReceiving(what)
    case 'correcting': return what === 'correction-notice' ? 'second-notice' : reasonWhileReceiving(what)
    case 'accepted': return reasonWhileAccepted(what, deemed)
    case 'decided':
    case 'delivered': return 'already-decided'
    case 'closed': return 'closed'
  }
}

function reasonWhileReceiving(what: What): VoidReason {
  if (what === 'received') return 'already-received'
  if (what === 'supplemented') return 'no-notice'
  return 'not-accepted-yet'
}

function reasonWhileAccepted(what: What, deemed: boolean): VoidReason {
  if (what === 'delivered') return 'not-decided'
  return deemed ? 'deemed-accepted' : 'already-accepted'
}
