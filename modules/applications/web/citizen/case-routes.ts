import { Type } from 'typebox'
import { dayAt } from '#platform/day'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import {
  caseFor,
  caseView,
  documentFor,
  documentsOf,
  eventsOf,
  eventView,
  findCase,
  relationsOf,
  route,
  type Call,
  type Case,
  type CaseDocument,
  type CaseEvent,
  type Relation,
  type Route,
} from '#kernel'
import { documentFactsOf, isDocumentKind, renderText, titleOf } from '#base/documents'
import { QUESTION_TYPE, questionPath } from '#base/faq'
import { isSimple, showPage, visitOf } from '#base/pages'
import { unreadOf } from '#base/messages'
import { actingFor, agencySeeing } from '#base/people'
import { COMPLAINT_TYPE, complaintOf, complaintPath } from '#base/ratings'
import { guide } from '#base/catalog'
import { isJoint, wholeOf } from '#base/joint'
import { materialsOf } from '../../application.ts'
import { draftsOf } from '../../drafts.ts'
import { groupedCasesOfApplicant } from '../../my-cases.ts'
import { APPLICANTS } from './apply-routes.ts'
import { casePage, type CaseFacts } from './case-page.ts'
import { documentPage } from './document-page.ts'
import { joinedTold, partOf } from './joint-told.ts'
import { mePage, type MeFacts } from './me-page.ts'

export const OWN = ['applicant', 'agent'] as const
export const CasePath = Type.Object({ id: Id })
const Paging = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) })
/** As groupedCasesOfApplicant cuts it. */
const PAGE_SIZE = 20

export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/me', summary: '我的办件', for: [...APPLICANTS], query: Paging,
    handle: async (call, input) => showPage(visitOf(call, input), mePage(await meFacts(call, input.query.page ?? 1))),
  }),
  route({
    method: 'GET', path: '/cases/:id', summary: '办件进度', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: async (call, input) => {
      const other = await otherHatFor(call, input.params.id)
      if (other !== undefined) return other
      const { found, relations } = await caseFor(call, input.params.id, OWN)
      // Her messages lead here whatever the case is; a bad rating and a question have pages of their own.
      if (found.type === COMPLAINT_TYPE) return seeOther(complaintPath(found.id))
      if (found.type === QUESTION_TYPE) return seeOther(questionPath(found.id))
      // Papers on their way, and the result on its way back (异地代收代办).
      if (found.type === 'elsewhere' || found.type === 'elsewhere-result') return seeOther(`/elsewhere/${found.id}`)
      if (found.type === 'award-objection') return seeOther(`/awards/objections/${found.id}`)
      if (found.type === 'award-nomination') return seeOther('/awards')
      if (found.type === 'bundled-eia') return seeOther(`/eia-bundles/${found.id}`)
      if (found.type === 'eia-unit') return seeOther(`/eia-units/${found.id}`)
      const visit = visitOf(call, input)
      return showPage(visit, casePage({ ...await caseFacts(call, found, relations), isSimple: isSimple(visit) }))
    },
  }),
  route({
    method: 'GET', path: '/documents/:id', summary: '文书的文字', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: async (call, input) => {
      const { id, caseId, facts } = await documentFor(call, input.params.id, OWN)
      return showPage(visitOf(call, input), documentPage(renderText(documentFactsOf(facts)), { id, caseId }))
    },
  }),
]

/** A message of a firm's case leads here whatever hat its agent wears at the moment: she is asked to change it. */
async function otherHatFor(call: Call, caseId: string): Promise<Reply | undefined> {
  const found = await findCase(call.tx, caseId)
  if (!found || relationsOf(call.actor, found).some((relation) => relation === 'applicant' || relation === 'agent')) return undefined
  const agency = await agencySeeing(call, found)
  return agency === undefined ? undefined : seeOther(`/me/acting?${new URLSearchParams({ agency, next: `/cases/${found.id}` })}`)
}

async function meFacts(call: Call, page: number): Promise<MeFacts> {
  const [{ total, cases }, drafts, unread, { applicant }, { items }] = await Promise.all([
    groupedCasesOfApplicant(call, page), draftsOf(call), unreadOf(call), actingFor(call),
    guide.find(call.tx, { page: 1, size: ITEMS_MAX }, call),
  ])
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return {
    name: call.actor.name, party: applicant.kind === 'organisation' ? applicant.name : null, isFirm: call.actor.party !== null, unread, cases, total,
    page, pages: Math.ceil(total / PAGE_SIZE),
    drafts: drafts.map(({ id, itemCode, updatedAt }) => ({ id, updatedAt, title: names.get(itemCode) ?? '已经停办的事项' })),
  }
}

/** The whole catalogue, which the guide keeps in memory. */
const ITEMS_MAX = 20_000

async function caseFacts(call: Call, found: Case, relations: readonly Relation[]): Promise<CaseFacts> {
  const [{ item, materials }, told, documents, complaintId] = await Promise.all([
    materialsOf(call.tx, found),
    isJoint(found) ? joinedTold(call, found, (...told) => momentOf(call, ...told)) : ownTold(call, found, relations),
    documentsOf(call.tx, found.id),
    complaintOf(call.tx, found.id),
  ])
  const complaint = complaintId === undefined ? undefined : (await findCase(call.tx, complaintId))
  return {
    ...(complaint && { answer: { href: complaintPath(complaint.id), stateLabel: caseView(call, complaint).stateLabel } }),
    shown: caseView(call, found), item, materials, documents: documents.map(documentRow), ...told,
  }
}

/** A firm has several who act for it, and reads which of them did what. */
function applicantWords({ actor }: Call, { applicant }: Case, who: { id: string; person: string | null }): string {
  if (applicant.kind === 'person' || who.person === null) return '您'
  return who.id === actor.id ? `您（${who.person}）` : `经办人 ${who.person}`
}

/** What happened in one case, and what it is part of. */
async function ownTold(call: Call, found: Case, relations: readonly Relation[]): Promise<Pick<CaseFacts, 'events' | 'partOf'>> {
  const [events, whole] = await Promise.all([eventsOf(call.tx, found.id), wholeOf(call, found)])
  return { events: events.map((event) => momentOf(call, found, { event, relations })), ...(whole && { partOf: await partOf(call, whole, found) }) }
}

interface Told { event: CaseEvent; relations: readonly Relation[] }

function momentOf(call: Call, found: Case, told: Told): CaseFacts['events'][number] {
  const { at, label, by, person, note, document } = eventView(call, found, told)
  return { at, label, by: by === '申请人' ? applicantWords(call, found, { person, id: told.event.actor.id }) : by, note, document }
}

function documentRow({ id, kind, number, issuedAt, facts }: CaseDocument): CaseFacts['documents'][number] {
  const title = isDocumentKind(kind) ? titleOf(kind, { isLicence: facts['isLicence'] === true }) : kind
  return { id, title, number, issuedOn: dayAt(issuedAt) }
}
