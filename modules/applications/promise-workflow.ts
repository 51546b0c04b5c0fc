import { addWorkingDays, defineWorkflow, type Case, type StepFacts, type TurnFacts } from '#kernel'
import {
  afterBroken, afterHandIn, afterOnPaper, Broken, brokenOf, HandIn, nothingPromised, OnPaper, recordBroken, recordHandIn, recordOnPaper, stillPromised, Wait, waitRefusal,
} from './promised.ts'
import { promisedOf } from '#base/materials'
import { PROMISE_RULE } from './promise-rule.ts'
import { applicationWorkflow } from './workflow.ts'

const { states, steps } = applicationWorkflow
const PROMISED_IN = ['submitted', 'accepted', 'special', 'reviewed', 'awaitingPromise'] as const

/** The second version: what is promised at filing (容缺) is handed in, reminded of, and has consequences. Running cases keep the first. */
// The names of the first version come as plain text; what is declared is checked when the module loads all the same.
export const applicationWorkflow2 = defineWorkflow<string, string>({
  ...applicationWorkflow,
  version: 2,
  states: {
    ...states,
    awaitingPromise: { label: '等待补交容缺材料', turn: broughtBy, dueOn: furtherDay },
  },
  steps: {
    ...steps,
    handInPromised: {
      label: '补交容缺材料', from: PROMISED_IN, by: ['applicant', 'agent'], power: 'supplement', form: { schema: HandIn, record: recordHandIn },
      change: afterHandIn, refusal: nothingPromised,
    },
    receivePromised: {
      label: '登记收到容缺材料', from: PROMISED_IN, by: ['window'], form: { schema: OnPaper, record: recordOnPaper },
      change: afterOnPaper, refusal: nothingPromised,
    },
    breakPromise: {
      label: '容缺材料逾期未补', from: PROMISED_IN, by: ['system'], form: { schema: Broken, record: recordBroken },
      change: afterBroken, refusal: nothingPromised,
    },
    awaitPromised: {
      label: '暂停审查，等待补交', from: ['accepted', 'reviewed'], to: 'awaitingPromise', by: ['owner'], form: { schema: Wait }, refusal: waitRefusal,
    },
    resumeReview: { label: '材料已补齐，恢复审查', from: ['awaitingPromise'], to: 'accepted', by: ['owner'], refusal: stillPromised },
    ...stepOn('approve', { refusal: (facts) => steps['approve']?.refusal?.(facts) ?? stillPromised(facts) }),
    ...stepOn('withdraw', { from: [...steps['withdraw']?.from ?? [], 'awaitingPromise'] }),
    ...stepOn('terminate', { from: [...steps['terminate']?.from ?? [], 'awaitingPromise'], refusal: terminationRefusal }),
    ...stepOn('extend', { from: [...steps['extend']?.from ?? [], 'awaitingPromise'] }),
  },
})

/** A step of the first version with something changed. */
function stepOn(name: string, changes: Partial<(typeof steps)[string]>): Record<string, (typeof steps)[string]> {
  const before = steps[name]
  if (!before) throw new Error(`no step ${name}`)
  return { [name]: { ...before, ...changes } }
}

/** Hers until everything is there, then the department's. */
function broughtBy(found: Case): 'applicant' | 'owner' {
  return Object.keys(promisedOf(found)).length > 0 ? 'applicant' : 'owner'
}

/** The legal clock goes on: no law counts waiting for a promised material as time that stands still. */
function furtherDay({ data, on, calendar, standing }: TurnFacts) {
  const further = data['furtherWorkingDays']
  return standing ?? addWorkingDays(calendar, on, typeof further === 'number' ? further : PROMISE_RULE.furtherWorkingDays)
}

function terminationRefusal(facts: StepFacts): string | undefined {
  const { found, relations, today } = facts
  if (brokenOf(found).length === 0 || found.state === 'correcting') return steps['terminate']?.refusal?.(facts)
  if (!relations.includes('owner')) return '已受理的办件由审批部门终止'
  if (!PROMISE_RULE.afterBroken.includes('terminate')) return '按本机关的规定，容缺材料逾期未补的不能因此终止办理'
  const isEarly = found.state === 'awaitingPromise' && today <= (found.queueDueOn ?? today)
  return isEarly ? `已给申请人时间补交，到 ${found.queueDueOn} 为止，期限未过不能终止办理` : undefined
}
