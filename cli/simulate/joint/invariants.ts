import type { Database } from '#platform/database'
import { wrongClocks } from './clocks.ts'
import { families } from './log.ts'
import { wrongReleases } from './releases.ts'
import { replay } from './replay.ts'
import { wrongNow } from './standing.ts'

/** What must hold of every joint matter, at every moment of its log and now. Returns what does not. */
export async function jointViolations(database: Database): Promise<string[]> {
  const found = await wrongReleases(database)
  for await (const told of families(database)) {
    const { model, wrong } = replay(told)
    found.push(...wrong, ...wrongNow(told, model).map((what) => `${told.parent.number} ${what}`), ...wrongClocks(told, model.declared))
  }
  return found
}
