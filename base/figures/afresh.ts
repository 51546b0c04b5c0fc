import { runSql, type Tx } from '#platform/database'
import { historiesBetween, type CaseEvent, type Place, type Rules } from '#kernel'
import type { Contribution } from './contributions.ts'
import { followed, type Changes } from './follow.ts'
import { columnsOf } from './store.ts'
import { Tally } from './tally.ts'

/** So many cases are in memory at once. */
const CASES_AT_ONCE = 1000
/** So many, and then they go into the table: the memory does not grow with the log, and PostgreSQL is not kept waiting in its transaction. */
const CELLS_MAX = 30_000
const ROWS_AT_ONCE = 10_000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Where the projection stands; held until the transaction ends, so that nothing is counted meanwhile. */
export async function heldPlace(tx: Tx, projection: string): Promise<Place> {
  await runSql(tx, 'insert into kernel.checkpoint (projection) values ($1) on conflict do nothing', [projection])
  const [place] = await runSql<Place>(tx, 'select xid::text, position from kernel.checkpoint where projection = $1 for update', [projection])
  return place ?? { xid: '0', position: 0 }
}

interface Stretch { after: string; last: string }

/** Some cases followed afresh from their first events on. */
export interface Chunk extends Stretch, Changes { events: number }

/** Every case of the log as far as this place, in chunks, each case from its first event on. The next chunk is read while one is counted. */
export async function* chunksUntil(tx: Tx, until: Place, rules: Rules): AsyncGenerator<Chunk> {
  const stretches = await stretchesOf(tx)
  const read = (stretch: Stretch | undefined): Promise<CaseEvent[]> => {
    const reading = stretch ? historiesBetween(tx, stretch, until) : Promise.resolve([])
    // Whoever takes the chunks may fail before this one is asked for; then nobody hears of it.
    reading.catch(() => undefined)
    return reading
  }
  let coming = read(stretches[0])
  for (const [nth, stretch] of stretches.entries()) {
    const events = await coming
    coming = read(stretches[nth + 1])
    yield { ...stretch, events: events.length, ...followed(events, rules) }
  }
}

/** The cases in stretches of a thousand. */
async function stretchesOf(tx: Tx): Promise<Stretch[]> {
  const ends = await runSql<{ id: string }>(tx, `
    select id from (select id, row_number() over (order by id) as nth, count(*) over () as cases from kernel.case) numbered
    where nth % ${CASES_AT_ONCE} = 0 or nth = cases order by id`)
  return ends.map(({ id }, nth) => ({ after: ends[nth - 1]?.id ?? BEFORE_ALL, last: id }))
}

/** Counters beside the kept ones, for this transaction only: in memory while they are few, otherwise in a table, to be added up at the end. */
export class Aside {
  readonly #tx: Tx
  #tally = new Tally()

  constructor(tx: Tx) {
    this.#tx = tx
  }

  /** Empty; before anything is counted. */
  async open(): Promise<void> {
    await runSql(this.#tx, 'drop table if exists pg_temp.figures_aside')
    await runSql(this.#tx, 'create temporary table figures_aside (like figures.measure) on commit drop')
  }

  async count(contributions: readonly Contribution[]): Promise<void> {
    this.#tally.add(contributions)
    if (this.#tally.size > CELLS_MAX) await this.close()
  }

  /** What is still in memory goes into the table too. */
  async close(): Promise<void> {
    const counters = this.#tally.changes()
    this.#tally = new Tally()
    for (let from = 0; from < counters.length; from += ROWS_AT_ONCE) {
      await runSql(
        this.#tx,
        `
        insert into figures_aside (grain, start, measure, organisation, item_code, place, n, total)
        select * from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])`,
        columnsOf(counters.slice(from, from + ROWS_AT_ONCE)),
      )
    }
  }
}

/** The counters counted aside, each once. */
export const COUNTED_ASIDE = `
  select grain, start, measure, organisation, item_code, place, sum(n)::int8 as n, sum(total)::int8 as total from figures_aside
  group by grain, start, measure, organisation, item_code, place having sum(n) <> 0 or sum(total) <> 0`
