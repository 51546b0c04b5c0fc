import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { accountById } from '../account-proof.ts'
import type { UnifiedTrouble } from './troubles.ts'

/**
 * Writes down that nobody was let in, and why: the word, the account where there is one, and the code of what went wrong between the two
 * houses, for the operator. Never what was sent. An attempt that was not there leaves nothing: anybody can ask for that.
 */
export async function recordTrouble(call: Call, { why, account, cause }: UnifiedTrouble): Promise<void> {
  if (why === 'expired' && account === null) return
  const actor = account === null ? { id: 'unknown', name: '（还不知道是谁）', roles: [], organisation: null } : await accountById(call, account)
  await recordAudit(call, { action: 'sign-in', what: '用统一身份认证登录', outcome: 'refused', actor, detail: { refused: why, cause: codeOf(cause) } })
}

function codeOf(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
