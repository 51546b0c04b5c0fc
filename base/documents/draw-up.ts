import { Refusal } from '#platform/refusal'
import type { Case, DocumentSubject } from '#kernel'
import { materialName, promisedOf } from '#base/materials'
import { articleOf } from './articles.ts'
import { documentFactsOf, isDocumentKind, type DocumentFacts, type DocumentKind } from './facts.ts'
import { documentNumber } from './titles.ts'
import { DEFAULT_REMEDIES } from './wording.ts'

/** Our default; organs that number their documents differently set their own. */
const ORGAN_MARK = '花政务'
const DOCUMENTS_A_CASE_MAX = 100
/** As many as a correction may name. */
const MATERIALS_MAX = 100

type DataOf = { [Kind in DocumentKind]?: (subject: DocumentSubject) => Extract<DocumentFacts, { kind: Kind }>['data'] }

/** What each document says beyond the case itself, out of what the step recorded. */
const DATA: DataOf = {
  receipt: ({ event, found }) =>
    ({ materials: receivedOf(event.step === 'supplement' ? suppliedOf(found, event.data['materials']) : event.data['received'], found.title) }),
  acceptance: ({ found, event }) => ({
    promisedWorkingDays: found.clock.limitWorkingDays, statutoryWorkingDays: found.clock.statutoryWorkingDays, deemed: event.step === 'deemAccepted',
    ...promisedMaterials(found),
  }),
  correction: ({ event, found }) =>
    ({ materials: problemsOf(found, event.data['materials']), ...noteOf(event.data['note']), ...day('dueOn', found.queueDueOn) }),
  'non-acceptance': ({ event }) =>
    ({ reason: wordOf(event.data['reason']), legalBasis: articlesOf(event.data['legalBasis']), remedies: remediesOf(event.data['remedies']) }),
  'special-procedure': ({ event, found }) => ({
    kind: wordOf(event.data['kind']), reason: wordOf(event.data['reason']), expectedWorkingDays: Number(event.data['expectedWorkingDays']),
    ...day('expectedEndOn', found.queueDueOn),
  }),
  extension: ({ event, found }) => ({
    days: Number(event.data['days']), approvedBy: 'head-of-organ', reason: wordOf(event.data['reason']), ...day('newDueOn', found.dueOn),
  }),
  approval: ({ event, found }) => ({ outcomeName: wordOf(found.traits['outcome']), ...conditionsOf(event.data['conditions']) }),
  denial: ({ event }) =>
    ({ reason: wordOf(event.data['reason']), legalBasis: articlesOf(event.data['legalBasis']), remedies: remediesOf(event.data['remedies']) }),
  certificate: ({ event, found }) => ({
    certificateName: wordOf(found.traits['outcome']), certificateNumber: wordOf(event.data['certificateNumber'] ?? `SL${found.number}`),
    holder: found.applicant.name, scope: [{ label: '许可内容', value: wordOf(event.data['scope'] ?? found.title) }],
    ...validity(String(event.data['validFrom'] ?? event.on), event.data['validTo']),
  }),
  'delivery-receipt': ({ event, found }) => ({
    documents: [{ title: wordOf(found.traits['outcome']), number: found.number }], method: METHODS[String(event.data['method'])] ?? '当场',
    recipient: wordOf(event.data['recipient'] ?? found.applicant.name), deliveredOn: event.on,
  }),
  withdrawal: ({ event }) =>
    ({ withdrawnOn: event.on, ...(typeof event.data['note'] === 'string' && event.data['note'] !== '' && { reason: event.data['note'] }) }),
  termination: ({ event }) => ({ reason: wordOf(event.data['reason']), legalBasis: [], remedies: DEFAULT_REMEDIES }),
}

const METHODS: Readonly<Record<string, '当场' | '邮寄' | '电子送达'>> = { 当场领取: '当场', 邮寄送达: '邮寄', 电子送达: '电子送达' }

