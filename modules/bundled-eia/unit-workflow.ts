import { addWorkingDays, defineWorkflow, type TurnFacts } from '#kernel'
import { ChangeRegistration, ChangeReport, PublicReason, Revocation } from './decisions.ts'
import { UNIT_TYPE } from './names.ts'

/** How long the bureau may take over a reported change. A default of ours: 环境影响评价法第二十四条 gives ten days for looking into an approval anew. */
const CHANGE_WORKING_DAYS = 10
const STANDING = ['liable', 'separate'] as const

/**
 * One unit of an approved bundle. Nobody waits for anything while it bears its duties (履责中), so the case is closed; a reported change
 * opens it again, in the bureau's queue and with a day. What happens to one unit touches no other.
 */
export const unitWorkflow = defineWorkflow({
  caseType: UNIT_TYPE,
  version: 1,
  label: '打捆批复的建设单位',
  initial: 'entering',
  opening: { label: '随打捆批复登记' },
  states: {
    entering: { label: '正在登记', turn: 'owner', dueOn: ({ on }) => on },
    effective: { label: '批复生效', turn: 'owner', dueOn: ({ on }) => on },
    liable: { label: '履责中', closed: true },
    separate: { label: '已从捆中分出，单独履责', closed: true },
    changing: { label: '报了变动，待认定', turn: 'owner', dueOn: changeDue },
    changingSeparate: { label: '分出后报了变动，待认定', turn: 'owner', dueOn: changeDue },
    anew: { label: '重大变动，应当重新报批', closed: true },
    revoked: { label: '批复已撤销', closed: true },
  },
  steps: {
    register: { label: '登记', from: ['entering'], to: 'effective', by: ['system'], clock: ({ on }) => ({ on, what: 'accepted' }) },
    begin: {
      label: '批复生效', from: ['effective'], to: 'liable', by: ['system'], basis: '环境影响评价法第二十条', clock: ({ on }) => ({ on, what: 'decided', outcome: 'granted' }),
    },
    abandon: { label: '登记有误，撤销登记', from: ['entering', 'effective'], to: 'revoked', by: ['approver'], form: { schema: Revocation } },
    reportChange: { label: '报告变动', from: ['liable'], to: 'changing', by: ['applicant', 'agent'], power: 'file', form: { schema: ChangeReport } },
    reportSeparateChange: {
      label: '报告变动', from: ['separate'], to: 'changingSeparate', by: ['applicant', 'agent'], power: 'file', form: { schema: ChangeReport },
    },
    registerChange: { label: '变动登记', from: ['changing', 'liable'], to: 'liable', by: ['owner'], form: { schema: ChangeRegistration } },
    registerSeparateChange: { label: '变动登记', from: ['changingSeparate', 'separate'], to: 'separate', by: ['owner'], form: { schema: ChangeRegistration } },
    requireAnew: {
      label: '认定为重大变动', from: ['changing', 'changingSeparate', ...STANDING], to: 'anew',
      by: ['approver'], basis: '环境影响评价法第二十四条', form: { schema: PublicReason },
    },
    splitOff: { label: '从捆中分出', from: ['liable'], to: 'separate', by: ['owner', 'approver'], form: { schema: PublicReason } },
    revoke: {
      label: '撤销', from: ['changing', 'changingSeparate', ...STANDING, 'anew'],
      to: 'revoked', by: ['approver'], basis: '行政许可法第六十九条', form: { schema: Revocation },
    },
  },
})

function changeDue({ on, calendar, standing }: TurnFacts) {
  return standing ?? addWorkingDays(calendar, on, CHANGE_WORKING_DAYS)
}
