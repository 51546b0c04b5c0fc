import type { Call } from '#kernel'
import { SharedAnswers, type Freshness } from '#base/figures'
import { scopeOf, type ScopeQuery } from './scope.ts'
import { tilesOf, type Tiles } from './tiles.ts'

/**
 * From a step to the wall it may take two seconds: a third of one until the figures have followed, the time an answer is shown, and the
 * pause until the screen asks again. Kept are units, places and periods.
 */
const FRESH: Freshness = { believedMilliseconds: 500, shownMilliseconds: 900, follows: ['figures'], kept: 300 }

/** The tiles of one database, counted once for all who look. */
export class Snapshots {
  readonly #tiles = new SharedAnswers<Tiles>(FRESH)

  tiles(call: Call, asked: ScopeQuery): Promise<Tiles> {
    const scope = scopeOf(call, asked)
    const key = [scope.period, scope.from, scope.to, scope.organisation ?? '', scope.place ?? ''].join('\n')
    return this.#tiles.answer(call, key, (version) => tilesOf(call, scope, version))
  }
}