/** The facts a document of a case is rendered from, as they stand when it is issued; `more` adds to what the step says. */
export function drawUpDocument(subject: DocumentSubject, more: Record<string, unknown> = {}): { number: string; facts: Record<string, unknown> } {
  const { kind, event } = subject
  if (!isDocumentKind(kind)) throw new Error(`no document of kind ${kind}`)
  const number = documentNumber(ORGAN_MARK, kind, event.on, Number(subject.found.number.slice(-7)) * DOCUMENTS_A_CASE_MAX + event.seq)
  const facts = {
    kind,
    number,
    issuedOn: event.on,
    isLicence: subject.found.traits['licence'] === true,
    basis: [],
    ...commonFacts(subject),
    data: { ...DATA[kind]?.(subject), ...more },
  }
  // Wrong facts must stop the step, not the applicant who opens her document a week later.
  return { number, facts: { ...documentFactsOf(JSON.parse(JSON.stringify(facts))) } }
}

function commonFacts({ found, reading, nameOf }: DocumentSubject) {
  return {
    case: {
      number: found.number,
      itemName: found.title,
      itemCode: found.itemCode,
      applicantName: found.applicant.name,
      applicantKind: found.applicant.kind,
      ownerName: nameOf(found.ownerOrganisation),
      receivingName: nameOf(found.receivingOrganisation),
    },
    clock: {
      ...day('receivedOn', found.clock.events.findLast(({ what }) => what === 'received' || what === 'supplemented')?.on),
      ...day('acceptedOn', reading.acceptedOn),
      ...day('dueOn', reading.dueOn),
      ...day('statutoryDueOn', reading.statutoryDueOn),
      ...day('noticeDueOn', reading.noticeDueOn),
      ...day('deliverBy', reading.deliverBy),
    },
  }
}

/** A day that is known, under its name; nothing otherwise, because documents leave unknown days out. */
function day<Name extends string>(name: Name, value: unknown): { [key in Name]?: string } {
  // Safe: the object has this one key, or none.
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [key in Name]?: string }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '（无）'
}

function articlesOf(value: unknown) {
  return Array.isArray(value) ? value.map((text) => articleOf(String(text))) : []
}

/** What the clerk wrote, or the usual bodies: a refusal never goes out without them (行政许可法第三十八条第二款). */
function remediesOf(value: unknown) {
  return typeof value === 'string' && value !== '' ? value : DEFAULT_REMEDIES
}

function noteOf(value: unknown): { note?: string } {
  return typeof value === 'string' && value !== '' ? { note: value } : {}
}

function conditionsOf(value: unknown): { conditions?: string[] } {
  return typeof value === 'string' && value !== '' ? { conditions: value.split('\n').filter((line) => line.trim() !== '') } : {}
}

function receivedOf(value: unknown, title: string): { material: string; originals: number; copies: number }[] {
  const received: { material: string; originals: number; copies: number }[] = Array.isArray(value) ? value.slice(0, MATERIALS_MAX) : []
  return received.length > 0 ? received : [{ material: `${title}申请表`, originals: 0, copies: 1 }]
}

/** The same list for what came with a supplement. */
function suppliedOf(found: Case, value: unknown): { material: string; originals: number; copies: number }[] {
  const given: { materialId: string; fileId?: string }[] = Array.isArray(value) ? value.filter((entry) => 'fileId' in entry) : []
  const copies = new Map<string, number>()
  for (const { materialId } of given) copies.set(materialId, (copies.get(materialId) ?? 0) + 1)
  return [...copies].map(([id, count]) => ({ material: materialName(found, id) ?? id, originals: 0, copies: count }))
}

function promisedMaterials(found: Case): { promisedMaterials?: { material: string; promisedBy: string }[] } {
  const promised = Object.entries(promisedOf(found)).map(([id, promisedBy]) => ({ material: materialName(found, id) ?? id, promisedBy }))
  return promised.length > 0 ? { promisedMaterials: promised } : {}
}

function problemsOf(found: Case, value: unknown): { material: string; problems: string[] }[] {
  const listed: { materialId: string; name?: string; problems: string[] }[] = Array.isArray(value) ? value.slice(0, MATERIALS_MAX) : []
  return listed.map(({ materialId, name, problems }) => ({ material: materialName(found, materialId) ?? (name || materialId), problems }))
}

function validity(validFrom: string, validTo: unknown): { validFrom: string; validTo?: string } {
  if (typeof validTo === 'string' && validTo < validFrom) {
    throw new Refusal('invalid', '有效期止早于有效期起，请核对后再制证', [{ path: 'validTo', message: `不能早于 ${validFrom}` }])
  }
  return { validFrom, ...day('validTo', validTo) }
}
