import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { route, type Call, type Route } from '#kernel'
import { showPage } from '#base/pages'
import { checklistOf, nextSituation, settledAnswers, situationsAsked } from '../checklist.ts'
import { Answers, type Item } from '../item.ts'
import { namedLanes } from '../lane-names.ts'
import { adviceOf } from '../table-rules.ts'
import { checklistPage } from '../web/checklist-page.ts'
import { ownerNameOf } from '../web/find-items.ts'
import { guideParts } from '../web/guide-parts.ts'
import { questionPage } from '../web/question-page.ts'
import { DraftItem, hurdlesOf } from './draft-item.ts'
import { contextOf } from './item-routes.ts'

const closed = { additionalProperties: false } as const
const FOR = ['bureau'] as const
/** guide: the item's page · question: the next one, or the one named · checklist: what the answers lead to. */
const View = Type.Union([Type.Literal('guide'), Type.Literal('question'), Type.Literal('checklist')])
const Preview = Type.Object({
  item: DraftItem,
  answers: Type.Optional(Answers),
  /** Left out: the checklist where there are answers, otherwise the guide. */
  view: Type.Optional(View),
  /** A question to show although it may be answered. */
  question: Type.Optional(Type.String({ maxLength: 64 })),
  theme: Type.Optional(Type.Union([Type.Literal('standard'), Type.Literal('elder'), Type.Literal('contrast')])),
}, closed)

/** What the editor shows beside the fields: the pages themselves, and what stands in the way. Nothing is stored. */
export const previewRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/catalog/preview', summary: '群众会看到的页面（没有保存的内容也可以看）', for: FOR, body: Preview,
    handle: async (call, { body: { theme = 'standard', ...body } }) => {
      if (body.item.name === '') throw new Refusal('rule', '还没有事项名称，写上以后再看')
      return { html: pictureOf(theme, await pageOf(call, body, theme)) }
    },
  }),
  route({
    method: 'POST', path: '/api/catalog/check', summary: '这样写能不能发布：要改好的和建议看一看的（不保存）', for: FOR, body: Type.Object({ item: DraftItem }, closed),
    handle: async (call, { body: { item } }) => ({ problems: hurdlesOf(item, await contextOf(call, item)), advice: adviceOf(item) }),
  }),
]

type Theme = Parameters<typeof showPage>[0]['theme']
type Parts = Parameters<typeof showPage>[1]

/** A page of citizens as a picture of itself: its links lead nowhere, and its comforts, which are scripts, stay away. */
export function pictureOf(theme: Theme, parts: Parts): string {
  return String(showPage({ name: null, theme }, parts).body).replace('<head>', '<head><base target="_blank">').replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
}

interface Asked { item: Item; answers?: Answers | undefined; view?: 'guide' | 'question' | 'checklist' | undefined; question?: string | undefined }

async function pageOf(call: Call, { item, answers: given = {}, view, question }: Asked, theme: Theme): Promise<Parts> {
  const answers = settledAnswers(item, given)
  const shown = view ?? (Object.keys(given).length > 0 ? 'checklist' : 'guide')
  if (shown === 'guide') return guideParts(call, item, { theme })
  const situation = situationsAsked(item, answers).find(({ id }) => id === question) ?? nextSituation(item, answers)
  if (shown === 'question' && situation) return questionPage({ item, answers, situation })
  return checklistPage({
    item, owner: ownerNameOf(call, item), answers, checklist: checklistOf(item, answers), isSignedIn: true, lanes: await namedLanes(call, item),
  })
}
