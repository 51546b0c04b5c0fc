import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'

const SHOWN_MAX = 20
const KEPT_MAX = 200
const closed = { additionalProperties: false } as const
const ItemCode = Type.String({ minLength: 1, maxLength: 64 })
const StepName = Type.String({ pattern: '^[a-zA-Z]{1,64}$' })

/** An opinion worth keeping (常用意见): for one matter, or without a matter for all of the organisation's. */
export const Phrase = Type.Object({ item: Type.Optional(ItemCode), step: StepName, text: Type.String({ minLength: 2, maxLength: 2000 }) }, closed)
export type Phrase = Static<typeof Phrase>
export const PhraseQuery = Type.Object({ item: ItemCode, step: StepName }, closed)

export interface KeptPhrase { id: string; item: string | null; text: string; uses: number }

/** What the actor's organisation has kept for this matter and step, most used first; what is kept for all matters included. */
export function phrasesFor({ tx, actor }: Call, { item, step }: Static<typeof PhraseQuery>): Promise<KeptPhrase[]> {
  return runSql<KeptPhrase>(tx, `
    select id, nullif(item_code, '') as item, text, uses from desk.phrase
    where organisation = $1 and item_code = any(array[$2, '']) and step = $3 order by uses desc, used_at desc, id limit ${SHOWN_MAX}`,
  [actor.organisation ?? '', item, step])
}

/** Keeps the words for everybody of the organisation; words that are there already stay as they are. */
export async function keepPhrase({ tx, actor, now }: Call, { item = '', step, text }: Phrase): Promise<void> {
  const words = text.trim()
  if (words.length < 2) throw new Refusal('invalid', '请先写好意见再保存', [{ path: 'text', message: '至少 2 个字' }])
  const organisation = actor.organisation ?? ''
  await runSql(tx, `
    insert into desk.phrase (id, organisation, item_code, step, text, written_by, used_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (organisation, item_code, step, md5(text)) do nothing`, [randomUUIDv7(), organisation, item, step, words, actor.id, now])
  const [counted] = await runSql<{ kept: number }>(
    tx,
    'select count(*)::int as kept from desk.phrase where organisation = $1 and item_code = $2 and step = $3',
    [organisation, item, step],
  )
  if ((counted?.kept ?? 0) > KEPT_MAX) throw new Refusal('rule', `这个事项这一步的常用意见已有 ${KEPT_MAX} 条，请先删掉不用的`)
}

/** The phrase has served once more. */
export async function countUse({ tx, actor, now }: Call, phraseId: string): Promise<void> {
  const counted = await runSql(tx, 'update desk.phrase set uses = uses + 1, used_at = $3 where id = $1 and organisation = $2 returning id', [
    phraseId,
    actor.organisation ?? '',
    now,
  ])
  if (counted.length === 0) throw noPhrase()
}

export async function dropPhrase({ tx, actor }: Call, phraseId: string): Promise<void> {
  const dropped = await runSql(tx, 'delete from desk.phrase where id = $1 and organisation = $2 returning id', [phraseId, actor.organisation ?? ''])
  if (dropped.length === 0) throw noPhrase()
}

function noPhrase(): Refusal {
  return new Refusal('not-found', '没有这条常用意见，可能已经被同事删掉')
}
