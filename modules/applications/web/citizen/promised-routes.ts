import { randomUUID } from 'node:crypto'
import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, route, takeStep, type Call, type Case, type Route } from '#kernel'
import type { ItemForm } from '#base/catalog'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { materialName, promisedOf } from '#base/materials'
import { CONSEQUENCE } from '../../promise-words.ts'
import { brokenOf } from '../../promised.ts'
import { APPLICANTS } from './apply-routes.ts'
import { CasePath, OWN } from './case-routes.ts'
import { forApplicant, isOver, whenOpen } from './own-steps.ts'
import { promisedPage, type PromisedFacts } from './promised-page.ts'
import { unpack, type Parcel } from './supplement-steps.ts'

const STEP = 'handInPromised'
/** Nothing but files and a note comes with this page. */
const NO_FORM: ItemForm = { type: 'object', properties: {}, required: [], additionalProperties: false, 'x-pages': [] }

export const promisedRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/promised', summary: '补交容缺材料页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, STEP, async () => {
      const { found } = await caseFor(call, input.params.id, OWN)
      return showPage(visitOf(call, input), promisedPage(factsOf(found)))
    }),
  }),
  route({
    method: 'POST', path: '/cases/:id/promised', summary: '补交容缺材料', for: [...APPLICANTS], relations: OWN, params: CasePath,
    upload: true, transaction: 'none',
    handle: async (asked, input) => {
      const { found } = await caseFor(asked, input.params.id, OWN)
      const call = forApplicant(asked, found)
      const parcel = await unpack(call, { form: NO_FORM, problems: listed(found) }, input.uploads)
      return orAgain<Reply>(async () => {
        // Pressed twice: what was promised has come already.
        if (listed(found).length > 0) await handIn(call, found, parcel)
        return seeOther(`/cases/${found.id}`)
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${found.id}`)
        return showAnswer(visitOf(call, input), promisedPage({ ...factsOf(found, parcel), faults: faultsOf(refusal) }), statusOf(refusal))
      })
    },
  }),
]

async function handIn(call: Call, found: Case, { key, note, kept, faults }: Parcel): Promise<void> {
  const none = kept.length === 0 && faults.length === 0 ? [{ path: '', message: '请至少选一份材料的文件，再提交' }] : []
  if (faults.length + none.length > 0) throw new Refusal('invalid', '请改正标出的地方', [...faults, ...none])
  const materials = kept.map(({ materialId, file }) => ({ materialId, fileId: file.fileId }))
  const options = { data: { materials, ...(note !== '' && { note }) }, ...(key !== '' && { idempotencyKey: key }) }
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, found.id, STEP, options))
}

function listed(found: Case) {
  return Object.keys(promisedOf(found)).map((materialId) => ({ materialId, name: materialName(found, materialId) ?? materialId, problems: [], isListed: true }))
}

function factsOf(found: Case, parcel?: Parcel): PromisedFacts {
  const days = promisedOf(found)
  const broken = new Set(brokenOf(found))
  const promised = listed(found).map(({ materialId, name }) => ({ materialId, name, promisedBy: days[materialId] ?? '', isBroken: broken.has(materialId) }))
  const fresh = { caseId: found.id, title: found.title, promised, consequence: CONSEQUENCE, key: randomUUID() }
  if (parcel === undefined) return fresh
  return { ...fresh, typedNote: parcel.note, kept: parcel.kept, key: parcel.key === '' ? fresh.key : parcel.key }
}
