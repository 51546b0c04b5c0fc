import { runSql, type Tx } from '#platform/database'
import type { Place, Rules } from '#kernel'
import { addAside, createAside } from './aside.ts'
import { chunksUntil, heldPlace } from './histories.ts'
import { figuresProjection } from './projection.ts'
import { tallyOf } from './recount.ts'
import { addStayDays, storeFacts, storeStays } from './store.ts'

/**
 * Empties the figures and fills them again case by case, in one transaction: for a log that was loaded at once, several times as
 * quick as following it event by event. Returns how many events it took. The same rows as the projection makes.
 * @param end how far; as far as the log is settled, unless told
 */
export async function rebuildFigures(tx: Tx, rules: Rules, end?: Place): Promise<number> {
  await heldPlace(tx, figuresProjection.name)
  const until = end ?? await endOfLog(tx)
  await figuresProjection.reset(tx)
  await createAside(tx)
  let events = 0
  for await (const chunk of chunksUntil(tx, until, rules)) {
    events += chunk.events
    await Promise.all([storeFacts(tx, chunk.facts), storeStays(tx, chunk.stays), addAside(tx, tallyOf(chunk).changes())])
    await addStayDays(tx, chunk.stays.filter(({ left_on }) => left_on !== null))
  }
  await runSql(tx, `
    insert into figures.measure (grain, start, measure, organisation, item_code, place, n, total)
    select grain, start, measure, organisation, item_code, place, sum(n)::int8, sum(total)::int8 from figures_aside
    group by grain, start, measure, organisation, item_code, place having sum(n) <> 0 or sum(total) <> 0`)
  await runSql(tx, 'update kernel.checkpoint set xid = $2::xid8, position = $3 where projection = $1', [figuresProjection.name, until.xid, until.position])
  return events
}

/** The last event before which nothing can appear any more. */
async function endOfLog(tx: Tx): Promise<Place> {
  const [place] = await runSql<Place>(tx, `
    select xid::text, position from kernel.event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by kernel.event.xid desc, position desc limit 1`)
  return place ?? { xid: '0', position: 0 }
}
