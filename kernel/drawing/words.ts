/** What a declared workflow says, in words for people who read it. */
import { addCalendarDays, type Day } from '#platform/day'
import { readClock, workingDaysBetween, type Calendar, type ClockEvent, type What } from '../clock/index.ts'
import type { Case } from '../case.ts'
import type { Relation } from '../relations.ts'
import type { OpenState, Step } from '../types.ts'

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  applicant: '申请人', agent: '经办人', window: '收件窗口', owner: '主办部门', approver: '审批人', handler: '承办人', supervisor: '效能监督', sealed: '纪检', system: '系统自动',
}

/** start · pause · resume · extend · stop, as the legal clock knows them; 'other' where it depends on the case. */
export type ClockEffect = 'start' | 'pause' | 'resume' | 'extend' | 'stop' | 'other'
export interface Effect { kind: ClockEffect; words: string }

const EFFECTS: Readonly<Record<What, Effect>> = {
  received: { kind: 'start', words: '五个工作日的受理期限起算' },
  accepted: { kind: 'start', words: '办理期限起算' },
  'correction-notice': { kind: 'pause', words: '停表，等申请人补正' },
  supplemented: { kind: 'start', words: '受理期限重新起算' },
  'pause-start': { kind: 'pause', words: '办理期限暂停' },
  'pause-end': { kind: 'resume', words: '办理期限恢复' },
  extended: { kind: 'extend', words: '办理期限延长' },
  decided: { kind: 'stop', words: '办理期限停止' },
  delivered: { kind: 'stop', words: '送达期限停止' },
  'not-accepted': { kind: 'stop', words: '受理期限停止' },
  withdrawn: { kind: 'stop', words: '期限停止' },
  'yellow-card': { kind: 'other', words: '督办期限起算' },
}

/** A Monday without a holiday near it: what a step does is asked for this day. */
const SAMPLE_DAY: Day = '2026-03-02'
const SAMPLE_EVENTS: readonly ClockEvent[] = [{ on: SAMPLE_DAY, what: 'received' }]

/** What the step does to the legal clock; a step says so by what it tells the clock of a made-up case. */
export function clockEffectOf(step: Pick<Step, 'clock'>): Effect | undefined {
  if (!step.clock) return undefined
  try {
    const told = step.clock({ found: SAMPLE, data: {}, on: SAMPLE_DAY })
    return told ? EFFECTS[told.what] : { kind: 'other', words: '对期限的影响视办件而定' }
  } catch {
    // What it tells depends on what the made-up case does not have; that is said, not guessed.
    return { kind: 'other', words: '对期限的影响视办件而定' }
  }
}

/** After how many working days the system takes the step; undefined where nobody can say without the case. */
export function automaticAfter(step: Pick<Step, 'automaticOn'>, calendar: Calendar): number | undefined {
  const histories: readonly (readonly ClockEvent[])[] = [SAMPLE_EVENTS, [...SAMPLE_EVENTS, { on: SAMPLE_DAY, what: 'accepted' }]]
  const days = histories.flatMap((events) => step.automaticOn?.(readClock(calendar, { ...SAMPLE.clock, events }, SAMPLE_DAY), SAMPLE) ?? [])
  return days[0] === undefined ? undefined : workingDaysBetween(calendar, SAMPLE_DAY, addCalendarDays(days[0], -1))
}

export function automaticWords(workingDays: number | undefined): string {
  return workingDays === undefined ? '到期由系统自动办' : `满 ${workingDays} 个工作日还没有办的，由系统自动办`
}

export function turnWords({ turn }: Pick<OpenState, 'turn'>): string {
  if (typeof turn === 'function') return '视办件而定'
  return turn === 'parent' ? '随总件' : RELATION_WORDS[turn]
}

const SAMPLE: Case = {
  id: '', number: '', type: '', workflowVersion: 1, itemCode: '', itemVersion: 1, title: '', applicant: { kind: 'person', id: '', name: '' }, agentId: null,
  ownerOrganisation: '', receivingOrganisation: '', place: '', parentId: null, state: '', version: 1, form: {}, traits: {},
  clock: { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false, events: SAMPLE_EVENTS },
  acceptedOn: null, dueOn: null, statutoryDueOn: null, reminderOn: null, queue: null, queueDueOn: null, handlerId: null, sealed: false,
  openedAt: new Date(0), closedAt: null, lastAt: new Date(0), lastHash: '', nextTimerAt: null,
}
