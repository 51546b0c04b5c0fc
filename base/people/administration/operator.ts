import { sql } from 'kysely'
import { SYSTEM, type Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { recordAudit } from '#base/audit'
import { removeFactor } from '../second-factor/factor.ts'
import type { AdministratorRole } from '../staff-roles.ts'
import { lockAccount } from './account-list.ts'
import { createAccount, type NewAccount } from './accounts.ts'
import { halfPassword, joinHalves, setTemporaryPassword } from './keys.ts'

type Ground = Pick<Call, 'tx' | 'now'>
export interface OperatorKeys { account: string; temporaryPassword: string }

/**
 * The operator, who has the machine itself, appoints an administrator: how the first three come to be. The password is for one
 * time. In one transaction with its entry in the audit log.
 */
export async function appointAdministrator(ground: Ground, role: AdministratorRole, wanted: NewAccount): Promise<OperatorKeys> {
  const made = await createAccount(ground, wanted)
  await sql`insert into people.account_role (account, role) values (${made.id}, ${role})`.execute(ground.tx)
  await recordAudit({ ...ground, actor: SYSTEM }, { action: 'admin', what: `在服务器上任命 ${role}`, object: made.account })
  return { account: made.account, temporaryPassword: await setTemporaryPassword(ground, made, joinHalves(halfPassword(), halfPassword())) }
}

/** The operator gives somebody, an administrator too, a password for one time and takes the authenticator away. */
export async function resetKeys(ground: Ground, account: string): Promise<OperatorKeys> {
  const { rows } = await sql<{ id: string }>`select id from people.account where login = ${account.trim().toLowerCase()}`.execute(ground.tx)
  if (rows[0] === undefined) throw new Refusal('not-found', '没有这个账号')
  const found = await lockAccount(ground, rows[0].id)
  await removeFactor(ground, found.id)
  await recordAudit({ ...ground, actor: SYSTEM }, { action: 'admin', what: '在服务器上重置密码和动态码', object: found.account })
  return { account: found.account, temporaryPassword: await setTemporaryPassword(ground, found, joinHalves(halfPassword(), halfPassword())) }
}
