import { Type, type Static, type TLiteral, type TObject } from 'typebox'
import { isDay } from '#platform/day'
import { Refusal, type FieldError } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import {
  AcceptanceData, ApprovalData, Article, CertificateData, CorrectionData, DayText, DeliveryData, DenialData, ExtensionData,
  HandOverData, NonAcceptanceData, ReceiptData, SpecialProcedureData, TerminationData, WithdrawalData,
} from './step-data.ts'

const closed = { additionalProperties: false } as const
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const CaseFacts = Type.Object({
  /** 办件编号. */
  number: text(40),
  itemName: text(500),
  itemCode: text(60),
  applicantName: text(200),
  /** Decides between 你 and 你单位; without it the document says 你（单位）. */
  applicantKind: Type.Optional(Type.Union([Type.Literal('person'), Type.Literal('organisation')])),
  agentName: Type.Optional(text(100)),
  /** The organ that decides and signs. */
  ownerName: text(80),
  /** The window that received the application. */
  receivingName: text(80),
}, closed)

/** Days the clock has already computed; nothing here counts working days. */
export const ClockFacts = Type.Object({
  receivedOn: Type.Optional(DayText),
  acceptedOn: Type.Optional(DayText),
  dueOn: Type.Optional(DayText),
  statutoryDueOn: Type.Optional(DayText),
  noticeDueOn: Type.Optional(DayText),
  deliverBy: Type.Optional(DayText),
}, closed)

/** Everything a document (文书) of one kind is drawn up from; kept as a row, rendered on demand, digested into its QR code. */
const factsOf = <Kind extends TLiteral, Data extends TObject>(kind: Kind, data: Data) => Type.Object({
  kind,
  /** 文号, e.g. 花市监受〔2026〕15号. */
  number: text(60),
  issuedOn: DayText,
  /** 行政许可 (item type 01). Documents of other matters never speak of 行政许可. */
  isLicence: Type.Boolean(),
  case: CaseFacts,
  clock: ClockFacts,
  data,
  /** Articles the step rests on; without any, the usual ones of the kind. */
  basis: Type.Array(Article, { maxItems: 20 }),
}, closed)

export const FACTS_BY_KIND = {
  receipt: factsOf(Type.Literal('receipt'), ReceiptData),
  acceptance: factsOf(Type.Literal('acceptance'), AcceptanceData),
  correction: factsOf(Type.Literal('correction'), CorrectionData),
  'non-acceptance': factsOf(Type.Literal('non-acceptance'), NonAcceptanceData),
  'special-procedure': factsOf(Type.Literal('special-procedure'), SpecialProcedureData),
  extension: factsOf(Type.Literal('extension'), ExtensionData),
  approval: factsOf(Type.Literal('approval'), ApprovalData),
  denial: factsOf(Type.Literal('denial'), DenialData),
  certificate: factsOf(Type.Literal('certificate'), CertificateData),
  'delivery-receipt': factsOf(Type.Literal('delivery-receipt'), DeliveryData),
  withdrawal: factsOf(Type.Literal('withdrawal'), WithdrawalData),
  termination: factsOf(Type.Literal('termination'), TerminationData),
  'hand-over': factsOf(Type.Literal('hand-over'), HandOverData),
} as const

export type DocumentKind = keyof typeof FACTS_BY_KIND
export type FactsOf<Kind extends DocumentKind> = Static<(typeof FACTS_BY_KIND)[Kind]>
export type DocumentFacts = { [Kind in DocumentKind]: FactsOf<Kind> }[DocumentKind]

/** The value as facts of a document; refuses (`invalid`) what does not fit, naming each wrong field and each day that does not exist. */
export function documentFactsOf(value: unknown): DocumentFacts {
  const kind = kindOf(value)
  const errors = schemaErrors(FACTS_BY_KIND[kind], value)
  const faults = errors.length > 0 ? errors : missingDays(value, '')
  if (faults.length > 0) throw new Refusal('invalid', '文书内容不完整或有误，请按提示改正后再出具文书', faults)
  // Safe: the schema of exactly this kind has just been checked.
  return value as DocumentFacts
}

/** Whether the word names a kind of document. */
export function isDocumentKind(kind: unknown): kind is DocumentKind {
  return typeof kind === 'string' && Object.hasOwn(FACTS_BY_KIND, kind)
}

function kindOf(value: unknown): DocumentKind {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
  if (!isDocumentKind(kind)) throw new Refusal('invalid', '没有这一种文书，请从文书种类表中选择')
  return kind
}

/** Texts that look like a day but are none, such as 2026-02-30. */
function missingDays(value: unknown, path: string): FieldError[] {
  if (typeof value === 'string') {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && !isDay(value) ? [{ path, message: '没有这一天，请改正' }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => missingDays(member, path ? `${path}.${key}` : key))
}
