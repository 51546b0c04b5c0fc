import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { LOGIN, LOGIN_ADVICE } from '../login.ts'
import { endSessions } from '../own-sessions.ts'
import { hashPassword } from '../password.ts'
import { lockAccount, type AccountRow } from './account-list.ts'
import { refuseOneself } from './separation.ts'

export interface NewAccount { account: string; name: string; organisation: string }

/**
 * 系统管理员 makes an account for a member of staff. Nobody knows its password, and it has no rights: both come from
 * 安全管理员. Refuses with invalid, conflict or rule.
 */
export async function createAccount(call: Pick<Call, 'tx' | 'now'>, { account, name, organisation }: NewAccount): Promise<AccountRow> {
  const login = account.trim().toLowerCase()
  const faults = [
    ...(LOGIN.test(login) ? [] : [{ path: 'account', message: LOGIN_ADVICE }]),
    ...(name.trim() === '' ? [{ path: 'name', message: '请填写姓名' }] : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '账号有误，请按提示修改', faults)
  await refuseUnknownOrganisation(call, organisation)
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
  const id = randomUUID()
  const { rows } = await sql`
    insert into people.account (id, login, name, kind, password_hash, password_must_change, organisation, created_at)
    values (${id}, ${login}, ${name.trim()}, 'staff', ${passwordHash}, true, ${organisation}, ${call.now})
    on conflict do nothing returning id`.execute(call.tx)
  if (rows.length === 0) throw new Refusal('conflict', '这个账号名已有人使用，请换一个', [{ path: 'account', message: '已有人使用，请换一个' }])
  return lockAccount(call, id)
}

/** 系统管理员 takes an account out of use: it is signed out everywhere at once. Its history stays. */
export async function deactivate(call: Call, id: string): Promise<AccountRow> {
  const found = await lockAccount(call, id)
  refuseOneself(call.actor.id, found)
  await sql`update people.account set active = false where id = ${id}`.execute(call.tx)
  await endSessions(call, id)
  return lockAccount(call, id)
}

/** Back in use, with the rights it had. */
export async function activate(call: Call, id: string): Promise<AccountRow> {
  refuseOneself(call.actor.id, await lockAccount(call, id))
  await sql`update people.account set active = true where id = ${id}`.execute(call.tx)
  return lockAccount(call, id)
}

export async function refuseUnknownOrganisation({ tx }: Pick<Call, 'tx'>, organisation: string): Promise<void> {
  const { rows } = await sql`select 1 from people.organisation where id = ${organisation}`.execute(tx)
  if (rows.length === 0) throw new Refusal('rule', '没有这个单位，请从名单里选', [{ path: 'organisation', message: '没有这个单位，请从名单里选' }])
}
