/**
 * What makes a service item a joint matter (一件事, 多证联办): which items it joins and how one set of questions, one form and
 * one set of materials – the item's own – serve all of them. Published, versioned and edited like every other part of an item.
 */
import { Type, type Static } from 'typebox'
import { Condition } from './condition.ts'

const LANES_MAX = 30
const LINKS_MAX = 600
const closed = { additionalProperties: false } as const
const name = (maxLength = 64) => Type.String({ minLength: 1, maxLength })
const laneId = () => Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{0,31}$' })

/** That another lane comes first, and why. */
export const LaneEdge = Type.Object({
  lane: laneId(),
  /**
   * start: the application can only be made with the other's outcome in hand (出生医学证明 → 户口登记).
   * release: reviewed at the same time, decided only after the other (建设工程规划许可证 → 施工许可证).
   */
  needs: Type.Union([Type.Literal('start'), Type.Literal('release')]),
  /** The material of this lane's item that the other's outcome is, so that the applicant is not asked for it. */
  material: Type.Optional(name()),
  basis: Type.Optional(name(300)),
}, closed)
export type LaneEdge = Static<typeof LaneEdge>

/** One item of the joint matter on its way (泳道). */
export const Lane = Type.Object({
  id: laneId(),
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  /** Asked for only under these answers to the joint questions; always where left out. */
  when: Type.Optional(Condition),
  /** The applicant may leave it out; otherwise it belongs to the matter whenever `when` holds. */
  optional: Type.Boolean(),
  after: Type.Array(LaneEdge, { maxItems: LANES_MAX }),
  /** Answers to the item's own questions: fixed, or taken from the answer to a joint question by a table. */
  answers: Type.Array(Type.Object({
    situation: name(),
    option: Type.Optional(name()),
    from: Type.Optional(Type.Object({ question: name(), options: Type.Record(Type.String({ maxLength: 64 }), name()) }, closed)),
  }, closed), { maxItems: 20 }),
}, closed)
export type Lane = Static<typeof Lane>

/** One merged field fills one field of one item; asked once, it may fill many. */
export const FieldLink = Type.Object({ field: name(), lane: laneId(), into: name() }, closed)
export type FieldLink = Static<typeof FieldLink>

/** One merged material is used as a material of one item; given once, it may serve many. */
export const MaterialLink = Type.Object({ material: name(), lane: laneId(), as: name() }, closed)
export type MaterialLink = Static<typeof MaterialLink>

/** Something the system looks at itself, so that nobody has to prove it. */
export const DataCheck = Type.Object({
  id: name(),
  title: name(100),
  field: name(),
  /** What can be worked out from the value itself; `shared` needs a connection to somebody's data and is a clerk's check until there is one. */
  kind: Type.Union([
    Type.Literal('resident-id'), Type.Literal('uscc'), Type.Literal('project-code'), Type.Literal('younger-than-one-year'),
    Type.Literal('pension-age'), Type.Literal('shared'),
  ]),
  /** Whose data would answer, for `shared`. */
  source: Type.Optional(name(100)),
}, closed)
export type DataCheck = Static<typeof DataCheck>

export const JointMatter = Type.Object({
  /** What kind of case it opens. */
  caseType: Type.Union([Type.Literal('life-event'), Type.Literal('joint-permits')]),
  /** ready 可办; draft 待完善: shown in the catalogue, not to be applied for yet. */
  readiness: Type.Union([Type.Literal('ready'), Type.Literal('draft')]),
  /** Organisation id of the lead department (牵头部门). */
  lead: name(),
  lanes: Type.Array(Lane, { maxItems: LANES_MAX }),
  fields: Type.Array(FieldLink, { maxItems: LINKS_MAX }),
  materials: Type.Array(MaterialLink, { maxItems: LINKS_MAX }),
  checks: Type.Array(DataCheck, { maxItems: 40 }),
  /** Visits that cannot be spared and may be booked, in words: 现场核查, 拍照采集. */
  appointments: Type.Array(Type.Object({ lane: laneId(), what: name(100) }, closed), { maxItems: LANES_MAX }),
  /** Where the composition comes from and how sure it is, to be shown with it. */
  compositionNote: Type.Optional(name(500)),
}, closed)
export type JointMatter = Static<typeof JointMatter>
