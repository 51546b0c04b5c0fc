import { runSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'
import { scopeOf, type Scope, type ScopeQuery } from './scope.ts'
import { tilesOf, type Tiles } from './tiles.ts'

/** Asks whether the log has gone on no more often than this. */
const BELIEVED_MILLISECONDS = 500
/**
 * What is no older than this is shown while the next count goes on, so that nobody waits for it. From a step to the wall it may take two
 * seconds: a third of one until the figures have followed, this, and the pause until the screen asks again.
 */
const SHOWN_MILLISECONDS = 900
/** Units, places and periods; more are only asked for by somebody who tries them all. */
const KEPT_MAX = 300

interface Kept { tiles: Tiles; checkedAt: number }

/**
 * The tiles of one database as this process has last counted them: counted once for all who look, one count at a time for each
 * scope, and not again while nothing has happened.
 */
export class Snapshots {
  private readonly kept = new Map<string, Kept>()
  private readonly counting = new Map<string, Promise<Tiles>>()

  tiles(call: Call, asked: ScopeQuery): Promise<Tiles> {
    const scope = scopeOf(call, asked)
    const key = [scope.period, scope.from, scope.to, scope.organisation ?? '', scope.place ?? ''].join('\n')
    const kept = this.kept.get(key)
    if (kept !== undefined && isYounger(kept, call, BELIEVED_MILLISECONDS)) return Promise.resolve(kept.tiles)
    const going = this.counting.get(key) ?? this.count(call, scope, key).finally(() => this.counting.delete(key))
    this.counting.set(key, going)
    if (kept === undefined || !isYounger(kept, call, SHOWN_MILLISECONDS)) return going
    // A count that fails is made again by the next who asks; what is kept is soon too old to be shown, and she is then told.
    going.catch(() => undefined)
    return Promise.resolve(kept.tiles)
  }

  private async count(call: Call, scope: Scope, key: string): Promise<Tiles> {
    // Read before the counting: what comes in between is counted already and makes the next version.
    const version = `${scope.to} ${await versionOf(call.tx)}`
    const kept = this.kept.get(key)
    const tiles = kept?.tiles.version === version ? kept.tiles : await tilesOf(call, scope, version)
    this.kept.delete(key)
    this.kept.set(key, { tiles, checkedAt: call.now.getTime() })
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT_MAX) this.kept.delete(oldest)
    return tiles
  }
}

/** A clock that is set back makes nothing fresh for longer. */
function isYounger({ checkedAt }: Kept, { now }: Pick<Call, 'now'>, milliseconds: number): boolean {
  const age = now.getTime() - checkedAt
  return age >= 0 && age < milliseconds
}

/** How far the figures have followed the log, and when a rating was last found not to count. */
async function versionOf(tx: Tx): Promise<string> {
  const [row] = await runSql<{ version: string }>(tx, `
    select coalesce((select xid::text || '.' || position from kernel.checkpoint where projection = 'figures'), '0')
      || '.' || coalesce((select extract(epoch from max(found_at))::text from ratings.exclusion), '0') as version`)
  return row?.version ?? '0'
}
