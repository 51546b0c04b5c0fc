import { runSql, type Tx } from '#platform/database'
import { canonicalJson } from '#platform/sm'
import type { Rules } from '#kernel'
import { Aside, chunksUntil, COUNTED_ASIDE, heldPlace, type Chunk } from './afresh.ts'
import { figuresProjection } from './projection.ts'
import { HISTOGRAM } from './store.ts'

/** What the recount read and found. `differences` names the first rows that are not as the log makes them; `differing` is how many there are. */
export interface Recount {
  events: number
  cases: number
  stays: number
  counters: number
  agrees: boolean
  differing: number
  differences: string[]
}

const NAMED_MAX = 50

/**
 * Counts everything once more from the first event on and holds it against the kept rows, to the last unit: every fact, every stay,
 * every counter. While it runs the figures stand still (steps go on); what has not been followed yet is in neither of the two.
 */
export async function recount(tx: Tx, rules: Rules): Promise<Recount> {
  const until = await heldPlace(tx, figuresProjection.name)
  const aside = new Aside(tx)
  await aside.open()
  const seen = { events: 0, cases: 0, stays: 0 }
  const differences: string[] = []
  for await (const chunk of chunksUntil(tx, until, rules)) {
    seen.events += chunk.events
    seen.cases += chunk.facts.length
    seen.stays += chunk.ended.length + chunk.opens.length
    await aside.count(chunk.contributions)
    differences.push(...await differencesIn(tx, chunk))
  }
  await aside.close()
  const counted = await counterDifferences(tx)
  const all = [...differences, ...counted.differences, ...await histogramDifferences(tx)]
  return { ...seen, counters: counted.counters, agrees: all.length === 0, differing: all.length, differences: all.slice(0, NAMED_MAX) }
}

async function differencesIn(tx: Tx, { after, last, facts, ended, opens }: Chunk): Promise<string[]> {
  const [keptFacts, keptStays] = await Promise.all([
    runSql(tx, 'select * from figures.case_fact where case_id > $1 and case_id <= $2', [after, last]),
    runSql(tx, 'select * from figures.stay where case_id > $1 and case_id <= $2', [after, last]),
  ])
  return [
    ...differing(facts, keptFacts, ({ case_id }) => `办件 ${String(case_id)}`),
    ...differing([...ended, ...opens], keptStays, ({ case_id, seq }) => `办件 ${String(case_id)} 第 ${String(seq)} 步起的停留`),
  ]
}

type Row = Record<string, unknown>

/** Rows that are missing, too many, or not the same. Pure. */
function differing(counted: readonly object[], kept: readonly Row[], name: (row: Row) => string): string[] {
  const wanted = new Map(counted.map((row) => [name({ ...row }), plain(row)]))
  const wrong: string[] = []
  for (const row of kept) {
    const key = name(row)
    if (wanted.get(key) !== plain(row)) wrong.push(wanted.has(key) ? `${key} 与记录不符` : `${key} 在记录里没有`)
    wanted.delete(key)
  }
  return [...wrong, ...[...wanted.keys()].map((key) => `${key} 没有数到`)]
}

function plain(row: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(row)))
}

interface CounterDifference { label: string; keptN: number | null; keptTotal: number | null; n: number | null; total: number | null }

/** The histogram against the stays, which have been held against the log by now. */
async function histogramDifferences(tx: Tx): Promise<string[]> {
  const rows = await runSql<{ label: string }>(tx, `
    with counted as (${HISTOGRAM})
    select concat_ws(' ', month, state, turn, organisation, item_code, place, working_days) as label
    from figures.stay_days kept full join counted using (month, state, turn, organisation, item_code, place, working_days)
    where kept.n is distinct from counted.n`)
  return rows.map(({ label }) => `停留天数 ${label} 与停留不符`)
}

async function counterDifferences(tx: Tx): Promise<{ counters: number; differences: string[] }> {
  const [[size], rows] = await Promise.all([
    runSql<{ counters: number }>(tx, 'select count(*) as counters from figures.measure'),
    runSql<CounterDifference>(tx, `
      with counted as (${COUNTED_ASIDE})
      select concat_ws(' ', measure, grain, start, nullif(organisation, ''), nullif(item_code, ''), nullif(place, '')) as label,
        kept.n as "keptN", kept.total as "keptTotal", counted.n, counted.total
      from figures.measure kept full join counted using (grain, start, measure, organisation, item_code, place)
      where (kept.n, kept.total) is distinct from (counted.n, counted.total)`),
  ])
  return {
    counters: size?.counters ?? 0,
    differences: rows.map(({ label, keptN, keptTotal, n, total }) => `计数 ${label}：记着 ${keptN ?? 0}／${keptTotal ?? 0}，重算是 ${n ?? 0}／${total ?? 0}`),
  }
}
