import { Type } from 'typebox'
import { configFrom } from '#platform/config'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import { Refusal } from '#platform/refusal'
import { caseFor, clockView, documentsOf, route, type Call, type Route } from '#kernel'
import { itemVersion } from '#base/catalog'
import { isJoint, lanesIn } from '#base/joint'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { sealedPasswordOf } from '../../drafts.ts'
import { isSealKey, newSealKey, unseal } from '../../receipt-seal.ts'
import { APPLICANTS, DraftPath, filesOf, withDraft } from './apply-routes.ts'
import { checkPage } from './check-page.ts'
import { openPoints, type DraftView } from './draft-view.ts'
import { fileDraft } from './filing.ts'
import { receiptPage, type ReceiptFacts } from './receipt-page.ts'

/** The key to the receipt, in the browser that files; it comes with the check page, before anything can be filed. */
const KEY_COOKIE = 'receipt'
const KEY_SECONDS = 3600

export const filingRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/apply/:draftId/check', summary: '核对', for: [...APPLICANTS], params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (view) => {
      const key = isSealKey(input.cookies[KEY_COOKIE]) ? input.cookies[KEY_COOKIE] : newSealKey()
      const cookies = [{ name: KEY_COOKIE, value: key, maxAgeSeconds: KEY_SECONDS }]
      return showPage(visitOf(call, input), checkPage(await checkFacts(call, view)), { cookies })
    }),
  }),
  route({
    method: 'POST', path: '/apply/:draftId/check', summary: '提交申请', for: [...APPLICANTS], params: DraftPath, transaction: 'none',
    body: Type.Object({ declared: Type.Optional(Type.Literal('yes')) }),
    handle: (call, input) => withDraft(call, input, (view) => {
      const sealKey = isSealKey(input.cookies[KEY_COOKIE]) ? input.cookies[KEY_COOKIE] : newSealKey()
      return orAgain<Reply>(
        async () => seeOther(`/receipt/${await fileDraft(call, view.draft.id, { isDeclared: input.body.declared === 'yes', sealKey })}`),
        async (refusal) => checkAgain(call, view, { input, refusal }),
      )
    }),
  }),
  route({
    method: 'GET', path: '/receipt/:id', summary: '回执', for: [...APPLICANTS], relations: ['applicant', 'agent'],
    params: Type.Object({ id: Id }),
    handle: async (call, input) => {
      return showPage(
        visitOf(call, input),
        receiptPage({
          ...(await receiptFacts(call, input.params.id, input.cookies[KEY_COOKIE])),
          origin: configFrom(process.env).publicUrl ?? originOf(input.headers),
        }),
      )
    },
  }),
]

async function checkFacts(call: Call, view: DraftView) {
  return { view, files: await filesOf(call, view), open: openPoints(view) }
}

interface Again { input: Parameters<typeof visitOf>[1]; refusal: Refusal }

async function checkAgain(call: Call, view: DraftView, { input, refusal }: Again): Promise<Reply> {
  const facts = await checkFacts(call, view)
  // What is still missing stands in a list of its own, with links to its pages.
  const faults = facts.open.length > 0 ? [] : faultsOf(refusal)
  return showAnswer(visitOf(call, input), checkPage({ ...facts, faults }), statusOf(refusal))
}

/** Where no public address is set: citizens come over HTTPS; only a machine that is tried out answers itself without. */
function originOf({ host = 'localhost' }: Readonly<Record<string, string | undefined>>): string {
  return `${/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) ? 'http' : 'https'}://${host}`
}

async function receiptFacts(call: Call, caseId: string, key: string | undefined): Promise<Omit<ReceiptFacts, 'origin'>> {
  const { found } = await caseFor(call, caseId, ['applicant', 'agent'])
  const [item, documents, sealed] = await Promise.all([
    itemVersion(call.tx, found.itemCode, found.itemVersion), documentsOf(call.tx, found.id), sealedPasswordOf(call, found.id),
  ])
  const { noticeDueOn, limitWorkingDays } = clockView(call, found)
  return {
    ...(isJoint(found) && { lanes: lanesIn(found).length }),
    caseId: found.id, number: found.number, title: found.title, receivedAt: found.openedAt.toISOString(), noticeDueOn, limitWorkingDays,
    queryPassword: sealed !== null && isSealKey(key) ? unseal(sealed, key) : undefined,
    window: call.kernel.nameOf(found.receivingOrganisation), owner: call.kernel.nameOf(found.ownerOrganisation), phone: item.consultPhone,
    documentId: documents.find(({ kind }) => kind === 'receipt')?.id,
  }
}
