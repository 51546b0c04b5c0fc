import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { addAssignRun } from './start-run.ts'
import { findRun, type NewItem } from './run.ts'

/** A clerk with more open cases than this hands over what is most urgent first, and then the rest. */
export const HANDED_OVER_MAX = 5000

/** All open cases of one colleague go to another (整岗移交). */
export const HandOver = Type.Object({
  from: Type.String({ minLength: 1, maxLength: 100 }),
  to: Type.String({ minLength: 1, maxLength: 100 }),
  reason: Type.String({ minLength: 2, maxLength: 500 }),
}, { additionalProperties: false })
export type HandOver = Static<typeof HandOver>

/** Whose turn it is, told by the role of those who may give such a case to somebody. */
const TURNS = { window: 'window', reviewer: 'owner', approver: 'approver' } as const

/** Queues the hand-over of a whole desk; only of cases that wait at the actor's own post and organisation. */
export async function startHandOver(call: Call, asked: HandOver, key: string | undefined): Promise<string> {
  if (asked.from === asked.to) throw new Refusal('invalid', '移交给同一个人没有意义，请选择另一个人', [{ path: 'to', message: '请选择另一个人' }])
  const earlier = await findRun(call, { key, asked })
  if (earlier !== undefined) return earlier
  const { actor, tx } = call
  const queues = Object.entries(TURNS).filter(([role]) => actor.roles.some((own) => own === role)).map(([, turn]) => `${turn}:${actor.organisation ?? ''}`)
  const cases = await runSql<NewItem['found']>(tx, `
    select id, number, title from kernel.case
    where handler_id = $1 and closed_at is null and not sealed and queue = any($2) order by queue_due_on, id limit ${HANDED_OVER_MAX}`, [asked.from, queues])
  if (cases.length === 0) throw new Refusal('rule', '这位同事名下没有轮到您这个岗位的在办件，不用移交')
  const items = cases.map((found): NewItem => ({ found, version: null, data: null, state: 'waiting', message: null }))
  return addAssignRun(call, { handlerId: asked.to, note: `移交：${asked.reason}`, items }, { key, asked })
}
