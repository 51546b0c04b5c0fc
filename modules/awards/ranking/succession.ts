/** Who moves up when places have become free. Pure. */
import type { Ranked } from './rank.ts'

type Placed = Pick<Ranked, 'id' | 'rank'>
export interface Successors { ids: string[]; /** Why the places left over stay empty; null: none are left over. */ why: string | null }

/** The next of the ranking who may still move up, so many as there are places. Who share a rank move up together or not at all: nobody is drawn by lot. */
export function successorsOf(rows: readonly Placed[], { places, able }: { places: number; able: ReadonlySet<string> }): Successors {
  const groups = [
    ...Map.groupBy(rows.filter(({ id, rank }) => rank !== null && able.has(id)), ({ rank }) => rank ?? 0),
  ].toSorted(([one], [other]) => one - other)
  const ids: string[] = []
  for (const [rank, group] of groups) {
    if (ids.length === places) break
    if (ids.length + group.length > places) return { ids, why: `第 ${rank} 名有 ${group.length} 人并列，名额不够，不抽签，名额空着` }
    ids.push(...group.map(({ id }) => id))
  }
  return { ids, why: ids.length < places ? '后面没有排了名次的人，名额空着' : null }
}
