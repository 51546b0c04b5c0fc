import { Type } from 'typebox'
import { route, type Call, type Route } from '#kernel'
import { listOrganisations } from '#base/people'
import { changesOf } from '../changes.ts'
import type { RuleContext } from '../consistency-rule.ts'
import type { Item } from '../item.ts'
import { retireFrom } from './retire.ts'
import { deskItems, versionOf, versionsOf } from './desk-items.ts'
import { DraftItem, hurdlesOf } from './draft-item.ts'
import { changedWords } from './joint-difference.ts'
import { itemsInForce } from '../items.ts'
import { retirementOf } from '../retirement.ts'
import { authorOf, discardDraft, draftOf, publishDraft, saveDraft } from './drafts.ts'

const closed = { additionalProperties: false } as const
const Edition = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const ItemCode = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) }, closed)
const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  drafts: Type.Optional(Type.Literal('yes')),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, closed)
const FOR = ['bureau'] as const

/** The editor of the catalogue. */
export const itemRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/catalog/items',
    summary: '事项目录：版本和草稿',
    for: FOR,
    query: ListQuery,
    handle: (call, { query }) => deskItems(call, query),
  }),
  route({
    method: 'GET',
    path: '/api/catalog/items/:code',
    summary: '事项的各版、草稿和经过',
    for: FOR,
    params: ItemCode,
    handle: async (call, { params: { code } }) => ({
      code,
      versions: await versionsOf(call, code),
      changes: await changesOf(call.tx, code),
      retirement: (await retirementOf(call.tx, code)) ?? null,
    }),
  }),
  route({
    method: 'GET',
    path: '/api/catalog/items/:code/draft',
    summary: '事项的草稿；没有就从最新一版写起',
    for: FOR,
    params: ItemCode,
    handle: async (call, { params }) => {
      const draft = await draftOf(call, params.code)
      return {
        ...draft,
        problems: hurdlesOf(draft.item, await contextOf(call, draft.item)),
        organisations: (await listOrganisations(call.tx)).map(({ id, name }) => ({ id, name })),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/catalog/items/:code/draft',
    summary: '保存草稿',
    for: FOR,
    params: ItemCode,
    body: Type.Object({ edition: Edition, item: DraftItem, baseVersion: Type.Optional(Type.Integer({ minimum: 0 })) }, closed),
    handle: async (call, { params, body }) => {
      const draft = await saveDraft(call, params.code, body)
      return { ...draft, problems: hurdlesOf(draft.item, await contextOf(call, draft.item)) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/catalog/items/:code/draft/discard',
    summary: '放弃草稿',
    for: FOR,
    params: ItemCode,
    body: Type.Object({ edition: Edition }, closed),
    handle: async (call, { params, body }) => {
      await discardDraft(call, params.code, body.edition)
      return { code: params.code }
    },
  }),
  route({
    method: 'POST',
    path: '/api/catalog/items/:code/publish',
    summary: '发布草稿为新的一版',
    for: FOR,
    params: ItemCode,
    body: Type.Object({ edition: Edition }, closed),
    handle: async (call, { params, body }) => publishDraft(call, params.code, body.edition, await contextOf(call, (await draftOf(call, params.code)).item)),
  }),
  route({
    method: 'POST',
    path: '/api/catalog/items/:code/retire',
    summary: '停用事项；在办的办件照旧办完',
    for: FOR,
    params: ItemCode,
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }), on: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })) }, closed),
    handle: async (call, { params: { code }, body: { reason, on = call.today } }) => {
      await retireFrom(call.tx, { code, on, reason }, { today: call.today, by: authorOf(call) })
      return { code, on }
    },
  }),
  route({
    method: 'GET',
    path: '/api/catalog/items/:code/difference',
    summary: '两版之间改了什么；不写 to 就与草稿比',
    for: FOR,
    params: ItemCode,
    query: Type.Object({ from: Version, to: Type.Optional(Version) }, closed),
    handle: async (call, { params: { code }, query: { from, to } }) => {
      const after = to === undefined ? (await draftOf(call, code)).item : await versionOf(call.tx, code, to)
      return { from, to: to ?? null, words: await changedWords(call, await versionOf(call.tx, code, from), after) }
    },
  }),
]

/** What the rules must know beside the item; of a joint matter also the items it joins. */
export async function contextOf(call: Pick<Call, 'tx' | 'today'>, { joint }: Pick<Item, 'joint'>): Promise<RuleContext> {
  const organisations = new Set((await listOrganisations(call.tx)).map(({ id }) => id))
  if (!joint) return { organisations }
  const items = await itemsInForce(call.tx, joint.lanes.map(({ itemCode }) => itemCode), call.today)
  return { organisations, itemOf: (code) => items.get(code) }
}
