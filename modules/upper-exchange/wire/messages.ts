/**
 * What we and a platform above say to each other. The real one has its own rules of connection; this is ours (默认值), and this
 * folder is all there is to change.
 */
import { Type, type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Guid = Type.String({ pattern: '^[0-9a-f]{32}$' })
const Version = Type.Integer({ minimum: 1, maximum: 9999 })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })
const TableId = Type.String({ minLength: 1, maxLength: 64 })
export const BATCH_MAX = 100
export const LIST_MAX = 2000
export const DOWN_MAX = 100

export const RowsAnswer = Type.Object({
  results: Type.Array(Type.Object({
    guid: Guid, version: Version, result: Type.Union([Type.Literal('taken'), Type.Literal('rejected')]),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  }, closed), { maxItems: BATCH_MAX * 4 }),
}, closed)
export type RowsAnswer = Static<typeof RowsAnswer>

export const CountsAnswer = Type.Object({
  tables: Type.Array(Type.Object({ table: TableId, count: Type.Integer({ minimum: 0 }), digest: Digest }, closed), { maxItems: 100 }),
}, closed)
export type CountsAnswer = Static<typeof CountsAnswer>

export const ListAnswer = Type.Object({
  rows: Type.Array(Type.Object({ guid: Guid, version: Version, digest: Digest }, closed), { maxItems: LIST_MAX }),
  /** Where the next page begins; left out on the last one. */
  next: Type.Optional(Type.String({ maxLength: 64 })),
}, closed)
export type ListAnswer = Static<typeof ListAnswer>

export const DownAnswer = Type.Object({
  messages: Type.Array(Type.Object({
    id: Type.String({ minLength: 1, maxLength: 100 }), table: TableId, columns: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 4000 })),
    sealed: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 8000 }))),
  }, closed), { maxItems: DOWN_MAX }),
}, closed)
export type DownAnswer = Static<typeof DownAnswer>
export type DownMessage = DownAnswer['messages'][number]

export const Nothing = Type.Object({}, closed)

export const PATHS = { rows: '/rows', counts: '/counts', list: '/list', down: '/down', downTaken: '/down-taken' } as const
