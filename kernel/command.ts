import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Command } from './write.ts'

/** The case an earlier command with the same key has touched, or undefined. Refuses a key used for something else, and one too long to keep. */
export async function findCommand(tx: Tx, { actorId, key, requestHash }: Command): Promise<string | undefined> {
  refuseLong(key)
  const [earlier] = await runSql<{ caseId: string; requestHash: string }>(tx, EARLIER, [actorId, key])
  if (earlier && earlier.requestHash !== requestHash) throw taken()
  return earlier?.caseId
}

const EARLIER = 'select case_id as "caseId", request_hash as "requestHash" from kernel.command where actor_id = $1 and key = $2'

/**
 * The same for a command that opens a case. There is no row yet on which two of them could meet, so those with one key
 * wait for each other here; the second then finds what the first has done.
 */
export async function claimCommand(tx: Tx, command: Command): Promise<string | undefined> {
  const turn = CompiledQuery.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${command.actorId} ${command.key}`])
  const [, earlier] = await Promise.all([tx.executeQuery(turn), findCommand(tx, command)])
  return earlier
}

export function requestHashOf(request: unknown): string {
  return sm3Hex(canonicalJson(request))
}

const KEY_LENGTH_MAX = 200

/** The key of a request, if it has one. A longer key is refused: cut off, two different keys would look the same. */
export function idempotencyKeyOf(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  const key = headers['idempotency-key']
  if (key !== undefined) refuseLong(key)
  return key
}

/** A key may come from a page's hidden field as well, where anything can stand. */
function refuseLong(key: string): void {
  if (key.length > KEY_LENGTH_MAX) throw new Refusal('invalid', `Idempotency-Key 最长 ${KEY_LENGTH_MAX} 个字符，请换一个短的`)
}

/** Two requests with one key on different cases at the same moment: the second finds the key taken when it writes. */
export function refuseTakenKey(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.constraint === 'command_pkey') throw taken()
  throw error
}

function taken(): Refusal {
  return new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
}
