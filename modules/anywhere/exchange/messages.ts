/** What two districts tell each other about a matter; each kind with its own fields, and no others. */
import { Type, type Static, type TObject } from 'typebox'
import { Id } from '#platform/identity'
import { OUTCOMES, Paper, PAPERS_MAX } from '../receiving/forms.ts'

const closed = { additionalProperties: false } as const
/** As strict as the steps they lead to: what is taken now must not fail when its turn comes. */
const text = (maxLength: number) => Type.String({ minLength: 2, maxLength })
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })
const parcel = Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' })
const papers = Type.Array(Type.Omit(Paper, ['fileId'], closed), { minItems: 1, maxItems: PAPERS_MAX })
const carried = { papers, listSm3: Digest, parcel }

export const BODIES = {
  // The window that receives, to the owner.
  materials: Type.Object(
    {
      itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
      itemName: text(200),
      returnPlace: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
      receivedOn: DayText,
      applicant: Type.Object({ kind: Type.Union([Type.Literal('person'), Type.Literal('organisation')]), name: text(100) }, closed),
      answers: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 })),
      form: Type.Record(Type.String({ maxLength: 64 }), Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()])),
      ...carried,
    },
    closed,
  ),
  more: Type.Object(carried, closed),
  resent: Type.Object({ parcel, replaced: text(500) }, closed),
  withdraw: Type.Object({}, closed),
  ask: Type.Object({ note: text(500) }, closed),
  arrived: Type.Object({}, closed),
  given: Type.Object({ recipient: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
  // Either side, of what it waits for.
  lost: Type.Object({ thing: Type.Union([Type.Literal('papers'), Type.Literal('result')]), reason: text(1000) }, closed),
  // The owner, to the window.
  signed: Type.Object({ listSm3: Digest, signedOn: DayText }, closed),
  accepted: Type.Object({ acceptedOn: DayText, dueOn: Type.Optional(DayText) }, closed),
  correction: Type.Object({ problems: text(4000), dueOn: Type.Optional(DayText) }, closed),
  decided: Type.Object(
    { outcome: Type.Unsafe<(typeof OUTCOMES)[number]>(Type.Union(OUTCOMES.map((one) => Type.Literal(one)))), resultName: text(200), decidedOn: DayText },
    closed,
  ),
  resultSent: Type.Object({ parcel }, closed),
  handedBack: Type.Object({}, closed),
} as const satisfies Readonly<Record<string, TObject>>

export type Kind = keyof typeof BODIES
export type BodyOf<One extends Kind> = Static<(typeof BODIES)[One]>
export const isKind = (kind: string): kind is Kind => Object.hasOwn(BODIES, kind)

/** A message as it travels. `seq` counts the messages of one side about one matter, so that nothing is taken before what came before it. */
export const Message = Type.Object({
  id: Id, from: Type.String({ pattern: '^\\d{6}$' }), to: Type.String({ pattern: '^\\d{6}$' }),
  ref: text(50), seq: Type.Integer({ minimum: 1, maximum: 10_000 }),
  kind: Type.String({ pattern: '^[a-zA-Z]{1,20}$' }), at: text(40), body: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown()),
}, closed)
export type Message = Static<typeof Message>
