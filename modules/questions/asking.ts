import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { claimCommand, openCase, requestHashOf, SYSTEM, takeStep, type Call } from '#kernel'
import { itemInForce } from '#base/catalog'
import { QUESTION_TYPE } from '#base/faq'
import { applicantFor } from '#base/people'
import { QUESTION_MAX } from './answer.ts'
import { DEADLINES } from './deadlines.ts'

export const Question = Type.Object({
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  question: Type.String({ maxLength: QUESTION_MAX }),
}, { additionalProperties: false })
export type Question = Static<typeof Question>

const HUADU = '440114'
const QUESTION_MIN = 4
/** So many of one person's questions may wait at once; more are no help to anybody. A default of ours. */
export const WAITING_MAX = 5
const TOO_SHORT = `请写想问什么，至少 ${QUESTION_MIN} 个字`

/** Asks the organisation that owns the item. The same key asks once. Returns the id of the case. */
export async function askQuestion(call: Call, asked: Question, key: string | undefined): Promise<string> {
  const command = key === undefined ? null : { actorId: call.actor.id, key, requestHash: requestHashOf(asked) }
  const earlier = command && await claimCommand(call.tx, command)
  if (earlier) return earlier
  const question = asked.question.trim()
  if ([...question].length < QUESTION_MIN) throw new Refusal('invalid', TOO_SHORT, [{ path: 'question', message: TOO_SHORT }])
  const item = await itemInForce(call.tx, asked.itemCode, call.today)
  const { applicant, agentId } = await applicantFor(call, item)
  await refuseTooMany(call, applicant.id)
  const { workingDays } = DEADLINES.answer
  const { opened } = await openCase(call, {
    type: QUESTION_TYPE, item: { code: item.code, version: item.version, name: `咨询：${item.name}` }, applicant, agentId,
    ownerOrganisation: item.organisation, receivingOrganisation: item.receivingOrganisation, place: HUADU,
    form: { question }, traits: {}, limits: { limitWorkingDays: workingDays, statutoryWorkingDays: workingDays, joint: false },
  }, command)
  await takeStep({ ...call, actor: SYSTEM }, opened.id, 'register')
  return opened.id
}

/** Whoever asks many things at once waits for the first answers. Those who ask at the same moment are counted one after the other. */
async function refuseTooMany({ tx }: Call, applicantId: string): Promise<void> {
  await runSql(tx, "select pg_advisory_xact_lock(hashtextextended('questions ' || $1, 0))", [applicantId])
  const [row] = await runSql<{ waiting: number }>(tx, `
    select count(*)::int as waiting from kernel.case where applicant_id = $1 and type = $2 and closed_at is null`, [applicantId, QUESTION_TYPE])
  if ((row?.waiting ?? 0) >= WAITING_MAX) {
    throw new Refusal('too-many', `您有 ${WAITING_MAX} 个问题还没有答复，请等答复后再提，或者拨打咨询电话`)
  }
}
