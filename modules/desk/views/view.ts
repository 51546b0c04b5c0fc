import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { addCalendarDays, isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { QUEUES, SORTS, type Narrowing } from '#kernel'

/** What a row of the worklist can show; the matter itself always stands there. */
export const COLUMNS = ['standing', 'number', 'applicant', 'handler', 'turn', 'due'] as const
const DUE_WITHIN_DAYS_MAX = 366

/** One of these words; typed as such, which a union of mapped literals is not. */
export const oneOf = <Word extends string>(list: readonly Word[]) => Type.Unsafe<Word>(Type.Union(list.map((word) => Type.Literal(word))))
const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false })
const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema)

/** What a worklist is narrowed by. `dueWithin` counts calendar days from the day one looks, so that a view kept today is right tomorrow; -1 is what is past its day. */
export const KeptNarrowing = closed({
  item: maybe(Type.String({ minLength: 1, maxLength: 64 })),
  applicant: maybe(Type.String({ minLength: 1, maxLength: 100 })),
  dueBy: maybe(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  dueWithin: maybe(Type.Integer({ minimum: -1, maximum: DUE_WITHIN_DAYS_MAX })),
  state: maybe(Type.String({ pattern: '^[a-zA-Z]{1,64}$' })),
  handler: maybe(oneOf(['mine', 'none'] as const)),
})
export type KeptNarrowing = Static<typeof KeptNarrowing>

/** A worklist as one clerk wants to see it (视图): queue, conditions, order and columns under a name of her own. */
export const View = closed({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  queue: oneOf(QUEUES),
  narrowing: KeptNarrowing,
  sort: oneOf(SORTS),
  columns: Type.Array(oneOf(COLUMNS), { maxItems: COLUMNS.length, uniqueItems: true }),
  /** Colleagues of the same organisation see it too; left out, they do not. */
  shared: maybe(Type.Boolean()),
})
export type View = Static<typeof View>

/** The conditions as the worklist knows them, on the day one looks. Pure; refuses what is no day. */
export function narrowingOn({ item, dueWithin, dueBy, ...others }: KeptNarrowing, today: Day): Narrowing {
  if (dueBy !== undefined && !isDay(dueBy)) throw new Refusal('invalid', '到期日不是一个日子，请改正', [{ path: 'narrowing.dueBy', message: '应形如 2026-03-31' }])
  const within = dueWithin === undefined ? undefined : addCalendarDays(today, dueWithin)
  return { ...others, itemCode: item, dueBy: within === undefined || (dueBy !== undefined && dueBy < within) ? dueBy : within }
}
