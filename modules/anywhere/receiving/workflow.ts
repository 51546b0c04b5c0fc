import { addCalendarDays } from '#platform/day'
import { defineWorkflow, type Case, type StepFacts, type StepInput } from '#kernel'
import { dueAfter } from '../rules.ts'
import { drawUpList } from './documents.ts'
import { Acceptance, ArrivingMore, Chasing, Correction, Decision, Loss, MorePapers, Note, Receiving, Resending, Sending, Signing } from './forms.ts'
import { keepPapers, needCarriable, needParcel } from './papers.ts'

export const ELSEWHERE = 'elsewhere'
const AT_OWNER = ['handedOver', 'underReview', 'correcting'] as const
const WITHDRAWN_FROM = ['received', 'sent', 'lost', ...AT_OWNER] as const

/**
 * 异地代收代办: a window takes in papers for an owner elsewhere, from the desk to the owner's signature and on to the decision. No step
 * starts a limit of the law: the owner's clock runs on the owner's own case, from the day it has signed (docs/decisions/0008-anywhere-clock.md).
 */
export const elsewhereWorkflow = defineWorkflow({
  caseType: ELSEWHERE,
  version: 1,
  label: '异地代收代办',
  initial: 'planned',
  opening: { label: '选定收件地点' },
  drawUp: drawUpList,
  states: {
    planned: { label: '待到窗口交件', turn: 'applicant', dueOn: dueAfter('planned') },
    received: { label: '已收件，待转交', turn: 'window', dueOn: dueAfter('sending') },
    sent: { label: '转交途中，待签收', turn: receiver, dueOn: dueAfter(({ data }) => (data['way'] === 'network' ? 'network' : 'parcel')) },
    lost: { label: '遗失，待重新寄送', turn: 'window', dueOn: dueAfter('sending') },
    handedOver: { label: '主管部门已签收，待受理', turn: 'window', dueOn: dueAfter('acceptance') },
    underReview: { label: '主管部门办理中', turn: 'window', dueOn: dueAfter('parcel') },
    correcting: { label: '待补正', turn: 'applicant', dueOn: dueAfter('correction') },
    handingBack: { label: '已撤回，待退还材料', turn: 'window', dueOn: dueAfter('handingBack') },
    decided: { label: '结果已出', closed: true },
    withdrawn: { label: '已撤回，材料已退还', closed: true },
    cancelled: { label: '已取消', closed: true },
  },
  steps: {
    receive: {
      label: '收件',
      from: ['planned'],
      to: 'received',
      by: ['window'],
      form: { schema: Receiving, record: keepPapers },
      change: listed,
      document: 'hand-over',
    },
    arrive: { label: '对方窗口已收件寄来', from: ['planned'], to: 'sent', by: ['system'], form: { schema: Sending }, change: underWay },
    send: {
      label: '转交',
      from: ['received'],
      to: 'sent',
      by: ['window'],
      form: { schema: Sending, record: needCarriable },
      change: underWay,
      document: 'hand-over',
    },
    declareLost: { label: '宣布遗失', from: ['sent'], to: 'lost', by: ['window', 'owner', 'system'], form: { schema: Loss } },
    resend: {
      label: '重新寄送',
      from: ['lost'],
      to: 'sent',
      by: ['window', 'system'],
      form: { schema: Resending, record: needParcel },
      change: underWay,
      document: 'hand-over',
    },
    signFor: {
      label: '签收',
      from: ['sent', 'lost'],
      to: 'handedOver',
      by: ['owner', 'system'],
      basis: '行政许可法第三十二条',
      form: { schema: Signing },
      refusal: notOurs,
    },
    ownerAccepts: {
      label: '主管部门受理',
      from: ['handedOver'],
      to: 'underReview',
      by: ['system'],
      basis: '行政许可法第三十二条',
      form: { schema: Acceptance },
    },
    ownerAsks: {
      label: '主管部门一次性告知补正',
      from: ['handedOver'],
      to: 'correcting',
      by: ['system'],
      basis: '行政许可法第三十二条第一款第四项',
      form: { schema: Correction },
    },
    ownerGoesOn: { label: '补正材料已送到主管部门', from: ['correcting'], to: 'handedOver', by: ['system'] },
    receiveMore: {
      label: '收补正材料',
      from: ['correcting'],
      to: 'received',
      by: ['window'],
      form: { schema: MorePapers, record: keepPapers },
      change: listed,
      document: 'hand-over',
    },
    arriveMore: {
      label: '对方窗口寄来补正材料',
      from: ['correcting'],
      to: 'sent',
      by: ['system'],
      form: { schema: ArrivingMore },
      change: (facts) => ({ traits: { ...listed(facts).traits, ...carriedBy(facts) } }),
    },
    decide: { label: '主管部门作出决定', from: AT_OWNER, to: 'decided', by: ['system'], form: { schema: Decision }, change: decided },
    chase: { label: '催办', from: ['sent', 'handedOver', 'underReview'], by: ['window'], form: { schema: Chasing } },
    cancel: { label: '不去交了，取消', from: ['planned'], to: 'cancelled', by: ['applicant', 'agent'], power: 'withdraw', form: { schema: Note } },
    lapse: {
      label: '到期没有来交件，自动取消',
      from: ['planned'],
      to: 'cancelled',
      by: ['system'],
      automaticOn: (_reading, { traits }) => (typeof traits['bringBy'] === 'string' ? addCalendarDays(traits['bringBy'], 1) : null),
    },
    withdraw: { label: '撤回', from: WITHDRAWN_FROM, to: 'handingBack', by: ['applicant', 'agent', 'system'], power: 'withdraw', form: { schema: Note } },
    handBack: { label: '退还材料', from: ['handingBack'], to: 'withdrawn', by: ['window', 'system'], form: { schema: Note } },
  },
})

/** Who signs next: our department, or the other district, after whom our window looks. */
function receiver({ traits }: Case): 'owner' | 'window' {
  return traits['direction'] === 'outward' ? 'window' : 'owner'
}

/** Where the owner is in another district only its own message says that it has signed. */
function notOurs({ found, relations }: StepFacts): string | undefined {
  return found.traits['direction'] === 'outward' && !relations.includes('system') ? '这件由外区的部门签收，要等对方的签收消息' : undefined
}

/** Each set of papers that was brought has a number of its own: the first, and what came after a correction. */
function listed({ found, data }: StepInput) {
  return { traits: { ...found.traits, papers: data['papers'], bundle: bundleOf(found) + 1 } }
}

function underWay({ found, data }: StepInput) {
  return { traits: { ...found.traits, ...carriedBy({ data }) } }
}

const carriedBy = ({ data }: Pick<StepInput, 'data'>) => ({ way: data['way'], parcel: data['parcel'] ?? null })

function decided({ found, data }: StepInput) {
  return { traits: { ...found.traits, outcome: data['outcome'], resultName: data['resultName'] } }
}

export function bundleOf({ traits }: Pick<Case, 'traits'>): number {
  return typeof traits['bundle'] === 'number' ? traits['bundle'] : 0
}
