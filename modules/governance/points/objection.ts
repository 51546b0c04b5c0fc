import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { addWorkingDays, defineWorkflow, openCase, type Call, type Case } from '#kernel'
import { SUPERVISING_ORGANISATION } from '../alerts/digest.ts'
import { findEntry } from './points.ts'
import { pointRuleName } from './rules.ts'

export const OBJECTION_TYPE = 'point-objection'
const HUADU = '440114'
/** 裁定 within so many working days. A default of ours. */
const DECIDE_WORKING_DAYS = 5
/** So long after a point the unit may object. A default of ours. */
const OBJECTION_CALENDAR_DAYS = 92
const Words = Type.Object({ opinion: Type.String({ title: '裁定的理由', minLength: 2, maxLength: 2000, visibility: 'handling' }) }, { additionalProperties: false })

/** 分值异议: a unit says that a point is wrong; the supervision upholds it or not. */
export const objectionWorkflow = defineWorkflow({
  caseType: OBJECTION_TYPE,
  version: 1,
  label: '分值异议',
  initial: 'raised',
  opening: { label: '提出异议' },
  states: {
    raised: { label: '待裁定', turn: 'window', dueOn: ({ on, calendar, standing }) => standing ?? addWorkingDays(calendar, on, DECIDE_WORKING_DAYS) },
    sustained: { label: '异议成立，不计分', closed: true },
    rejected: { label: '异议不成立', closed: true },
  },
  steps: {
    sustain: { label: '异议成立，不计这一分', from: ['raised'], to: 'sustained', by: ['supervisor'], form: {
      schema: Words, record: (call, found) => decide(call, found, 'sustained'),
    } },
    reject: {
      label: '异议不成立', from: ['raised'], to: 'rejected', by: ['supervisor'], form: { schema: Words, record: (call, found) => decide(call, found, 'rejected') },
    },
  },
})

async function decide({ tx }: Call, { id }: Case, outcome: 'sustained' | 'rejected'): Promise<void> {
  await runSql(tx, 'update governance.objection set outcome = $2 where case_id = $1', [id, outcome])
}

/** The head of the unit objects to one of its own points, once; asked twice at once there is one case. */
export async function objectTo(call: Call, { source, reason }: { source: string; reason: string }): Promise<{ caseId: string }> {
  const organisation = call.actor.organisation ?? ''
  const entry = await findEntry(call.tx, source, { organisation, from: addCalendarDays(call.today, -OBJECTION_CALENDAR_DAYS), to: call.today })
  if (!entry) throw new Refusal('not-found', `本单位 ${OBJECTION_CALENDAR_DAYS} 天里没有这一分，只能对本单位近来的分提异议`)
  const name = pointRuleName(entry.rule)
  const id = crypto.randomUUID()
  const [mine] = await runSql(call.tx, `
    insert into governance.objection (source, case_id, organisation, points, opened_on)
    values ($1, $2, $3, $4, $5) on conflict (source) do nothing returning source`,
  [source, id, organisation, entry.points, call.today])
  if (!mine) throw new Refusal('conflict', '这一分已经提过异议了')
  const { opened } = await openCase(call, {
    id,
    type: OBJECTION_TYPE,
    item: { code: 'GOVERNANCE', version: 1, name: `分值异议：${name} ${entry.points} 分` },
    applicant: { kind: 'organisation', id: `unit:${organisation}`, name: call.kernel.nameOf(organisation) },
    agentId: null,
    ownerOrganisation: organisation,
    receivingOrganisation: SUPERVISING_ORGANISATION,
    place: HUADU,
    form: { source, points: entry.points, about: entry.number, reason },
    traits: { fields: { visibility: { source: 'public', points: 'public', about: 'public', reason: 'public' } } },
    limits: { limitWorkingDays: DECIDE_WORKING_DAYS, statutoryWorkingDays: DECIDE_WORKING_DAYS, joint: false },
    isUnclocked: true,
  })
  return { caseId: opened.id }
}
