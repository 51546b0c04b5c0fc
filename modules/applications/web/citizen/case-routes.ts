import { Type } from 'typebox'
import { dayAt } from '#platform/day'
import { Id } from '#platform/identity'
import { seeOther } from '#platform/reply'
import {
  caseFor, caseView, documentFor, documentsOf, eventsOf, eventView, findCase, route, type Call, type Case, type CaseDocument, type Relation, type Route,
} from '#kernel'
import { documentFactsOf, isDocumentKind, renderText, titleOf } from '#base/documents'
import { showPage, visitOf } from '#base/pages'
import { unreadOf } from '#base/messages'
import { applicantFor } from '#base/people'
import { COMPLAINT_TYPE, complaintOf, complaintPath } from '#base/ratings'
import { guide } from '#base/catalog'
import { materialsOf } from '../../application.ts'
import { draftsOf } from '../../drafts.ts'
import { casesOfApplicant } from '../../my-cases.ts'
import { APPLICANTS } from './apply-routes.ts'
import { casePage, type CaseFacts } from './case-page.ts'
import { documentPage } from './document-page.ts'
import { mePage, type MeFacts } from './me-page.ts'

export const OWN = ['applicant', 'agent'] as const
export const CasePath = Type.Object({ id: Id })
const Paging = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) })
/** As casesOfApplicant cuts it. */
const PAGE_SIZE = 20

export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/me', summary: '我的办件', for: [...APPLICANTS], query: Paging,
    handle: async (call, input) => showPage(visitOf(call, input), mePage(await meFacts(call, input.query.page ?? 1))),
  }),
  route({
    method: 'GET', path: '/cases/:id', summary: '办件进度', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: async (call, input) => {
      const { found, relations } = await caseFor(call, input.params.id, OWN)
      // Her messages lead here whatever the case is; what became of a bad rating has a page of its own.
      if (found.type === COMPLAINT_TYPE) return seeOther(complaintPath(found.id))
      return showPage(visitOf(call, input), casePage(await caseFacts(call, found, relations)))
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

async function meFacts(call: Call, page: number): Promise<MeFacts> {
  const [{ total, cases }, drafts, unread, { applicant }, { items }] = await Promise.all([
    casesOfApplicant(call, page), draftsOf(call), unreadOf(call), applicantFor(call),
    guide.find(call.tx, { page: 1, size: ITEMS_MAX }, call),
  ])
  const names = new Map(items.map(({ code, name }) => [code, name]))
  return {
    name: call.actor.name, party: applicant.kind === 'organisation' ? applicant.name : null, unread, cases, total,
    page, pages: Math.ceil(total / PAGE_SIZE),
    drafts: drafts.map(({ id, itemCode, updatedAt }) => ({ id, updatedAt, title: names.get(itemCode) ?? '已经停办的事项' })),
  }
}

/** The whole catalogue, which the guide keeps in memory. */
const ITEMS_MAX = 20_000

async function caseFacts(call: Call, found: Case, relations: readonly Relation[]): Promise<CaseFacts> {
  const [{ item, materials }, events, documents, complaintId] = await Promise.all([
    materialsOf(call.tx, found), eventsOf(call.tx, found.id), documentsOf(call.tx, found.id), complaintOf(call.tx, found.id),
  ])
  const complaint = complaintId === undefined ? undefined : (await findCase(call.tx, complaintId))
  return {
    ...(complaint && { answer: { href: complaintPath(complaint.id), stateLabel: caseView(call, complaint).stateLabel } }),
    shown: caseView(call, found), item, materials, documents: documents.map(documentRow),
    events: events.map((event) => {
      const { at, label, by, note, document } = eventView(call, found, { event, relations })
      return { at, label, by: by === '申请人' ? '您' : by, note, document }
    }),
  }
}

function documentRow({ id, kind, number, issuedAt, facts }: CaseDocument): CaseFacts['documents'][number] {
  const title = isDocumentKind(kind) ? titleOf(kind, { isLicence: facts['isLicence'] === true }) : kind
  return { id, title, number, issuedOn: dayAt(issuedAt) }
}
