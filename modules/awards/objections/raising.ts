import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { claimCommand, openCase, requestHashOf, SYSTEM, takeStep, type Call } from '#kernel'
import { DEADLINES } from '../deadlines.ts'
import { campaignOf } from '../campaigns/ledger.ts'
import { HUADU, OBJECTION_TYPE, SUPERVISING_ORGANISATION } from '../nominations/names.ts'
import { nominationOf, noNomination, type Nomination } from '../nominations/ledger.ts'

const REASON_MIN = 10
export const REASON_MAX = 2000
/** After the award somebody may still say that it was wrong. A default of ours. */
const AFTER_CALENDAR_DAYS = 365

export const Objecting = Type.Object({ reason: Type.String({ maxLength: REASON_MAX }), asUnit: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
export type Objecting = Static<typeof Objecting>

/**
 * An objection by name, by a signed-in person or by the head of a unit for the unit. While the award is not given it holds the award.
 * The same key objects once.
 */
export async function raiseObjection(
  call: Call, nominationId: string, { reason, asUnit = false }: Objecting, key?: string,
): Promise<{ caseId: string; number: string }> {
  const command = key === undefined ? null : { actorId: call.actor.id, key, requestHash: requestHashOf([nominationId, reason, asUnit]) }
  const earlier = command && await claimCommand(call.tx, command)
  if (earlier) return { caseId: earlier, number: await numberOf(call, earlier) }
  const words = reason.trim()
  if ([...words].length < REASON_MIN) throw fault('reason', `请写明是什么事、怎么知道的，至少 ${REASON_MIN} 个字`)
  if (words.length > REASON_MAX) throw fault('reason', `最多 ${REASON_MAX} 个字，现在有 ${words.length} 个，请写短一些`)
  if (asUnit && !call.actor.roles.includes('approver')) throw new Refusal('forbidden', '以单位名义提异议的，由单位负责人提')
  const nomination = await nominationOf(call.tx, nominationId)
  await refuseUntimely(call, nomination)
  await refuseSecond(call, nominationId)
  const limit = DEADLINES.objection.workingDays
  const name = asUnit ? call.kernel.nameOf(call.actor.organisation ?? '') : call.actor.name
  const { opened } = await openCase(call, {
    type: OBJECTION_TYPE, item: { code: 'AWARDS', version: 1, name: `评优异议：${nomination.title}` },
    applicant: { kind: 'person', id: call.actor.id, name }, agentId: null, ownerOrganisation: SUPERVISING_ORGANISATION,
    receivingOrganisation: SUPERVISING_ORGANISATION, place: HUADU,
    form: { nomination: nominationId, campaign: nomination.title, nominee: nomination.name, reason: words },
    traits: { fields: { visibility: { nomination: 'handling', campaign: 'handling', nominee: 'handling', reason: 'handling' } } },
    limits: { limitWorkingDays: limit, statutoryWorkingDays: limit, joint: false }, isUnclocked: true,
  }, command)
  await runSql(call.tx, 'insert into awards.objection (case_id, nomination_id, raised_by, as_unit, reason, opened_at) values ($1, $2, $3, $4, $5, $6)', [
    opened.id, nominationId, call.actor.id, asUnit, words, call.now,
  ])
  if (nomination.state !== 'awarded') await takeStep({ ...call, actor: SYSTEM }, nominationId, 'hold')
  return { caseId: opened.id, number: opened.number }
}

const DURING: readonly string[] = ['publicity', 'objected', 'settled', 'approved']

/** While it is public, and for a year after the award. */
async function refuseUntimely(call: Call, nomination: Nomination): Promise<void> {
  const { announcedOn } = await campaignOf(call.tx, nomination.campaignId)
  if (announcedOn === null) throw noNomination()
  if (DURING.includes(nomination.state)) return
  const [certificate] = await runSql<{ issuedOn: string }>(
    call.tx, 'select issued_on as "issuedOn" from awards.certificate where nomination_id = $1 and revoked_on is null', [nomination.id],
  )
  if (certificate && call.today <= addCalendarDays(certificate.issuedOn, AFTER_CALENDAR_DAYS)) return
  throw new Refusal('rule', '现在不在公示中，不能在这里提异议；有问题请直接向监督部门反映')
}

/** The nomination is held, so that of two at once by the same person one stands. */
async function refuseSecond({ tx, actor }: Call, nominationId: string): Promise<void> {
  await runSql(tx, 'select 1 from awards.nomination where case_id = $1 for no key update', [nominationId])
  const [open] = await runSql<{ number: string }>(tx, `
    select found.number from awards.objection objection join kernel.case found on found.id = objection.case_id
    where objection.nomination_id = $1 and objection.raised_by = $2 and found.closed_at is null limit 1`, [nominationId, actor.id])
  if (open) throw new Refusal('conflict', `您的异议 ${open.number} 还没有答复，有补充请等答复以后再说`)
}

async function numberOf({ tx }: Call, caseId: string): Promise<string> {
  const [row] = await runSql<{ number: string }>(tx, 'select number from kernel.case where id = $1', [caseId])
  return row?.number ?? ''
}

function fault(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}
