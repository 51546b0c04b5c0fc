/** What a ticket machine has to know (取号机口令), so that nobody takes numbers from home. Only its digest is kept. */
import { randomBytes } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { sm3Hex } from '#platform/sm'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'

const KEY_BYTES = 12

/** A new key, shown this once; machines with the old one have to be told. */
export async function issueMachineKey(call: Call, hall: string): Promise<{ key: string }> {
  const key = randomBytes(KEY_BYTES).toString('hex')
  const [changed] = await runSql(call.tx, 'update hall.place set machine_digest = $2 where code = $1 returning code', [hall, machineDigest(hall, key)])
  if (!changed) throw new Refusal('not-found', '没有这个大厅，请刷新后再试')
  await recordAudit(call, { action: 'admin', what: '给取号机发新口令', object: hall })
  return { key }
}

export async function isMachineKey(tx: Tx, hall: string, key: string | undefined): Promise<boolean> {
  if (key === undefined || key === '') return false
  const found = await runSql(tx, 'select 1 from hall.place where code = $1 and machine_digest = $2', [hall, machineDigest(hall, key)])
  return found.length > 0
}

export function machineDigest(hall: string, key: string): string {
  return sm3Hex(`hall machine ${hall} ${key}`)
}
