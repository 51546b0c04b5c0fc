import { runSql, type Tx } from '#platform/database'
import type { Place, Rules } from '#kernel'
import { Aside, chunksUntil, COUNTED_ASIDE, heldPlace } from './afresh.ts'
import { figuresProjection } from './projection.ts'
import { HISTOGRAM, storeFacts, storeStays } from './store.ts'

/**
 * Empties the figures and fills them again case by case, in one transaction: for a log that was loaded at once, several times as
 * quick as following it event by event. Returns how many events it took. The same rows as the projection makes.
 * @param end how far; as far as the log is settled, unless told
 */
export async function rebuildFigures(tx: Tx, rules: Rules, end?: Place): Promise<number> {
  await heldPlace(tx, figuresProjection.name)
  const until = end ?? await endOfLog(tx)
  await figuresProjection.reset(tx)
  const aside = new Aside(tx)
  await aside.open()
  let events = 0
  let storing: Promise<unknown> = Promise.resolve()
  for await (const { facts, ended, opens, ...chunk } of chunksUntil(tx, until, rules)) {
    events += chunk.events
    await storing
    // Written while the next chunk is counted.
    storing = Promise.all([storeFacts(tx, facts), storeStays(tx, [...ended, ...opens]), aside.count(chunk.contributions)])
  }
  await storing
  await aside.close()
  // In the order of their keys: what is asked for together then lies together.
  await runSql(tx, `insert into figures.stay_days ${HISTOGRAM} order by month, state, item_code, organisation, place, turn, working_days`)
  await runSql(tx, `
    insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total)
    ${COUNTED_ASIDE} order by measure, grain, organisation, item_code, place, start`)
  await runSql(tx, 'update kernel.checkpoint set xid = $2::xid8, position = $3 where projection = $1', [figuresProjection.name, until.xid, until.position])
  return events
}

/** The last event before which nothing can appear any more. */
async function endOfLog(tx: Tx): Promise<Place> {
  const [place] = await runSql<Place>(tx, `
    select xid::text, position from kernel.event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by kernel.event.xid desc, position desc limit 1`)
  return place ?? { xid: '0', position: 0 }
}
