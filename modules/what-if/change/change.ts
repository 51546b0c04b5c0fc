import { Type, type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
const PARTS_MAX = 20

/** Somebody's idea of what to do otherwise. Everything that is not named stays as it is. */
export const Change = Type.Object({
  name: Type.Optional(Name),
  /** More or fewer people at a station: 'window:tanbu', 'owner:housing', or an activity of a foreign log. */
  staff: Type.Optional(Type.Array(Type.Object({ station: Name, add: Type.Integer({ minimum: -50, maximum: 50 }) }, closed), { maxItems: PARTS_MAX })),
  /** Another promised limit. pace: follows = the department takes as much less (or more) of its time. */
  limits: Type.Optional(Type.Array(Type.Object({
    item: Name, workingDays: Type.Integer({ minimum: 0, maximum: 250 }), pace: Type.Optional(Type.Union([Type.Literal('unchanged'), Type.Literal('follows')])),
  }, closed), { maxItems: PARTS_MAX })),
  /** Of the cases of these items such a share is filed at once: taken in once, worked on side by side, handed over at the end of the last. */
  together: Type.Optional(Type.Array(Type.Object({ items: Type.Array(Name, { minItems: 2, maxItems: 8 }), share: Share }, closed), { maxItems: PARTS_MAX })),
  /** So many of the cases take this step on their way. */
  routing: Type.Optional(Type.Array(Type.Object({ step: Name, share: Share, item: Type.Optional(Name) }, closed), { maxItems: PARTS_MAX })),
  /** Of the cases of an item such a share goes as one matter, so many in each. */
  bundles: Type.Optional(
    Type.Array(Type.Object({ item: Name, share: Share, size: Type.Integer({ minimum: 2, maximum: 50 }) }, closed), { maxItems: PARTS_MAX }),
  ),
}, closed)
export type Change = Static<typeof Change>
