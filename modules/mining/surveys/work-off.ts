import { setImmediate } from 'node:timers/promises'
import { runSql, type Database, type Tx } from '#platform/database'
import type { Round } from '#kernel'
import { oldestWaiting, workOff as workOffOne, type Ground, type Outcome } from '#base/computations'
import { figuresProjection } from '#base/figures'
import { Discovery, type CaseTrace } from '../discovery/discover.ts'
import { chosenCases } from '../own-log/chosen.ts'
import { historiesOf } from '../own-log/histories.ts'
import type { Asked } from './asked.ts'
import { SURVEY, type Found } from './view.ts'

const PAUSE_MILLISECONDS = 500
/** Rows written in one statement. */
const ROWS = 1000

/** Computes the surveys that wait, one after the other. */
export const workOffSurveys: Round = { name: 'mining.surveys', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => workOff(ground) }

/** The oldest survey that waits, once the figures know all that had happened when it was asked for; whether there was one. */
export async function workOff(ground: Ground): Promise<boolean> {
  const askedAt = await oldestWaiting(ground, SURVEY)
  if (!askedAt || await isBehind(ground.database, askedAt)) return false
  return workOffOne<Asked>(ground, SURVEY, (asked, tell, id) => compute(ground, { id, asked, tell }))
}

/** Whether something that happened before this moment has not come to the figures yet. */
async function isBehind(database: Database, moment: Date): Promise<boolean> {
  const [reached] = await runSql<{ xid: string; position: string }>(
    database, 'select xid::text, position from kernel.checkpoint where projection = $1', [figuresProjection.name],
  )
  const [row] = await runSql<{ isBehind: boolean }>(database,
    'select exists (select 1 from kernel.event where (xid, position) > ($1::xid8, $2::bigint) and at <= $3) as "isBehind"',
    [reached?.xid ?? '0', reached?.position ?? 0, moment])
  return row?.isBehind ?? false
}

interface Wanted { id: string; asked: Asked; tell: (done: number, total: number) => void }

async function compute({ database, kernel, now, today }: Ground, { id, asked, tell }: Wanted): Promise<Outcome> {
  const { matching, chosen } = await chosenCases(database, asked)
  const discovery = new Discovery({ calendar: kernel.calendar, now, today, workflows: kernel.workflows.get(asked.type) ?? [], against: asked.against })
  const seqs: number[] = []
  let done = 0
  for await (const histories of historiesOf(database, chosen)) {
    for (const history of histories) {
      discovery.add(history)
      const last = history.happenings.at(-1)
      if (last) seqs.push(last.seq)
    }
    done += histories.length
    tell(done, chosen.length)
  }
  const { discovered, cases } = await discovery.found(() => setImmediate())
  const result: Found = { ...discovered, matching }
  const rows = cases.map((row, place) => ({ ...row, place: place + 1, last_seq: seqs[place] ?? 0 }))
  return { result, writeRows: (tx) => writeCases(tx, id, rows) }
}

async function writeCases(tx: Tx, id: string, rows: readonly (CaseTrace & { place: number; last_seq: number })[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS) {
    await runSql(tx, `
      insert into mining.survey_case
      select $1::uuid, place, case_id, number, item_name, organisation, received_on, working_days, elapsed_days,
        variant, pairs, repeated, returned, deviations, handovers, losses, times, last_seq
      from jsonb_populate_recordset(null::mining.survey_case, $2::jsonb)`, [id, JSON.stringify(rows.slice(at, at + ROWS))])
  }
}
