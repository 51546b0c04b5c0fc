import { runSql } from '#platform/database'
import { addCalendarDays, startOf } from '#platform/day'
import type { Call } from '#kernel'
import { ownRun } from './call-back.ts'

const RUNS_MAX = 20
const HELD_MAX = 1000
const SHOWN_DAYS = 7
export const ITEMS_A_PAGE = 50

export const ITEM_STATES = ['waiting', 'done', 'refused', 'cancelled', 'undoing', 'undone'] as const
export type ItemState = (typeof ITEM_STATES)[number]

export interface RunView {
  id: string
  kind: 'step' | 'assign' | 'print'
  step: string | null
  label: string
  createdAt: Date
  dueAt: Date
  revocableUntil: Date
  total: number
  /** How many cases stand how; what stands at nothing is left out. */
  counts: Partial<Record<ItemState, number>>
}

/** Of the whole office: the step on this case takes effect at that time, unless it is called back. */
export interface Held { caseId: string; label: string; by: string; dueAt: Date }

/** What this clerk has asked for of late, newest first, and which cases of her organisation wait for a step to take effect. */
export async function runsOf({ tx, actor, today }: Call): Promise<{ runs: RunView[]; held: Held[] }> {
  const [runs, held] = await Promise.all([
    runSql<RunView>(tx, `select ${VIEW} from desk.run run, lateral (${COUNTS}) counted where actor_id = $1 and created_at > $2 order by created_at desc limit ${RUNS_MAX}`,
      [actor.id, startOf(addCalendarDays(today, -SHOWN_DAYS))]),
    runSql<Held>(tx, `
      select item.case_id as "caseId", split_part(run.label, ' ', 1) as label, run.actor_name as by, item.due_at as "dueAt"
      from desk.run_item item join desk.run run on run.id = item.run_id
      where item.state = 'waiting' and run.kind = 'step' and run.actor_organisation = $1 order by item.due_at limit ${HELD_MAX}`, [actor.organisation ?? '']),
  ])
  return { runs, held }
}

export interface ItemView { seq: number; caseId: string; number: string; title: string; state: ItemState; message: string | null; endedAt: Date | null }

/** A run with one page of its cases: what went wrong first, then what is still to come. */
export async function runView(call: Call, runId: string, page: number): Promise<RunView & { items: ItemView[] }> {
  await ownRun(call, runId)
  const [[run], items] = await Promise.all([
    runSql<RunView>(call.tx, `select ${VIEW} from desk.run run, lateral (${COUNTS}) counted where id = $1`, [runId]),
    runSql<ItemView>(call.tx, `
      select seq, case_id as "caseId", case_number as number, case_title as title, state, message, ended_at as "endedAt" from desk.run_item
      where run_id = $1 order by array_position(array['refused', 'undoing', 'waiting'], state), seq limit ${ITEMS_A_PAGE} offset $2`,
    [runId, (page - 1) * ITEMS_A_PAGE]),
  ])
  if (!run) throw new Error('a run that was there has gone')
  return { ...run, items }
}

const VIEW = `
  run.id, run.kind, run.step, run.label, run.created_at as "createdAt", run.due_at as "dueAt", run.revocable_until as "revocableUntil", counted.total, counted.counts`
const COUNTS = `
  select coalesce(sum(n), 0)::int as total, coalesce(jsonb_object_agg(state, n), '{}') as counts
  from (select state, count(*)::int as n from desk.run_item where run_id = run.id group by state) by_state`
