import { dayAt, addCalendarDays } from '#platform/day'
import { defineWorkflow, type StepFacts, type StepInput } from '#kernel'
import { COMPLAINT_TYPE } from '#base/ratings'
import { dueAfter } from './deadlines.ts'
import { Dismissal, Dissatisfaction, FollowUp, recordDismissal, Rectification, Verification } from './findings.ts'

/** So long after the end the rater may still say that nothing was solved. Ours, configurable. */
export const REOPEN_CALENDAR_DAYS = 30
const BASIS = '国办发〔2019〕51号（差评核实、整改、反馈）'

/**
 * What follows a bad rating (差评): 核实 → 整改 → 回访 → closed; not solved twice, it is escalated.
 * The supervision verifies and follows up, because those who were rated must not learn who rated them: it receives the case
 * ('window' is its desk) and the rater stands to it as agent, so that her name is nowhere in it.
 */
export const complaintWorkflow = defineWorkflow({
  caseType: COMPLAINT_TYPE,
  version: 1,
  label: '差评办件',
  initial: 'verifying',
  opening: { label: '收到差评' },
  states: {
    verifying: { label: '待核实', turn: 'window', dueOn: dueAfter('verify') },
    rectifying: { label: '整改中', turn: 'owner', dueOn: dueAfter('rectify') },
    replied: { label: '已答复，待回访', turn: 'window', dueOn: dueAfter('followUp') },
    escalated: { label: '已升级督办', turn: 'approver', dueOn: dueAfter('escalated') },
    closed: { label: '已办结', closed: true },
  },
  steps: {
    verify: { label: '核实属实，交办整改', from: ['verifying'], to: 'rectifying', by: ['supervisor'], basis: BASIS, form: { schema: Verification } },
    dismiss: {
      label: '核实不属实或误评', from: ['verifying'], to: 'replied', by: ['supervisor'], basis: BASIS,
      form: { schema: Dismissal, record: recordDismissal },
    },
    rectify: { label: '整改并答复', from: ['rectifying'], to: 'replied', by: ['owner', 'approver'], basis: BASIS, form: { schema: Rectification } },
    rectifyEscalated: { label: '督办整改并答复', from: ['escalated'], to: 'replied', by: ['approver'], basis: BASIS, form: { schema: Rectification } },
    followUp: { label: '回访办结', from: ['replied'], to: 'closed', by: ['supervisor'], basis: BASIS, form: { schema: FollowUp } },
    confirm: { label: '已经解决', from: ['replied'], to: 'closed', by: ['agent'] },
    unresolved: {
      label: '没有解决', from: ['replied', 'closed'], to: 'verifying', by: ['agent', 'supervisor'], form: { schema: Dissatisfaction },
      change: oneMore, refusal: (facts) => tooLate(facts) ?? (timesUnresolved(facts) > 0 ? '已经重新核实过一次，请选“升级督办”' : undefined),
    },
    escalate: {
      label: '还是没有解决，升级督办', from: ['replied', 'closed'], to: 'escalated', by: ['agent', 'supervisor'], form: { schema: Dissatisfaction },
      change: oneMore, refusal: escalationRefusal,
    },
  },
})

const ESCALATIONS_MAX = 3

function timesUnresolved({ found }: Pick<StepFacts, 'found'>): number {
  const times = found.traits['timesUnresolved']
  return typeof times === 'number' ? times : 0
}

function oneMore({ found }: StepInput) {
  return { traits: { ...found.traits, timesUnresolved: timesUnresolved({ found }) + 1 } }
}

function escalationRefusal(facts: StepFacts): string | undefined {
  const times = timesUnresolved(facts)
  if (times === 0) return '请先选“没有解决”，监督部门会重新核实'
  return times > ESCALATIONS_MAX ? '已经督办多次，请拨打 12345，或者向监察机关反映' : tooLate(facts)
}

function tooLate({ found, today }: StepFacts): string | undefined {
  if (found.closedAt === null) return undefined
  const until = addCalendarDays(dayAt(found.closedAt), REOPEN_CALENDAR_DAYS)
  return today > until ? `办结已超过 ${REOPEN_CALENDAR_DAYS} 天（到 ${until} 为止），新的问题请拨打 12345` : undefined
}
