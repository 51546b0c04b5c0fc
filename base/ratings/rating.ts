import { Type, type Static } from 'typebox'
import { findCase, SYSTEM, takeStep, type Call, type Case, type Step, type StepFacts } from '#kernel'
import { sourceOf } from './source.ts'
import type { RatingTables } from './tables.ts'

/** Five levels as in the province's 好差评; 2 and 1 are bad ratings. */
export const RATING_LEVELS: Readonly<Record<number, string>> = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' }

/** Ready words to tick; the text is free. Ours, configurable. */
export const RATING_TAGS = {
  good: ['一次办好', '态度热情', '材料精简', '办得比承诺快', '指引清楚'],
  bad: ['多跑了路', '态度生硬', '材料要求不清', '超过期限', '系统不好用'],
} as const

/** What she says is hers alone: those she rates must not read on her case how she rated them (rating-loop shows them the words without her). */
export const Rating = Type.Object({
  level: Type.Integer({ title: '满意度', minimum: 1, maximum: 5, visibility: 'own' }),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { title: '标签', maxItems: 10, uniqueItems: true, visibility: 'own' })),
  text: Type.Optional(Type.String({ title: '想说的话', maxLength: 500, visibility: 'own' })),
}, { additionalProperties: false })
export type Rating = Static<typeof Rating>

/** The step a workflow offers the applicant once her matter is over: voluntary, and once. The system takes it for a rating made elsewhere. */
export function rateStep<const State extends string>(from: readonly State[]): Step<State> {
  return { label: '评价', from, by: ['applicant', 'agent', 'system'], form: { schema: Rating, record: recordRating }, change: markRated, refusal: rated }
}

/**
 * A rating the applicant has made elsewhere (上级平台转来), with where it comes from; whoever applied counts as the rater, and hears
 * how a bad one is followed up. @returns false where the case has a rating already
 */
export async function rateFromElsewhere(call: Call, caseId: string, rating: Rating, cameFrom: string): Promise<boolean> {
  const found = await findCase(call.tx, caseId)
  if (found?.traits['rated'] === true) return false
  const { agentId, applicant } = await takeStep({ ...call, actor: SYSTEM }, caseId, 'rate', { data: { ...rating } })
  await call.tx.withTables<RatingTables>().updateTable('ratings.rating')
    .set({ came_from: cameFrom, rated_by: agentId ?? applicant.id }).where('case_id', '=', caseId).execute()
  return true
}

async function recordRating(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Rating.
  const { level, tags, text } = data as Rating
  const source = await sourceOf(call, found)
  await call.tx.withTables<RatingTables>().insertInto('ratings.rating')
    .values({ case_id: found.id, level, tags: tags ?? [], text: text ?? null, rated_by: call.actor.id, rated_at: call.now, ...source }).execute()
}

function markRated({ found }: { found: Case }) {
  return { traits: { ...found.traits, rated: true } }
}

function rated({ found }: StepFacts): string | undefined {
  return found.traits['rated'] === true ? '您已经评价过这件事，谢谢' : undefined
}
