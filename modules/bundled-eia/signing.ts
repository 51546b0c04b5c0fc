import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import { bodyOf, type Call } from '#kernel'
import { unitsIn, type UnitAnswers } from './answers.ts'
import { draftForMember, keepSignature, type Draft } from './drafts.ts'
import type { FiledUnit } from './filing.ts'

/** What a signature stands for: everything that will be filed. Whatever changes afterwards has to be confirmed anew (环境影响评价法第二十条). */
export function contentSm3({ answers, reportFile }: Pick<Draft, 'answers' | 'reportFile'>): string {
  return sm3Hex(canonicalJson({ answers, report: reportFile?.id ?? null }))
}

/** How a unit has confirmed the draft as it stands now. */
export function signedHow(draft: Draft, unit: Pick<UnitAnswers, 'uscc'>): FiledUnit['signed'] {
  const member = draft.members.find(({ uscc }) => uscc === unit.uscc)
  if (member?.signedSm3 === contentSm3(draft)) return 'account'
  return member?.letter ? 'letter' : null
}

/** The units that have not confirmed what the draft says now. */
export function unsignedIn(draft: Draft): UnitAnswers[] {
  return unitsIn(draft.answers).filter((unit) => signedHow(draft, unit) === null)
}

/** The credit code of the firm the actor acts for; undefined for somebody who acts for none. */
export async function ownUscc(call: Pick<Call, 'tx' | 'actor'>): Promise<string | undefined> {
  const party = bodyOf(call.actor)
  if (party === null) return undefined
  const [row] = await runSql<{ uscc: string }>(call.tx, 'select uscc from people.party where id = $1', [party])
  return row?.uscc
}

/** 签字确认: the firm confirms its part and the whole of what it has just read. */
export async function sign(call: Call, draftId: string, { sm3 }: { sm3: string }): Promise<void> {
  if (call.actor.agency && !call.actor.agency.powers.includes('file')) throw new Refusal('rule', '单位给您的授权不包括提交申请，不能替它签字确认')
  const uscc = await ownUscc(call)
  if (uscc === undefined) throw new Refusal('rule', '签字确认要用单位的账号，或者由单位授权的经办人来办')
  await runSql(call.tx, 'select 1 from bundled_eia.draft where id = $1 for update', [draftId])
  const draft = await draftForMember(call, draftId, uscc)
  if (contentSm3(draft) !== sm3) throw new Refusal('conflict', '申报的内容刚刚改过，请重新看一遍再确认')
  await keepSignature(call, draftId, { uscc, sm3 })
}
