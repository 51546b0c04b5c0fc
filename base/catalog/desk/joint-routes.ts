import { Type, type Static } from 'typebox'
import { Refusal } from '#platform/refusal'
import { sm3Hex } from '#platform/sm'
import { route, type Call, type Route } from '#kernel'
import { draftJointMatter } from '../joint-draft.ts'
import type { Item } from '../item.ts'
import { DraftItem } from './draft-item.ts'
import { draftOf, saveDraft } from './drafts.ts'
import { itemsInForce } from '../items.ts'
import { jointFactsOf } from './lane-facts.ts'

const closed = { additionalProperties: false } as const
const FOR = ['bureau'] as const
const Code = Type.String({ pattern: '^[0-9A-Z]{6,36}$' })
const Proposal = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  lead: Type.String({ minLength: 1, maxLength: 64 }),
  items: Type.Array(Code, { minItems: 2, maxItems: 10 }),
  /** Left out: one of our own (示例), always the same for the same name and items. */
  code: Type.Optional(Code),
}, closed)
type Proposal = Static<typeof Proposal>

/** What the editor of joint matters (一件事、多证联办) asks for beside what every item has. */
export const jointRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/catalog/joint/draft', summary: '新建一件事：把几件事项合成一份草稿', for: FOR, body: Proposal,
    handle: async (call, { body }) => {
      const { code, edition } = await propose(call, body)
      return { code, edition }
    },
  }),
  route({
    method: 'POST', path: '/api/catalog/joint/facts', summary: '一件事里各事项的先后、时限和可以对应的字段、材料（不保存）', for: FOR,
    body: Type.Object({ item: DraftItem }, closed), handle: (call, { body: { item } }) => jointFactsOf(call, item),
  }),
]

/** Refuses with `rule` items that cannot be joined, each by its place; with `conflict` a code that is taken. */
async function propose(call: Call, { name, lead, items: codes, code = ownCode(name, codes) }: Proposal): Promise<{ code: string; edition: number }> {
  const known = await itemsInForce(call.tx, codes, call.today)
  const faults = codes.flatMap((one, at) => faultsOf(one, codes.indexOf(one) < at, known.get(one)).map((message) => ({ path: `items.${at}`, message })))
  if (faults[0]) throw new Refusal('rule', faults[0].message, faults)
  const before = await draftOf(call, code)
  if (before.edition > 0 || before.baseVersion > 0) {
    throw new Refusal('conflict', `已经有编码为“${code}”的事项“${before.item.name}”。请打开它接着写，或换一个编码`, [{ path: 'code', message: '这个编码已经用了' }])
  }
  const items = codes.flatMap((one) => known.get(one) ?? [])
  return saveDraft(call, code, { edition: 0, item: draftJointMatter(items, { code, name, lead }) })
}

function faultsOf(code: string, isTwice: boolean, item: Item | undefined): string[] {
  if (isTwice) return [`“${item?.name ?? code}”选了两次，请去掉一次`]
  if (!item) return [`编码为“${code}”的事项现在不在办理，请换一件`]
  return item.joint ? [`“${item.name}”自己就是一件事，请改选它里面的事项`] : []
}

function ownCode(name: string, codes: readonly string[]): string {
  return `SLYJS${sm3Hex([name, ...codes].join('\n')).slice(0, 8).toUpperCase()}`
}
