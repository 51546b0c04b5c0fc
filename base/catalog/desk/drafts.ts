import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { noteChanges } from '../changes.ts'
import type { RuleContext } from '../consistency-rule.ts'
import type { Item } from '../item.ts'
import { publishItem } from '../items.ts'
import type { CatalogTables } from '../tables.ts'
import type { Stored } from '../versions.ts'
import { blankItem, hurdlesOf } from './draft-item.ts'
import { changedWords } from './joint-difference.ts'

/** The next version of an item while it is written; edition 0 is one that nobody has saved yet. */
export interface Draft { code: string; edition: number; baseVersion: number; item: Item; changedAt: Date | null; changedBy: string | null }

/** The draft of an item; where there is none, what one would begin from: its newest version, or an empty item. */
export async function draftOf(call: Pick<Call, 'tx' | 'today'>, code: string): Promise<Draft> {
  const found = await savedDraft(call.tx, code)
  if (found) return found
  const newest = await newestVersion(call.tx, code)
  return { code, edition: 0, baseVersion: newest?.version ?? 0, item: newest ?? blankItem(code, call.today), changedAt: null, changedBy: null }
}

export interface Saving {
  /** The edition the writer began from: 0 for the first. */
  edition: number
  item: Item
  /** Given when the writer has seen that a newer version was published and goes on from that. */
  baseVersion?: number | undefined
}

/** Keeps a draft. Refuses with `conflict` when somebody else has saved in between; nothing of either is lost. */
export async function saveDraft(call: Call, code: string, { edition, item, baseVersion }: Saving): Promise<Draft> {
  if (item.code !== code) throw new Refusal('invalid', '事项编码不能在草稿里改，请新建一个事项', [{ path: 'code', message: '与网址里的编码不同' }])
  const before = await draftOf(call, code)
  const base = baseVersion ?? before.baseVersion
  const document = JSON.stringify(item)
  const { rows } = await sql<{ edition: number }>`
    insert into catalog.draft (code, edition, base_version, document, begun_at, changed_at, changed_by, changed_by_name)
    select ${code}, 1, ${base}, ${document}, ${call.now}, ${call.now}, ${call.actor.id}, ${call.actor.name} where ${edition}::int = 0
    on conflict (code) do nothing returning edition`.execute(call.tx)
  const saved = rows[0] ?? await again(call, code, { edition, document, base })
  if (!saved) throw await overtaken(call.tx, code)
  const words = await changedWords(call, before.item, item)
  if (words.length > 0) await noteChanges(call.tx, authorOf(call), [{ code, what: 'draft', version: null, words }])
  return { code, edition: saved.edition, baseVersion: base, item, changedAt: call.now, changedBy: call.actor.name }
}

/** Throws a draft away; what is published stays. Refuses with `conflict` like saving. */
export async function discardDraft(call: Call, code: string, edition: number): Promise<void> {
  const { numDeletedRows } = await call.tx.withTables<CatalogTables>().deleteFrom('catalog.draft').where('code', '=', code)
    .where('edition', '=', edition).executeTakeFirst()
  if (numDeletedRows === 0n) throw await overtaken(call.tx, code)
  await noteChanges(call.tx, authorOf(call), [{ code, what: 'discard', version: null, words: ['放弃了草稿'] }])
}

/**
 * Makes the saved draft the newest version from its effective day on. Refuses with `rule` while anything stands in the way, each
 * with its field and what to do; with `conflict` when the draft or the item has changed since. Running cases keep their version.
 */
export async function publishDraft(call: Call, code: string, edition: number, context: RuleContext): Promise<Stored> {
  const draft = await savedDraft(call.tx, code)
  if (!draft || draft.edition !== edition) throw await overtaken(call.tx, code)
  const newest = await newestVersion(call.tx, code)
  if ((newest?.version ?? 0) !== draft.baseVersion) {
    throw new Refusal('conflict', `这份草稿从第 ${draft.baseVersion} 版写起，现在已经有第 ${newest?.version ?? 0} 版。请比较两版，保存一次确认以后再发布`)
  }
  const item = { ...draft.item, effectiveFrom: newest && draft.item.effectiveFrom < call.today ? call.today : draft.item.effectiveFrom }
  const hurdles = hurdlesOf(item, context)
  if (hurdles.length > 0) {
    throw new Refusal(
      'rule', `还有 ${hurdles.length} 处要改好才能发布，请逐条处理`, hurdles.map(({ path, text, cure }) => ({ path, message: text === cure ? text : `${text}，${cure}` })),
    )
  }
  const stored = await publishItem(call.tx, item, context)
  await call.tx.withTables<CatalogTables>().deleteFrom('catalog.draft').where('code', '=', code).execute()
  const words = newest ? await changedWords(call, newest, item) : ['第一次发布']
  await noteChanges(call.tx, authorOf(call), [{ code, what: 'publish', version: stored.version, words: words.length > 0 ? words : ['内容没有变'] }])
  return stored
}

export function authorOf({ actor, now }: Pick<Call, 'actor' | 'now'>): { id: string; name: string; at: Date } {
  return { id: actor.id, name: actor.name, at: now }
}

async function again(call: Call, code: string, { edition, document, base }: {
  edition: number; document: string; base: number
}): Promise<{ edition: number } | undefined> {
  const { rows } = await sql<{ edition: number }>`
    update catalog.draft set edition = edition + 1, base_version = ${base}, document = ${document}, changed_at = ${call.now},
      changed_by = ${call.actor.id}, changed_by_name = ${call.actor.name}
    where code = ${code} and edition = ${edition} and ${edition}::int > 0 returning edition`.execute(call.tx)
  return rows[0]
}

async function savedDraft(tx: Tx, code: string): Promise<Draft | undefined> {
  return tx.withTables<CatalogTables>().selectFrom('catalog.draft')
    .select(['code', 'edition', 'base_version as baseVersion', 'document as item', 'changed_at as changedAt', 'changed_by_name as changedBy'])
    .where('code', '=', code).executeTakeFirst()
}

async function newestVersion(tx: Tx, code: string): Promise<Item | undefined> {
  const row = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document').where('code', '=', code).orderBy('version', 'desc')
    .limit(1).executeTakeFirst()
  return row?.document
}

async function overtaken(tx: Tx, code: string): Promise<Refusal> {
  const now = await savedDraft(tx, code)
  if (!now) return new Refusal('conflict', '这份草稿已经发布或放弃了，您的内容没有保存。请打开最新的一版再改')
  return new Refusal('conflict', `${now.changedBy ?? '别人'}刚才保存了这份草稿（第 ${now.edition} 次），您的内容没有保存。请先看他改了什么，再把您的改动加上去`)
}
