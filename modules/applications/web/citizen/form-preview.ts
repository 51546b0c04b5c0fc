import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { route, type Route } from '#kernel'
import { Answers, checklistOf, DraftItem, lanesBy, namedLanes, nextSituation, pictureOf, settledAnswers, type Item } from '#base/catalog'
import type { DraftView } from './draft-view.ts'
import { formPage } from './form-page.ts'
import { oneFieldPerPage } from './form-shape.ts'
import type { Keeping } from './keeping.ts'

const Preview = Type.Object({
  item: DraftItem,
  answers: Type.Optional(Answers),
  /** From 1. */
  page: Type.Integer({ minimum: 1, maximum: 200 }),
  theme: Type.Optional(Type.Union([Type.Literal('standard'), Type.Literal('elder'), Type.Literal('contrast')])),
}, { additionalProperties: false })

/** Nothing is typed into a picture, and nothing kept of it. */
const NOWHERE: Keeping = { keeper: '', key: '' }

/** The form of an item that is being written, by the page that will ask for it; the catalogue's editor shows it. Nothing is stored. */
export const formPreviewRoute: Route = route({
  method: 'POST', path: '/api/catalog/preview/form', summary: '群众填表时会看到的一页（没有保存的内容也可以看）', for: ['bureau'], body: Preview,
  handle: async (call, { body: { item, answers = {}, page, theme = 'standard' } }) => {
    const owner = item.organisationName ?? call.kernel.nameOf(item.organisation)
    const settled = settledAnswers(item, answers)
    const lanes = lanesBy(await namedLanes(call, item), settled)
    const view = viewOf({ item, owner, answers: settled, today: call.today, lanes }, theme === 'elder')
    const pages = view.checklist.form['x-pages'].length
    if (pages === 0) throw new Refusal('rule', '这种情形不用填表。加上字段，或者换一种回答再看')
    return { html: pictureOf(theme, formPage({ view, page: Math.min(page, pages), fromCheck: false, keeping: NOWHERE })), pages }
  },
})

function viewOf({ item, owner, answers, today, lanes }: Pick<DraftView, 'item' | 'owner' | 'answers' | 'today' | 'lanes'>, isSimple: boolean): DraftView {
  const asked = checklistFor(item, answers)
  const checklist = isSimple ? { ...asked, form: oneFieldPerPage(asked.form) } : asked
  const kind = item.audience.includes('person') ? 'person' : 'organisation'
  const draft = {
    id: 'preview', itemCode: item.code, itemVersion: item.version, forParty: null, answers,
    form: {}, materials: [], updatedAt: new Date(0), caseId: null, sealedPassword: null,
  }
  return { draft, item, owner, answers, checklist, applicant: { kind, name: '预览' }, today, isSimple, lanes }
}

/** Before every question has an answer, all fields are shown: one is writing the form, not filling it in. */
function checklistFor(item: Item, answers: Answers): DraftView['checklist'] {
  return nextSituation(item, answers) === undefined ? checklistOf(item, answers)
    : { materials: item.materials, form: item.form, promisedWorkingDays: item.promisedWorkingDays, statutoryWorkingDays: item.statutoryWorkingDays }
}
