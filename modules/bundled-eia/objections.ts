import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { sm3Hex } from '#platform/sm'
import { findCase, SYSTEM, takeStep, VISITOR, type Call, type Case, type StepInput } from '#kernel'
import { BUNDLE_TYPE } from './names.ts'

const closed = { additionalProperties: false } as const
const TEXT_MIN = 5
export const OBJECTION_MAX = 1000
/** On one notice; whoever comes later is asked to write or call. A default of ours. */
export const OBJECTIONS_MAX = 200

export const Objection = Type.Object({ text: Type.String({ maxLength: OBJECTION_MAX }) }, closed)
export const ObjectionData = Type.Object({ objectionId: Id }, closed)
export const AnswerData = Type.Object({
  objectionId: Id,
  gist: Type.String({ title: '意见要点（公开，不写是谁提的）', minLength: 2, maxLength: 300, visibility: 'public' }),
  answer: Type.String({ title: '答复（公开）', minLength: 2, maxLength: 2000, visibility: 'public' }),
}, closed)

export interface ObjectionRow { id: string; text: string; receivedAt: Date; gist: string | null; answer: string | null; answeredAt: Date | null }

/** What anybody says of a bundle while it is publicised. Returns the number under which it is answered. */
export async function receiveObjection(call: Call, caseId: string, { text, key }: { text: string; key: string | undefined }): Promise<string> {
  const words = text.trim()
  if ([...words].length < TEXT_MIN) throw new Refusal('invalid', '请写您的意见', [{ path: 'text', message: `请写您的意见，至少 ${TEXT_MIN} 个字` }])
  if (words.length > OBJECTION_MAX)
    throw new Refusal('invalid', '意见太长了', [{ path: 'text', message: `最多 ${OBJECTION_MAX} 个字，现在有 ${words.length} 个，请写短一些，或者分几次提` }])
  const found = await findCase(call.tx, caseId)
  if (found?.type !== BUNDLE_TYPE || found.sealed) throw noNotice()
  const id = idFor(call, caseId, key)
  await runSql(call.tx, "select pg_advisory_xact_lock(hashtextextended('objection ' || $1, 0))", [id])
  const [earlier] = await runSql<{ id: string }>(call.tx, 'select id from bundled_eia.objection where id = $1 and case_id = $2', [id, caseId])
  if (earlier) return id
  if (found.state !== 'publicity') throw new Refusal('conflict', '公示已经结束，不能再在这里提意见；还有意见的，请直接联系生态环境部门')
  await takeStep({ ...call, actor: SYSTEM }, caseId, 'object', { data: { objectionId: id } })
  await refuseTooMany(call, caseId)
  await runSql(call.tx, 'insert into bundled_eia.objection (id, case_id, text, account_id, received_at) values ($1, $2, $3, $4, $5)',
    [id, caseId, words, call.actor.id === VISITOR.id ? null : call.actor.id, call.now])
  return id
}

/** Everything said of a bundle, first come first. For those who decide: the words may hold personal data. */
export function objectionsOf({ tx }: Pick<Call, 'tx'>, caseId: string): Promise<ObjectionRow[]> {
  return runSql<ObjectionRow>(tx, `
    select id, text, received_at as "receivedAt", gist, answer, answered_at as "answeredAt" from bundled_eia.objection
    where case_id = $1 order by received_at, id limit ${OBJECTIONS_MAX}`, [caseId])
}

/** How many have not been answered. */
export function openObjections({ traits }: Pick<Case, 'traits'>): number {
  return Number(traits['objections'] ?? 0) - Number(traits['answers'] ?? 0)
}

export function unanswered(found: Case): string | undefined {
  const open = openObjections(found)
  return open === 0 ? undefined : `还有 ${open} 条公众意见没有答复，请先逐条答复`
}

export function objected({ found }: StepInput) {
  return { traits: { ...found.traits, objections: Number(found.traits['objections'] ?? 0) + 1 } }
}

export function answered({ found }: StepInput) {
  return { traits: { ...found.traits, answers: Number(found.traits['answers'] ?? 0) + 1 } }
}

/** Each is answered once; the answer is public and stays. */
export async function recordAnswer(call: Call, found: Case, { objectionId, gist, answer }: Record<string, unknown>): Promise<void> {
  const rows = await runSql(call.tx, `
    update bundled_eia.objection set gist = $3, answer = $4, answered_at = $5, answered_by = $6
    where id = $1 and case_id = $2 and answer is null returning id`, [objectionId, found.id, gist, answer, call.now, call.actor.id])
  if (rows.length === 0) throw new Refusal('conflict', '没有这条意见，或者已经答复过，请刷新后再看')
}

async function refuseTooMany({ tx }: Call, caseId: string): Promise<void> {
  const [row] = await runSql<{ count: number }>(tx, 'select count(*)::int as count from bundled_eia.objection where case_id = $1', [caseId])
  if ((row?.count ?? 0) >= OBJECTIONS_MAX) throw new Refusal('too-many', '这里收到的意见已经很多，请按公示写的地址来信或者打电话')
}

/** Out of the key of the page or of the program: sending it again says it once. */
function idFor({ actor }: Pick<Call, 'actor'>, caseId: string, key: string | undefined): string {
  if (key === undefined || key === '') return randomUUID()
  const digits = sm3Hex(`${caseId} ${actor.id} ${key}`)
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-')
}

export function noNotice(): Refusal {
  return new Refusal('not-found', '没有这个公示，请核对网址')
}
