import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { KernelTables } from './tables.ts'
import type { Command } from './write.ts'

/** The case an earlier command with the same key has touched, or undefined. Refuses a key used for something else. */
export async function findCommand(tx: Tx, command: Command): Promise<string | undefined> {
  const earlier = await tx
    .withTables<KernelTables>()
    .selectFrom('kernel.command')
    .select(['case_id as caseId', 'request_hash as requestHash'])
    .where('actor_id', '=', command.actorId)
    .where('key', '=', command.key)
    .executeTakeFirst()
  if (earlier && earlier.requestHash !== command.requestHash) {
    throw new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
  }
  return earlier?.caseId
}

export function requestHashOf(request: unknown): string {
  return sm3Hex(canonicalJson(request))
}
