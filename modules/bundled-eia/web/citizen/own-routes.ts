import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, caseView, documentsOf, eventsOf, eventView, findCase, route, takeStep, type Call, type Case, type Relation, type Route } from '#kernel'
import { isDocumentKind, titleOf as titleOfDocument } from '#base/documents'
import { sendFile } from '#base/materials'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { draftForMember, draftOfCase, draftsForMember } from '../../drafts.ts'
import { filingIn } from '../../file-bundle.ts'
import { filingOf } from '../../filing.ts'
import { BUNDLE_TYPE, UNIT_TYPE } from '../../names.ts'
import { openObjections } from '../../objections.ts'
import { contentSm3, ownUscc, sign } from '../../signing.ts'
import { unitsOf } from '../../units.ts'
import { bundlePage, unitPage, type BundleFacts, type UnitFacts } from './case-pages.ts'
import { signListPage, signPage, type SignFacts } from './sign-pages.ts'

const OWNERS = ['citizen', 'enterprise'] as const
const OWN = ['applicant', 'agent'] as const
const CasePath = Type.Object({ id: Id })
const DraftPath = Type.Object({ draftId: Id })
const UNREAD = '请看一遍，同意的打上勾再确认'

/** What a unit confirms, and what becomes of a bundle and of each unit, for their own people. */
export const ownRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/eia-bundle/sign', summary: '等本单位签字确认的打捆申报', for: [...OWNERS],
    handle: async (call, input) => {
      const uscc = await ownUscc(call)
      return showPage(visitOf(call, input), signListPage({ uscc, drafts: uscc === undefined ? [] : await draftsForMember(call, uscc) }))
    },
  }),
  route({
    method: 'GET', path: '/eia-bundle/sign/:draftId', summary: '签字确认页', for: [...OWNERS], params: DraftPath,
    handle: async (call, input) => showPage(visitOf(call, input), signPage(await signFacts(call, input.params.draftId))),
  }),
  route({
    method: 'POST', path: '/eia-bundle/sign/:draftId', summary: '签字确认', for: [...OWNERS], params: DraftPath, transaction: 'none',
    body: Type.Object({ agreed: Type.Optional(Type.Literal('yes')), sm3: Type.Optional(Type.String({ maxLength: 64 })) }),
    handle: (call, input) => {
      const { draftId } = input.params
      return orAgain<Reply>(async () => {
        if (input.body.agreed !== 'yes') throw new Refusal('invalid', UNREAD, [{ path: 'agreed', message: UNREAD }])
        await inTransaction(call.tx, (tx) => sign({ ...call, tx }, draftId, { sm3: input.body.sm3 ?? '' }))
        return seeOther(`/eia-bundle/sign/${draftId}`)
      }, async (refusal) => showAnswer(visitOf(call, input), signPage({ ...await signFacts(call, draftId), faults: faultsOf(refusal) }), statusOf(refusal)))
    },
  }),
  route({
    method: 'GET', path: '/eia-bundle/sign/:draftId/report', summary: '要确认的环境影响报告表', for: [...OWNERS], params: DraftPath,
    handle: async (call, { params }) => {
      const { reportFile } = await memberDraft(call, params.draftId)
      if (reportFile === null) throw new Refusal('not-found', '报告表还没有上传')
      return sendFile(call, reportFile.id)
    },
  }),
  route({
    method: 'GET', path: '/eia-bundles/:id', summary: '打捆办件', for: [...OWNERS], params: CasePath,
    handle: async (call, input) => showPage(visitOf(call, input), bundlePage(await bundleFacts(call, input.params.id))),
  }),
  route({
    method: 'GET', path: '/eia-units/:id', summary: '打捆批复里的本单位', for: [...OWNERS], params: CasePath,
    handle: async (call, input) => showPage(visitOf(call, input), unitPage(await unitFacts(call, input.params.id))),
  }),
  route({
    method: 'POST', path: '/eia-units/:id/change', summary: '报告变动', for: [...OWNERS], params: CasePath, transaction: 'none',
    body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 4000 })) }),
    handle: async (call, input) => {
      const { id } = input.params
      const change = input.body.note?.trim() ?? ''
      const { shown } = await unitFacts(call, id)
      const step = shown.state === 'separate' ? 'reportSeparateChange' : 'reportChange'
      return orAgain<Reply>(async () => {
        await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, id, step, { data: { note: change } }))
        return seeOther(`/eia-units/${id}`)
      }, async (refusal) => showAnswer(visitOf(call, input), unitPage({ ...await unitFacts(call, id), change, faults: faultsOf(refusal) }), statusOf(refusal)))
    },
  }),
]

async function memberDraft(call: Call, draftId: string) {
  const uscc = await ownUscc(call)
  if (uscc === undefined) throw new Refusal('not-found', '没有这份打捆申报，或者您的单位不在里面')
  return { ...await draftForMember(call, draftId, uscc), uscc }
}

async function signFacts(call: Call, draftId: string): Promise<SignFacts> {
  const { uscc, ...draft } = await memberDraft(call, draftId)
  return { draft, uscc, filing: filingIn(draft), sm3: contentSm3(draft) }
}

async function ownCase(call: Call, id: string, type: string): Promise<{ found: Case; relations: readonly Relation[] }> {
  const own = await caseFor(call, id, OWN)
  if (own.found.type !== type) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
  return own
}

async function momentsOf(call: Call, found: Case, relations: readonly Relation[]) {
  return (await eventsOf(call.tx, found.id)).map((event) => {
    const { at, label, by, note } = eventView(call, found, { event, relations })
    return { at, label, by: by === '申请人' ? '您' : by, note }
  })
}

async function bundleFacts(call: Call, id: string): Promise<BundleFacts> {
  const { found, relations } = await ownCase(call, id, BUNDLE_TYPE)
  const [documents, draft, units, events] = [
    await documentsOf(call.tx, id), await draftOfCase(call, id), await unitsOf(call, found), await momentsOf(call, found, relations),
  ]
  return {
    shown: caseView(call, found), filing: filingOf(found), draftId: draft?.id, units, events,
    documents: documents.map(({ id: documentId, kind, number }) =>
      ({ id: documentId, number, title: isDocumentKind(kind) ? titleOfDocument(kind, { isLicence: true }) : kind })),
    objections: { total: Number(found.traits['objections'] ?? 0), open: openObjections(found) },
  }
}

async function unitFacts(call: Call, id: string): Promise<UnitFacts> {
  const { found, relations } = await ownCase(call, id, UNIT_TYPE)
  const parent = found.parentId === null ? undefined : await findCase(call.tx, found.parentId)
  const word = (name: string): string => String(found.form[name] ?? '')
  return {
    shown: caseView(call, found), bundleId: parent?.id ?? '', events: await momentsOf(call, found, relations),
    unit: { name: word('name'), project: word('project'), conditions: word('conditions'), approval: word('approval') },
  }
}
