import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { sm3Hex } from '#platform/sm'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { subjectsOf } from './eligible.ts'
import { heldCampaign, keepEligible, type Campaign } from './ledger.ts'
import { fault, refuseUnsound, type Scheme } from './scheme.ts'

/** A new draft. The same key writes one. */
export async function draftCampaign(call: Call, body: Scheme, key?: string): Promise<string> {
  const id = key === undefined ? randomUUIDv7() : idFor(call.actor.id, key)
  const rows = await runSql(call.tx, `
    insert into awards.campaign (id, kind, body, written_by, written_at, is_example) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning id`,
  [id, body.kind, JSON.stringify(body), call.actor.id, call.now, body.isExample])
  if (rows.length > 0) await recordAudit(call, { action: 'admin', what: '起草评选', object: body.title })
  return id
}

export interface Change { from: number; body: Scheme; reason?: string | undefined }

/**
 * Changes a draft, or what is published until it is locked: that is the next version, with a reason, and is checked again. `from` is
 * the version (of a draft: how often it was written) that was looked at.
 */
export async function changeCampaign(call: Call, id: string, { from, body, reason }: Change): Promise<number> {
  const campaign = await heldCampaign(call.tx, id)
  if (campaign.status === 'locked' || campaign.status === 'announced') throw new Refusal('rule', '证据已经锁定，办法不能再改')
  if (body.kind !== campaign.kind) throw fault('kind', '评选的种类定了不能改，请另起一份')
  refuseStale(campaign, from)
  if (campaign.status === 'draft') {
    await runSql(call.tx, 'update awards.campaign set body = $2, edits = edits + 1, is_example = $3 where id = $1', [id, JSON.stringify(body), body.isExample])
    return campaign.edits + 1
  }
  if (reason === undefined || [...reason.trim()].length < REASON_MIN) throw fault('reason', `已经发布的办法要改，请写明原因，至少 ${REASON_MIN} 个字`)
  return writeVersion(call, campaign, { body, reason })
}

const REASON_MIN = 5

/** 发布: checked, the list of those who may be nominated is written down, from now on citizens see it. */
export async function publishCampaign(call: Call, id: string, { from }: { from: number }): Promise<{ version: number; onDuty: number; seats: number }> {
  const campaign = await heldCampaign(call.tx, id)
  if (campaign.status !== 'draft') throw new Refusal('conflict', '已经发布过了；要改请写明原因，成为新的一版')
  refuseStale(campaign, from)
  const version = await writeVersion(call, campaign, { body: campaign.body, reason: '发布' })
  const [row] = await runSql<{ onDuty: number; seats: number }>(call.tx, 'select on_duty as "onDuty", seats from awards.campaign where id = $1', [id])
  return { version, onDuty: row?.onDuty ?? 0, seats: row?.seats ?? 0 }
}

function refuseStale({ version, edits, status }: Campaign, from: number): void {
  const now = status === 'draft' ? edits : version
  if (from !== now) throw new Refusal('conflict', '刚刚有人改过，请刷新看过以后再改')
}

async function writeVersion(call: Call, { id, version }: Campaign, { body, reason }: { body: Scheme; reason: string }): Promise<number> {
  refuseUnsound(body, call.today)
  const subjects = await subjectsOf(call.tx, body)
  if (subjects.length === 0) throw fault('eligible', '现在没有可以被提名的人，请核对范围')
  const seats = seatsOf(body, subjects.length)
  await keepEligible(call.tx, id, subjects)
  await runSql(call.tx, `
    insert into awards.campaign_version (campaign_id, version, body, reason, written_by, written_by_name, written_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  [id, version + 1, JSON.stringify(body), reason, call.actor.id, call.actor.name, call.now])
  await runSql(call.tx, "update awards.campaign set version = $2, status = 'open', body = $3, on_duty = $4, seats = $5, is_example = $6 where id = $1",
    [id, version + 1, JSON.stringify(body), subjects.length, seats, body.isExample])
  await recordAudit(call, { action: 'admin', what: version === 0 ? '发布评选' : '改评选办法', object: `${body.title} 第 ${version + 1} 版`, detail: { reason } })
  return version + 1
}

/** 不超过: a share is rounded down, and a share of less than one person is none. */
export function seatsOf({ quota }: Pick<Scheme, 'quota'>, onDuty: number): number {
  if (quota.by === 'seats') {
    if (quota.seats > onDuty) throw fault('quota', `名额 ${quota.seats} 个，可以被提名的只有 ${onDuty} 人`)
    return quota.seats
  }
  const seats = Math.floor((onDuty * quota.percent) / 100 + 1e-9)
  if (seats === 0) throw fault('quota', `在岗 ${onDuty} 人的 ${quota.percent}% 不足一个名额，请扩大范围，或者写明名额的个数`)
  return seats
}

/** Out of the key of the program: sending it again drafts it once. */
function idFor(actorId: string, key: string): string {
  const digits = sm3Hex(`awards.campaign ${actorId} ${key}`)
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-')
}
