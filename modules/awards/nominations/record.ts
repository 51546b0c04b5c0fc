import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call, Case } from '#kernel'
import { campaignOf } from '../campaigns/ledger.ts'
import { fillPlaceOf } from '../campaigns/succession.ts'
import { VETO_RULES } from '../campaigns/scheme.ts'
import { issueCertificate, revokeCertificate } from '../certificates/issue.ts'
import { vetoesOf } from '../evidence/evidence.ts'
import { nominationOf } from './ledger.ts'
import { refuseNominee, refuseReviewer } from './separation.ts'

/** 资格审查: what the system has found must be answered one by one; it cannot be passed over. In the transaction of the step. */
export async function recordQualified(call: Call, { id }: Case, data: Record<string, unknown>): Promise<void> {
  const nomination = await nominationOf(call.tx, id)
  refuseNominee(call, nomination)
  const campaign = await campaignOf(call.tx, nomination.campaignId)
  const dismissed = dismissedIn(data['dismissed'])
  const found = await vetoesOf(call, campaign, nomination)
  const standing = found.filter(({ id: veto }) => !dismissed.some((one) => one.veto === veto))
  if (standing.length > 0) {
    throw new Refusal('rule', `查到了否决项：${standing.map(({ name, sentence }) => `${name}（${sentence}）`).join('；')}。不通过的选“资格审查不通过”；不适用的逐项写明为什么`)
  }
  const needless = dismissed.find(({ veto }) => !found.some((one) => one.id === veto))
  if (needless) throw new Refusal('invalid', '没有查到这一项否决，不用写为什么不适用', [{ path: 'dismissed', message: `没有查到“${nameOf(needless.veto)}”` }])
  for (const { veto, reason } of dismissed) {
    await runSql(call.tx, 'insert into awards.dismissal (nomination_id, veto, reason, written_by_name, written_at) values ($1, $2, $3, $4, $5)', [
      id,
      veto,
      reason,
      call.actor.name,
      call.now,
    ])
  }
}

/** The vetoes a refusal rests on are among those of the campaign. */
export async function recordBarred(call: Call, { id }: Case, { vetoes }: Record<string, unknown>): Promise<void> {
  const nomination = await nominationOf(call.tx, id)
  refuseNominee(call, nomination)
  const named: readonly unknown[] = Array.isArray(vetoes) ? vetoes : []
  const { body } = await campaignOf(call.tx, nomination.campaignId)
  const unknown = named.find((veto) => !body.vetoes.some((known) => known === veto))
  if (unknown !== undefined) throw new Refusal('invalid', '这次评选没有这个否决项', [{ path: 'vetoes', message: `没有“${nameOf(String(unknown))}”` }])
}

/** 取消资格: and who takes the place, if the campaign says that somebody does. */
export async function recordDisqualified(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  await recordBarred(call, found, data)
  await fillPlaceOf(call, found)
}

/** 审定: by somebody else than who reviewed it. */
export async function recordApproved(call: Call, { id }: Case): Promise<void> {
  refuseNominee(call, await nominationOf(call.tx, id))
  await refuseReviewer(call, id)
}

export async function recordAward(call: Call, { id }: Case): Promise<void> {
  const nomination = await nominationOf(call.tx, id)
  refuseNominee(call, nomination)
  await issueCertificate(call, nomination, await campaignOf(call.tx, nomination.campaignId))
}

/** 摘牌: the certificate says so from now on. */
export async function recordRevoked(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  await recordBarred(call, found, data)
  await revokeCertificate(call, found.id, String(data['reason']))
}

function dismissedIn(value: unknown): { veto: string; reason: string }[] {
  // Safe: the schema of the step has checked the shape.
  return Array.isArray(value) ? (value as { veto: string; reason: string }[]) : []
}

function nameOf(veto: string): string {
  return VETO_RULES.find(({ id }) => id === veto)?.name ?? veto
}
