import pg from 'pg'
import { inTransaction, openDatabase, runSql } from '#platform/database'
import { assembleKernel } from '../../app.ts'
import { NOW, TODAY } from '../ground.ts'
import type { Sample } from '../figures.ts'
import type { Contestant } from './contestant.ts'
import { fileCases } from './filing.ts'
import { WORKERS } from './walk.ts'

const CASES = 2000

/**
 * What a programmer would write by hand for a single kind of step: one statement that commits by itself, moves the case and writes
 * its event into the same tables. No permission, no rule, no clock, no hash, no document, no job: the limit nobody can beat who
 * commits each step on its own.
 */
const STEP = `
  with moved as (
    update kernel.case set state = $2, version = version + 1, clock = $3::jsonb, queue = $4, queue_due_on = $5::date, last_at = $6::timestamptz, last_hash = $7
    where id = $1::uuid and version = $8::int returning id, version)
  insert into kernel.event (case_id, seq, at, on_day, kind, actor_id, actor_name,
    actor_organisation, relation, from_state, to_state, data, case_sm3, previous_hash, hash)
  select id, version, $6::timestamptz, $9::date, $10, $11, $12, $13, $14, $15, $2, $16::jsonb, $17, $17, $7 from moved`

export async function raw(url: string): Promise<Contestant> {
  const pool = new pg.Pool({ connectionString: url, max: WORKERS })
  pool.on('error', () => undefined) // an idle connection ends with the server
  const ids = await file(url)
  const versions = new Map(ids.map((id) => [id, 1]))
  return {
    name: 'raw',
    prepare: async () => {},
    run: (milliseconds) => steps(milliseconds, async (index) => {
      const id = ids[index % CASES] ?? ''
      const version = versions.get(id) ?? 1
      versions.set(id, version + 1)
      const { rowCount } = await pool.query({ name: 'step', text: STEP, values: valuesOf(id, version) })
      if (rowCount !== 1) throw new Error('手写语句没有写入')
    }),
    stop: () => pool.end(),
  }
}

async function file(url: string): Promise<string[]> {
  const database = openDatabase({ url, max: WORKERS })
  const ids = await fileCases(database, assembleKernel({ sendJobs: async () => {} }), CASES)
  await database.destroy()
  return ids
}

/** Two steps of a case never run at once: a worker is back at the same case only after all others. */
async function steps(milliseconds: number, take: (index: number) => Promise<void>): Promise<Sample> {
  const latencies: number[] = []
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    while (performance.now() - begun < milliseconds) {
      const from = performance.now()
      await take(next++)
      latencies.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  return { steps: latencies.length, milliseconds: performance.now() - begun, latencies }
}

const STATES = ['accepted', 'reviewed'] as const
const QUEUES = ['owner:market-regulation', 'approver:market-regulation'] as const
const CLOCK = JSON.stringify({
  limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false, events: [{ on: TODAY, what: 'received' }, { on: TODAY, what: 'accepted' }],
})
const DATA = JSON.stringify({ opinion: '经审查，符合法定条件、标准，建议准予。', recommendation: 'approve' })
const HASH = '8f'.repeat(32)

function valuesOf(id: string, version: number): unknown[] {
  const turn = version % 2
  return [
    id, STATES[turn], CLOCK, QUEUES[turn], TODAY, NOW, HASH, version, TODAY, 'application.review', 'demo-reviewer', '陈审查（示例）',
    'market-regulation', 'owner', STATES[1 - turn], DATA, HASH,
  ]
}
