import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { caseFor, revealedField, type Call, type Relation } from '#kernel'
import { recordAudit } from './record.ts'

/** Those who handle a case see what is personal in it masked, and may ask for the text behind it. */
export const REVEALERS: readonly [Relation, ...Relation[]] = ['window', 'owner', 'approver', 'handler', 'sealed']

export const REASON_LENGTH_MIN = 5
export const REASON_LENGTH_MAX = 200
/** More than anybody handling cases needs; somebody who collects data runs into it. */
const REVEALS_MAX = 60
const WINDOW_MINUTES = 10

/**
 * One personal field of a case in clear, for somebody who handles it and says why. That she saw it is written down in the same
 * transaction, field and reason, never the text: no entry, no answer.
 */
export async function reveal(call: Call, caseId: string, { field, reason }: { field: string; reason: string }): Promise<{ field: string; value: unknown }> {
  const { found, relations } = await caseFor(call, caseId, REVEALERS)
  const why = reason.trim()
  if ([...why].length < REASON_LENGTH_MIN) {
    throw new Refusal('invalid', `请写明查看的理由，至少 ${REASON_LENGTH_MIN} 个字`, [{ path: 'reason', message: `至少 ${REASON_LENGTH_MIN} 个字` }])
  }
  const value = revealedField(call.kernel.vault, found, { name: field, relations })
  if (value === undefined) throw new Refusal('invalid', '这一项没有遮盖，或者您看不到它，请刷新后再看', [{ path: 'field', message: '没有这一项' }])
  await refuseTooMany(call)
  await recordAudit(call, { action: 'reveal', what: '查看个人信息原文', caseId: found.id, object: field, reason: why })
  return { field, value }
}

async function refuseTooMany({ tx, actor, now }: Call): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000)
  const [seen] = await runSql<{ count: number }>(tx, `
    select count(*) as count
    from (select 1 from audit.entry where account = $1 and at > $2 and action = 'reveal' and outcome = 'done' limit ${REVEALS_MAX}) found`,
  [actor.id, since])
  if ((seen?.count ?? 0) >= REVEALS_MAX) {
    throw new Refusal('too-many', `${WINDOW_MINUTES} 分钟内已查看 ${REVEALS_MAX} 项个人信息，请稍后再看；确需批量核对的，请联系安全管理员`)
  }
}
