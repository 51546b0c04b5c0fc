import { setImmediate } from 'node:timers/promises'
import { inTransaction, runSql, type Database } from '#platform/database'
import type { Call, Kernel, Round } from '#kernel'
import { figuresProjection } from '#base/figures'
import { Discovery, type CaseTrace } from '../discovery/discover.ts'
import { chosenCases } from '../own-log/chosen.ts'
import { historiesOf } from '../own-log/histories.ts'
import type { Asked } from './asked.ts'

const PAUSE_MILLISECONDS = 500
const LEASE_MILLISECONDS = 60_000
/** One that meets a fault every time is given up. */
const ATTEMPTS_MAX = 3
/** Rows written in one statement. */
const ROWS = 1000

type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>

/** Computes the surveys that wait, one after the other. */
export const workOffSurveys: Round = { name: 'mining.surveys', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => workOff(ground) }

/**
 * The oldest survey that waits, or that whoever had it has dropped; whether there was one. No transaction stays open over the reading,
 * for the projections wait for every open one.
 */
export async function workOff(ground: Ground): Promise<boolean> {
  const { database, now } = ground
  const [oldest] = await runSql<{ askedAt: Date }>(database, OLDEST, [now])
  if (!oldest || await isBehind(database, oldest.askedAt)) return false
  const [claimed] = await runSql<{ id: string; asked: Asked; attempts: number }>(database, CLAIM, [now, new Date(now.getTime() + LEASE_MILLISECONDS)])
  if (!claimed) return false
  try {
    await compute(ground, claimed)
  } catch (error) {
    await runSql(database, `
      update mining.survey set state = case when attempts >= ${ATTEMPTS_MAX} then 'failed' else 'waiting' end, lease_until = null
      where id = $1 and state = 'running' and attempts = $2`, [claimed.id, claimed.attempts])
    throw error
  }
  return true
}

/** Whether something that happened before this moment has not come to the figures yet. */
async function isBehind(database: Database, moment: Date): Promise<boolean> {
  const [reached] = await runSql<{ xid: string; position: string }>(database, 'select xid::text, position from kernel.checkpoint where projection = $1', [figuresProjection.name])
  const [row] = await runSql<{ isBehind: boolean }>(database,
    'select exists (select 1 from kernel.event where (xid, position) > ($1::xid8, $2::bigint) and at <= $3) as "isBehind"', [reached?.xid ?? '0', reached?.position ?? 0, moment])
  return row?.isBehind ?? false
}

const WANTED = "from mining.survey where state = 'waiting' or (state = 'running' and lease_until < $1) order by asked_at limit 1"
const OLDEST = `select asked_at as "askedAt" ${WANTED}`
const CLAIM = `
  update mining.survey set state = case when attempts >= ${ATTEMPTS_MAX} then 'failed' else 'running' end, attempts = attempts + 1, lease_until = $2, done = 0
  where id = (select id ${WANTED} for update skip locked)
  returning id, asked, attempts`

async function compute(ground: Ground, { id, asked, attempts }: { id: string; asked: Asked; attempts: number }): Promise<void> {
  const { database, kernel, now, today } = ground
  const began = performance.now()
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
    const lease = new Date(now.getTime() + performance.now() - began + LEASE_MILLISECONDS)
    await runSql(database, 'update mining.survey set done = $3, total = $4, matching = $5, lease_until = $6 where id = $1 and attempts = $2',
      [id, attempts, done, chosen.length, matching, lease])
  }
  const { discovered, cases } = await discovery.found(() => setImmediate())
  await settle(database, { id, attempts, now, result: discovered, rows: cases.map((row, place) => ({ ...row, place: place + 1, last_seq: seqs[place] ?? 0 })) })
}

interface Settled { id: string; attempts: number; now: Date; result: object; rows: readonly (CaseTrace & { place: number; last_seq: number })[] }

/** The figures and their cases at once; whoever has lost the survey to another process writes nothing. */
async function settle(database: Database, { id, attempts, now, result, rows }: Settled): Promise<void> {
  await inTransaction(database, async (tx) => {
    const mine = await runSql(tx, `
      update mining.survey set state = 'done', as_of = $3, result = $4, lease_until = null where id = $1 and attempts = $2 and state = 'running' returning id`,
    [id, attempts, now, JSON.stringify(result)])
    if (mine.length === 0) return
    for (let at = 0; at < rows.length; at += ROWS) {
      await runSql(tx, `
        insert into mining.survey_case
        select $1::uuid, place, case_id, number, item_name, organisation, received_on, working_days, elapsed_days, variant, pairs, repeated, returned, deviations, handovers, losses, times, last_seq
        from jsonb_populate_recordset(null::mining.survey_case, $2::jsonb)`, [id, JSON.stringify(rows.slice(at, at + ROWS))])
    }
  })
}
