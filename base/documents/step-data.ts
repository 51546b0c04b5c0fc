/** What each kind of document says beyond the case itself; steps may use these schemas as their forms. */
import { Type, type Static } from 'typebox'

const MATERIALS_MAX = 100
const LIST_MAX = 60
const TEXT_MAX = 4000
const closed = { additionalProperties: false } as const
const text = (maxLength = TEXT_MAX) => Type.String({ minLength: 1, maxLength })
const list = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) => Type.Array(schema, { minItems: 1, maxItems: LIST_MAX })
export const DayText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

/** An article of law: {law: '行政许可法', article: '第三十二条第一款第四项'}. */
export const Article = Type.Object({ law: text(300), article: Type.Optional(text(100)) }, closed)
export type Article = Static<typeof Article>

/** Where the applicant may turn (行政复议机关, 人民法院): the bodies, for the document's own sentence, or the whole text. */
export const Remedies = Type.Union([
  Type.Object({ reviewBodies: Type.Array(text(100), { minItems: 1, maxItems: 3 }), court: text(100) }, closed),
  text(2000),
])
export type Remedies = Static<typeof Remedies>

/** Without remedies the document names the default bodies: a refusal is never sent out without them (行政许可法 38). */
const refusalFields = {
  reason: text(),
  legalBasis: Type.Optional(Type.Array(Article, { maxItems: LIST_MAX })),
  remedies: Type.Optional(Remedies),
}

export const AcceptanceData = Type.Object({
  promisedWorkingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
  statutoryWorkingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
  /** Nobody answered within five working days, so the law took the application as accepted (视为受理). */
  deemed: Type.Optional(Type.Boolean()),
  /** Materials promised for later (容缺). */
  promisedMaterials: Type.Optional(
    Type.Array(Type.Object({ material: text(200), promisedBy: DayText }, closed), { maxItems: MATERIALS_MAX }),
  ),
  /** Of a joint matter (一件事, 多证联办): every item it covers, and which of them are not accepted and why. */
  items: Type.Optional(Type.Array(Type.Object({
    name: text(500), owner: text(80), promisedWorkingDays: Type.Integer({ minimum: 0, maximum: 3650 }), notAccepted: Type.Optional(text()),
  }, closed), { minItems: 1, maxItems: LIST_MAX })),
}, closed)

export const CorrectionData = Type.Object({
  materials: Type.Array(Type.Object({ material: text(200), problems: list(text(1000)) }, closed), { minItems: 1, maxItems: MATERIALS_MAX }),
  note: Type.Optional(text()),
  /** The day asked for, not a limit of the law. */
  dueOn: Type.Optional(DayText),
}, closed)

export const NonAcceptanceData = Type.Object({
  ...refusalFields,
  /** The organ to turn to, when this one has no power in the matter (行政许可法 32). */
  competentOrgan: Type.Optional(text(200)),
}, closed)

export const SpecialProcedureData = Type.Object({
  /** A pause kind of the clock, or its Chinese word. */
  kind: text(40),
  reason: text(),
  expectedWorkingDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  /** Absent when the calendar of that year has not been published. */
  expectedEndOn: Type.Optional(DayText),
}, closed)

export const ExtensionData = Type.Object({
  /** Working days, under the name the clock's event gives them. */
  days: Type.Integer({ minimum: 1, maximum: 15 }),
  /** Absent: the head of the organ. */
  approvedBy: Type.Optional(Type.Union([Type.Literal('head-of-organ'), Type.Literal('head-of-government')])),
  reason: text(),
  previousDueOn: Type.Optional(DayText),
  /** Absent while a special procedure is open: the clock has no due day then. */
  newDueOn: Type.Optional(DayText),
}, closed)

export const ApprovalData = Type.Object({
  /** What the applicant will hold, e.g. 食品经营许可证. */
  outcomeName: Type.Optional(text(200)),
  conditions: Type.Optional(Type.Array(text(2000), { maxItems: LIST_MAX })),
  validity: Type.Optional(text(200)),
}, closed)

export const DenialData = Type.Object(refusalFields, closed)

export const CertificateData = Type.Object({
  certificateName: Type.Optional(text(200)),
  certificateNumber: text(100),
  holder: text(200),
  /** 统一社会信用代码 or another number of the holder. */
  holderCode: Type.Optional(text(60)),
  /** Lines of what is permitted; a line with a label gets a row of its own. */
  scope: Type.Array(Type.Union([text(2000), Type.Object({ label: text(20), value: text(2000) }, closed)]), { maxItems: 20 }),
  validFrom: Type.Optional(DayText),
  /** Absent, with a first day given: 长期. */
  validTo: Type.Optional(DayText),
}, closed)

export const DeliveryData = Type.Object({
  documents: Type.Optional(list(Type.Object({ title: text(200), number: text(100) }, closed))),
  method: Type.Union([Type.Literal('当场'), Type.Literal('邮寄'), Type.Literal('电子送达')]),
  recipient: text(200),
  place: Type.Optional(text(300)),
  parcelNumber: Type.Optional(text(60)),
  /** Left open on paper, to be filled in by hand. */
  deliveredOn: Type.Optional(DayText),
}, closed)

export const ReceiptData = Type.Object({
  materials: Type.Array(Type.Object({
    material: text(200),
    /** Sheets handed over at the window; absent when handed in online. */
    originals: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
    copies: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
  }, closed), { maxItems: MATERIALS_MAX }),
}, closed)

export const WithdrawalData = Type.Object({ reason: Type.Optional(text()), withdrawnOn: Type.Optional(DayText) }, closed)

export const TerminationData = Type.Object(refusalFields, closed)

/** 材料交接清单: everything that passes from one hand to the next. */
export const HandOverData = Type.Object({
  from: text(200), to: text(200), way: text(20), parcel: Type.Optional(text(40)), returnTo: text(200),
  papers: Type.Array(Type.Object({
    name: text(200), originals: Type.Integer({ minimum: 0, maximum: 99 }), copies: Type.Integer({ minimum: 0, maximum: 99 }), sm3: Type.Optional(text(64)),
  }, closed), { maxItems: MATERIALS_MAX }),
  /** SM3 over the whole list. */
  listSm3: text(64),
}, closed)
