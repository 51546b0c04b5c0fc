import { defineWorkflow, type Case, type StepFacts, type StepInput } from '#kernel'
import { dueAfter } from '../rules.ts'
import { Chasing, Delivery, Loss, Note, Resending, Sending } from './forms.ts'
import { needParcel } from './papers.ts'

export const RESULT = 'elsewhere-result'

/** 异地取件: a result on its way from the owner to the place where the applicant wants to fetch it, and into her hands. */
export const resultWorkflow = defineWorkflow({
  caseType: RESULT,
  version: 1,
  label: '异地取件',
  initial: 'ready',
  opening: { label: '结果已出' },
  states: {
    ready: { label: '结果已出，待寄往领取地点', turn: sender, dueOn: dueAfter('resultSending') },
    returning: { label: '结果在途中', turn: 'window', dueOn: dueAfter(({ data }) => (data['way'] === 'network' ? 'network' : 'parcel')) },
    lost: { label: '结果遗失，待重新寄送', turn: sender, dueOn: dueAfter('sending') },
    arrived: { label: '可以领取', turn: 'window', dueOn: dueAfter('pickUp') },
    given: { label: '已领取', closed: true },
  },
  steps: {
    sendResult: {
      label: '寄出结果',
      from: ['ready'],
      to: 'returning',
      by: ['owner', 'system'],
      form: { schema: Sending, record: needParcel },
      change: underWay,
      refusal: notOurs,
    },
    declareLost: { label: '宣布遗失', from: ['returning'], to: 'lost', by: ['window', 'owner', 'system'], form: { schema: Loss } },
    resendResult: {
      label: '重新寄出结果',
      from: ['lost'],
      to: 'returning',
      by: ['owner', 'system'],
      form: { schema: Resending, record: needParcel },
      change: underWay,
      refusal: notOurs,
    },
    chase: { label: '催办', from: ['ready', 'returning'], by: ['window'], form: { schema: Chasing } },
    arrive: { label: '结果到达领取地点', from: ['returning'], to: 'arrived', by: ['window', 'system'], form: { schema: Note } },
    give: { label: '交给申请人', from: ['arrived'], to: 'given', by: ['window', 'system'], basis: '行政许可法第四十四条', form: { schema: Delivery } },
  },
})

function sender({ traits }: Case): 'owner' | 'window' {
  return traits['direction'] === 'outward' ? 'window' : 'owner'
}

function notOurs({ found, relations }: StepFacts): string | undefined {
  const isTheirs = found.traits['direction'] === 'outward' && !relations.includes('system')
  return isTheirs ? '结果由外区的部门寄出，要等对方的消息' : undefined
}

function underWay({ found, data }: StepInput) {
  return { traits: { ...found.traits, way: data['way'], parcel: data['parcel'] ?? null } }
}
