import { randomUUID } from 'node:crypto'
import { sql, type ColumnType } from 'kysely'
import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { settledAnswers, type Item } from '#base/catalog'
import { openedDraftForm, sealedDraftForm } from './draft-form.ts'
import type { GivenMaterial } from '#base/materials'

/** A half-filled application (草稿): one for each account and item, resumed on any day and any device. */
export interface Draft {
  id: string
  itemCode: string
  itemVersion: number
  /** The firm whose agent began it for the firm; null for her own. */
  forParty: string | null
  answers: Record<string, string>
  form: Record<string, unknown>
  materials: GivenMaterial[]
  updatedAt: Date
  /** Set once it is filed. */
  caseId: string | null
  sealedPassword: string | null
}

const DRAFTS_MAX = 100

/** A fresh draft, or the one begun earlier with these newer answers; what was filled in stays. */
export async function beginDraft({ tx, actor, now }: Call, item: Item, answers: Record<string, string>): Promise<string> {
  const settled = JSON.stringify(settledAnswers(item, answers))
  const { rows } = await sql<{ id: string }>`
    insert into applications.draft (id, account_id, for_party, item_code, item_version, answers, updated_at)
    values (${randomUUID()}, ${actor.id}, ${actor.agency?.party ?? null}, ${item.code}, ${item.version}, ${settled}, ${now})
    on conflict (account_id, item_code, coalesce(for_party, '')) where case_id is null
    do update set answers = excluded.answers, item_version = excluded.item_version, updated_at = excluded.updated_at
    returning id`.execute(tx)
  return rows[0]?.id ?? ''
}

/** The draft, if it is the actor's own; nobody else learns that it exists. Refuses what she began for somebody she does not act for now. */
export async function draftFor(call: Call, id: string): Promise<Draft> {
  const row = await ownDrafts(call).where('id', '=', id).executeTakeFirst()
  return row ? underHat(call, opened(call, row)) : noDraft()
}

/** The same, locked until the transaction ends. */
export async function lockDraft(call: Call, id: string): Promise<Draft> {
  const row = await ownDrafts(call).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? underHat(call, opened(call, row)) : noDraft()
}

/** What the actor has begun for whom she acts now and not filed, last touched first. */
export async function draftsOf(call: Call): Promise<Draft[]> {
  const rows = await ownDrafts(call)
    .where('for_party', 'is not distinct from', call.actor.agency?.party ?? null)
    .where('case_id', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(DRAFTS_MAX)
    .execute()
  return rows.map((row) => opened(call, row))
}

export type DraftChange = Partial<Pick<Draft, 'form' | 'materials'>>

/** Changes the draft as it is now, not as it was when the page was opened: two windows may be open. Refuses a filed draft. */
export async function changeDraft(call: Call, id: string, change: (draft: Draft) => DraftChange): Promise<void> {
  await inTransaction(call.tx, async (tx) => {
    const draft = await lockDraft({ ...call, tx }, id)
    if (draft.caseId !== null) throw new Refusal('conflict', '这份申请已经提交，不能再改。要补充材料，请到“我的办件”里看')
    const { form = draft.form, materials = draft.materials } = change(draft)
    await drafts({ tx }).updateTable('applications.draft')
      .set({ form: sealedDraftForm(call.kernel.vault, id, form), materials: JSON.stringify(materials), updated_at: call.now }).where('id', '=', id).execute()
  })
}

/** Empties a draft that has become a case; the row stays as the way to it. */
export async function markFiled({ tx, now }: Call, id: string, filed: { caseId: string; sealedPassword: string }): Promise<void> {
  await drafts({ tx }).updateTable('applications.draft')
    .set({ case_id: filed.caseId, sealed_password: filed.sealedPassword, answers: '{}', form: '{}', materials: '[]', updated_at: now })
    .where('id', '=', id).execute()
}

/** Throws away what was begun; the files stay the actor's own. Deleting twice is no error. */
export async function deleteDraft({ tx, actor }: Call, id: string): Promise<void> {
  await drafts({ tx }).deleteFrom('applications.draft')
    .where('id', '=', id).where('account_id', '=', actor.id).where('case_id', 'is', null).execute()
}

/** The sealed password of a case the actor has filed from a draft. */
export async function sealedPasswordOf(call: Call, caseId: string): Promise<string | null> {
  const row = await ownDrafts(call).where('case_id', '=', caseId).executeTakeFirst()
  return row?.sealedPassword ?? null
}

function ownDrafts({ tx, actor }: Pick<Call, 'tx' | 'actor'>) {
  return drafts({ tx }).selectFrom('applications.draft').where('account_id', '=', actor.id).select([
    'id', 'item_code as itemCode', 'item_version as itemVersion', 'for_party as forParty', 'answers', 'form', 'materials', 'updated_at as updatedAt',
    'case_id as caseId', 'sealed_password as sealedPassword',
  ])
}

function opened({ kernel }: Pick<Call, 'kernel'>, draft: Draft): Draft {
  return { ...draft, form: openedDraftForm(kernel.vault, draft.id, draft.form) }
}

/** A form that was begun for a firm is not filed in her own name because the firm has taken its agency back meanwhile, nor the other way round. */
function underHat({ actor }: Call, draft: Draft): Draft {
  const now = actor.agency?.party ?? null
  if (draft.forParty === now) return draft
  if (draft.forParty === null) throw new Refusal('conflict', '这份申请是为您自己填的，您现在是为单位办。请先在“我的办件”里换成为自己办')
  if (actor.lapsedAgency !== undefined) throw new Refusal('rule', `${actor.lapsedAgency}给您的授权已经撤销或者到期，这份替它填的申请不能再填、不能提交。请与单位联系`)
  throw new Refusal('conflict', '这份申请是替单位填的，您现在不是为它办。请先在“我的办件”里换成为这家单位办；选不到的，授权已经撤销或者到期')
}

function drafts({ tx }: Pick<Call, 'tx'>) {
  return tx.withTables<DraftTables>()
}

function noDraft(): never {
  throw new Refusal('not-found', '没有这份草稿，可能已经删除。请从办事指南重新开始')
}

/** JSON goes in as text and comes out parsed. */
type Json<Value> = ColumnType<Value, string, string>
type DraftTables = { 'applications.draft': DraftTable }

interface DraftTable {
  id: string
  account_id: string
  for_party: string | null
  item_code: string
  item_version: number
  answers: Json<Record<string, string>>
  form: Json<Record<string, unknown>>
  materials: Json<GivenMaterial[]>
  updated_at: Date
  case_id: string | null
  sealed_password: string | null
}
