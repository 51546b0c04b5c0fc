import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { findItem, itemInForce, type Answers, type Item } from '#base/catalog'
import { filesById } from '#base/materials'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { beginDraft, deleteDraft, draftFor } from '../../drafts.ts'
import { deletePage } from './delete-page.ts'
import { openDraft, openPoints, resumePath, viewOf, type DraftView, type Reader } from './draft-view.ts'
import { formPage } from './form-page.ts'
import { pageWith } from './form-shape.ts'
import { takeFormPage, valuesOfPage } from './form-steps.ts'
import { keepingFor } from './keeping.ts'
import { materialsPage } from './materials-page.ts'
import { sheetPage } from './sheet-page.ts'

export const APPLICANTS = ['citizen', 'enterprise'] as const
export const DraftPath = Type.Object({ draftId: Id })
const FormPath = Type.Object({ draftId: Id, page: Type.Integer({ minimum: 1, maximum: 60 }) })
const FromQuery = Type.Object({
  from: Type.Optional(Type.Literal('check')),
  /** The field that is wanted: its page has another number where one thing is asked on a page. */
  at: Type.Optional(Type.String({ maxLength: 64 })),
})
const FormInput = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))
const Beginning = Type.Object({
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  a: Type.Optional(Type.Array(Type.String({ maxLength: 130 }), { maxItems: 30 })),
})

export const applyRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/apply', summary: '开始或接着申请', for: [...APPLICANTS], body: Beginning,
    handle: async (call, input) => {
      const item = await itemInForce(call.tx, input.body.itemCode, call.today)
      const view = await viewOf(call, await draftFor(call, await beginDraft(call, item, answersOf(item, input.body.a ?? []))), input)
      return 'elsewhere' in view ? view.elsewhere : seeOther(resumePath(view))
    },
  }),
  route({
    method: 'GET', path: '/apply/:draftId', summary: '接着填', for: [...APPLICANTS], params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (view) => seeOther(resumePath(view))),
  }),
  route({
    method: 'GET', path: '/apply/:draftId/delete', summary: '删除草稿前问一次', for: [...APPLICANTS], params: DraftPath,
    handle: async (call, input) => {
      const { id, itemCode, updatedAt } = await draftFor(call, input.params.draftId)
      const item = await findItem(call.tx, itemCode, call.today)
      return showPage(visitOf(call, input), deletePage({ id, updatedAt, title: item?.name ?? '已经停办的事项' }))
    },
  }),
  route({
    method: 'POST', path: '/apply/:draftId/delete', summary: '删除草稿', for: [...APPLICANTS], params: DraftPath,
    handle: async (call, { params }) => {
      await deleteDraft(call, params.draftId)
      return seeOther('/me')
    },
  }),
  route({
    method: 'GET', path: '/apply/:draftId/form/:page', summary: '填写申请表', for: [...APPLICANTS], params: FormPath, query: FromQuery,
    handle: (call, input) => withDraft(call, input, async (view) => {
      const { params: { page }, query: { at, from } } = input
      const wanted = at === undefined ? 0 : pageWith(view.checklist.form, at)
      if (wanted > 0 && wanted !== page) return seeOther(`/apply/${view.draft.id}/form/${wanted}${from === undefined ? '' : '?from=check'}`)
      if (page > view.checklist.form['x-pages'].length) return seeOther(`/apply/${view.draft.id}/materials`)
      return showPage(visitOf(call, input), formPage({ view, page, fromCheck: from === 'check', keeping: keepingFor(call) }))
    }),
  }),
  route({
    method: 'POST', path: '/apply/:draftId/form/:page', summary: '保存一页', for: [...APPLICANTS], params: FormPath, query: FromQuery,
    body: FormInput, transaction: 'none',
    handle: (call, input) => withDraft(call, input, (view) => {
      const { page } = input.params
      const fromCheck = input.query.from === 'check'
      return orAgain(() => takeFormPage(call, view, { page, input: input.body, fromCheck }), (refusal) => {
        const values = { ...view.draft.form, ...typedOf(view, input.body) }
        return showAnswer(
          visitOf(call, input), formPage({ view, page, fromCheck, values, faults: faultsOf(refusal), keeping: keepingFor(call) }), statusOf(refusal),
        )
      })
    }),
  }),
  route({
    method: 'GET', path: '/apply/:draftId/materials', summary: '材料清单与上传', for: [...APPLICANTS], params: DraftPath,
    query: Type.Object({ done: Type.Optional(Type.String({ maxLength: 64 })) }),
    handle: (call, input) => withDraft(call, input, async (view) => {
      const done = view.checklist.materials.find(({ id }) => id === input.query.done)?.name
      return showPage(visitOf(call, input), materialsPage({ view, files: await filesOf(call, view), done }))
    }),
  }),
  route({
    method: 'POST', path: '/apply/:draftId/materials', summary: '材料交齐，去核对', for: [...APPLICANTS], params: DraftPath, transaction: 'none',
    handle: (call, input) => withDraft(call, input, async (view) => {
      const faults = openPoints(view).filter(({ path }) => path.startsWith('materials.'))
      if (faults.length === 0) return seeOther(`/apply/${view.draft.id}/check`)
      const page = materialsPage({ view, files: await filesOf(call, view), faults })
      return showAnswer(visitOf(call, input), page, statusOf({ code: 'invalid' }))
    }),
  }),
  route({
    method: 'GET', path: '/apply/:draftId/sheet', summary: '打印申请表', for: [...APPLICANTS], params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (view) => showPage(visitOf(call, input), sheetPage(view))),
  }),
]

/** Goes on with the actor's draft, or where it leads instead. */
export async function withDraft(call: Call, input: Reader & { params: { draftId: string } }, work: (view: DraftView) => Promise<Reply>): Promise<Reply> {
  const view = await openDraft(call, input.params.draftId, input)
  return 'elsewhere' in view ? view.elsewhere : work(view)
}

/** The files of a draft by id. */
export function filesOf(call: Call, { draft }: DraftView) {
  return filesById(call.tx, draft.materials.flatMap((given) => ('fileId' in given ? [given.fileId] : [])))
}

/** What was typed, for showing it again; also what the form would not take. */
function typedOf({ checklist }: DraftView, input: Parameters<typeof valuesOfPage>[1]): Record<string, unknown> {
  return { ...Object.fromEntries(Object.keys(input).map((name) => [name, ''])), ...valuesOfPage(checklist.form, input) }
}

function answersOf(item: Item, given: readonly string[]): Answers {
  return Object.fromEntries(item.situations.flatMap(({ id, options }) => {
    const option = options.find((one) => given.includes(`${id}.${one.id}`))
    return option === undefined ? [] : [[id, option.id]]
  }))
}
