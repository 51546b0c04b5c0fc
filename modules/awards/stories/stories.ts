import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { nominationOf, noNomination } from '../nominations/ledger.ts'

const TEXT_MIN = 20
export const STORY_MAX = 3000

export const Writing = Type.Object({ text: Type.String({ maxLength: STORY_MAX }), figures: Type.Boolean() }, { additionalProperties: false })
export type Writing = Static<typeof Writing>
export const Review = Type.Object({
  version: Type.Integer({ minimum: 1, maximum: 10_000 }), passed: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 500 })),
}, { additionalProperties: false })
export type Review = Static<typeof Review>

export interface Story {
  nominationId: string; version: number; text: string; figures: boolean; status: 'waiting' | 'passed' | 'returned'; note: string | null; by: string
}

const COLUMNS = 'nomination_id as "nominationId", version, text, figures, status, note, written_by_name as by'
const WRITABLE: readonly string[] = ['qualified', 'publicity', 'objected', 'settled', 'approved', 'awarded']

/** 事迹: the unit writes it; nothing of it is public before the supervision has read it. */
export async function writeStory(call: Call, nominationId: string, { text, figures }: Writing): Promise<number> {
  const nomination = await nominationOf(call.tx, nominationId)
  if (call.actor.organisation !== nomination.organisation) throw noNomination()
  if (!WRITABLE.includes(nomination.state)) throw new Refusal('rule', '这件提名现在不用写事迹')
  const words = text.trim()
  if ([...words].length < TEXT_MIN) throw new Refusal('invalid', `事迹至少写 ${TEXT_MIN} 个字`, [{ path: 'text', message: `至少 ${TEXT_MIN} 个字` }])
  await runSql(call.tx, 'select 1 from awards.nomination where case_id = $1 for no key update', [nominationId])
  const version = ((await latestStories(call.tx, [nominationId])).get(nominationId)?.version ?? 0) + 1
  await runSql(call.tx, 'insert into awards.story (nomination_id, version, text, figures, written_by_name, written_at) values ($1, $2, $3, $4, $5, $6)',
    [nominationId, version, words, figures, call.actor.name, call.now])
  return version
}

/** Passed: this version is public once the award is given. Returned: the note says what to mend. */
export async function reviewStory(call: Call, nominationId: string, { version, passed, note }: Review): Promise<number> {
  await nominationOf(call.tx, nominationId)
  if (!passed && [...(note ?? '').trim()].length < 2) throw new Refusal('invalid', '退回的请写明要改什么', [{ path: 'note', message: '请写明要改什么' }])
  const rows = await runSql(call.tx, `
    update awards.story set status = $3, note = $4, reviewed_by_name = $5 where nomination_id = $1 and version = $2 and status = 'waiting' returning version`,
  [nominationId, version, passed ? 'passed' : 'returned', note ?? null, call.actor.name])
  if (rows.length === 0) throw new Refusal('conflict', '没有这一版事迹，或者已经审核过，请刷新')
  return version
}

export async function latestStories(tx: Tx, nominationIds: readonly string[]): Promise<Map<string, Story>> {
  return keyed(
    await runSql<Story>(
      tx,
      `select distinct on (nomination_id) ${COLUMNS} from awards.story where nomination_id = any($1::uuid[]) order by nomination_id, version desc`,
      [nominationIds],
    ),
  )
}

/** The newest version that has been read and passed, for everybody. */
export async function publicStories(tx: Tx, nominationIds: readonly string[]): Promise<Map<string, Story>> {
  return keyed(
    await runSql<Story>(
      tx,
      `
      select distinct on (nomination_id) ${COLUMNS} from awards.story
      where nomination_id = any($1::uuid[]) and status = 'passed' order by nomination_id, version desc`,
      [nominationIds],
    ),
  )
}

function keyed(rows: readonly Story[]): Map<string, Story> {
  return new Map(rows.map((row) => [row.nominationId, row]))
}
