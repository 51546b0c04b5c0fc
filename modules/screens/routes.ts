import { Type } from 'typebox'
import type { Tx } from '#platform/database'
import { Reply } from '#platform/reply'
import { route, type Route } from '#kernel'
import { casesBehind, CasesQuery } from './cases.ts'
import { ScopeQuery } from './scope.ts'
import { Snapshots } from './snapshots.ts'

/** Who sees the whole district's numbers; nobody of them may open a case by that. */
const VIEWERS = ['leader', 'supervisor', 'bureau'] as const

/** `since`: the version one has already; the same once more is answered with nothing. */
const TilesQuery = Type.Object({ ...ScopeQuery.properties, since: Type.Optional(Type.String({ maxLength: 80 })) }, { additionalProperties: false })

/** One set for each database: a process has one, tests have several. */
const SNAPSHOTS = new WeakMap<Tx, Snapshots>()

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/screens/tiles', summary: '领导首页和大屏的全部数字', for: [...VIEWERS], query: TilesQuery,
    handle: async (call, { query: { since, ...asked } }) => {
      const tiles = await snapshotsOf(call.tx).tiles(call, asked)
      return since === tiles.version ? new Reply(204, 'application/json', '') : tiles
    },
  }),
  route({
    method: 'GET', path: '/api/screens/cases', summary: '屏上一个数字的口径和办件', for: [...VIEWERS], query: CasesQuery,
    handle: (call, { query }) => casesBehind(call, query),
  }),
]

function snapshotsOf(tx: Tx): Snapshots {
  const known = SNAPSHOTS.get(tx) ?? new Snapshots()
  SNAPSHOTS.set(tx, known)
  return known
}
