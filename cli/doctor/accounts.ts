import { runSql } from '#platform/database'
import { DEMO_PASSWORD, demoAccounts, listOrganisations } from '#base/people'
import { isPassword } from '../../base/people/password.ts'
import { ask, fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/** Shutting an account out ends its sessions too. */
async function shutOut({ database }: Ground, logins: readonly string[]): Promise<void> {
  await runSql(database, 'update people.account set active = false where login = any($1)', [logins])
  await runSql(database, 'delete from people.session where account in (select id from people.account where login = any($1))', [logins])
}

async function openDemoAccounts({ database, config }: Ground): Promise<string[]> {
  if (config.demo) return []
  const logins = demoAccounts(await listOrganisations(database)).map(({ login }) => login)
  const rows = await runSql<{ login: string }>(
    database, "select login from people.account where active and login = any($1) and id like 'demo-%' order by login", [logins],
  )
  return rows.map(({ login }) => login)
}

const demo: Check<Ground> = {
  id: 'demo-accounts',
  look: async (ground) => {
    const open = await openDemoAccounts(ground)
    if (open.length > 0) return wrong(`正式环境里有演示账号 ${listed(open)}，口令人人知道`, healing('demo-accounts'))
    return fine(ground.config.demo ? '演示环境，可以有演示账号' : '没有演示账号')
  },
  mend: async (ground) => shutOut(ground, await openDemoAccounts(ground)),
}

/** Trying a password costs a core 25 ms; the same hash is tried once. */
const TRIED_MAX = 200

async function wellKnown({ database }: Ground): Promise<string[]> {
  const rows = await runSql<{ login: string; hash: string }>(database,
    "select login, password_hash as hash from people.account where active and kind = 'staff' and id not like 'demo-%' order by created_at desc limit $1",
    [TRIED_MAX])
  const hashes = new Map<string, boolean>()
  for (const { hash } of rows) if (!hashes.has(hash)) hashes.set(hash, await isPassword(DEMO_PASSWORD, hash).catch(() => false))
  return rows.filter(({ hash }) => hashes.get(hash)).map(({ login }) => login)
}

const passwords: Check<Ground> = {
  id: 'default-passwords',
  look: async (ground) => {
    const found = await wellKnown(ground)
    return found.length === 0 ? fine('没有仍用默认口令的工作人员') : wrong(`账号 ${listed(found)} 仍用众所周知的默认口令，请停用后重设`, healing('default-passwords'))
  },
  mend: async (ground) => shutOut(ground, await wellKnown(ground)),
}

const STALE_HOURS = 24

const sessions: Check<Ground> = {
  id: 'sessions',
  look: async (ground) => {
    const { count } = await ask<{ count: number }>(ground,
      "select count(*) as count from people.session where expires_at < $1::timestamptz - $2 * interval '1 hour'", [ground.now, STALE_HOURS])
    return count === 0 ? fine('没有过期未清的会话') : wrong(`有 ${count} 个会话过期一天以上没有清除`, healing('sessions'))
  },
  mend: async ({ database, now }) => void await runSql(database, 'delete from people.session where expires_at < $1', [now]),
}

export const accountChecks: readonly Check<Ground>[] = [demo, passwords, sessions]
