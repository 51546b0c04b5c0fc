import { runSql, type Database } from '#platform/database'
import type { Vouched } from './local-provider.test-support.ts'

/** Where the door of the tests is said to stand; nothing is ever asked there. */
export const PUBLIC_URL = 'https://zwfw.example.cn'
export const CALLBACK = `${PUBLIC_URL}/sign-in/unified/callback`

/** Nobody: the numbers are only formed like numbers of identity cards. */
export const WANG: Vouched = { sub: 'wang', name: '王示例', id_number: '110101199001010015', phone_number: '+8613800000000' }
export const ZHAO: Vouched = { sub: 'zhao', name: '赵示例', id_number: '110101199001010074' }
export const SUN: Vouched = { sub: 'sun', name: '孙示例', id_number: '110101199001011106' }
export const AGENT: Vouched = { sub: 'agent', name: '钱经办', org_name: '示例科技有限公司', uscc: '91440114000000099J' }
export const NAMELESS: Vouched = { sub: 'nameless', name: '' }

const NAMES = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'LABEL', 'SCOPE', 'CLAIMS'].map((name) => `CHUNFENG_OIDC_${name}`)

/** Puts the settings of the unified identity in place of any others. */
export function setUnified(environment: Readonly<Record<string, string>>): void {
  for (const name of [...NAMES, 'CHUNFENG_PUBLIC_URL', 'CHUNFENG_TOTP_ROLES']) delete process.env[name]
  Object.assign(process.env, environment)
}

/** Everything signing in by the unified identity may leave. */
export async function forgetUnified(db: Database): Promise<void> {
  const made = "(select id from people.account where login like 'unified-%' or login like 'typed-%')"
  for (const table of ['sign_in_failure', 'unified_attempt', 'unified_link']) await runSql(db, `delete from people.${table}`)
  for (const table of ['session', 'account_role', 'past_password']) await runSql(db, `delete from people.${table} where account in ${made}`)
  await runSql(db, `update people.account set party = null where id in ${made}`)
  await runSql(db, `delete from people.party_agent where account in ${made}`)
  await runSql(db, `delete from people.account where id in ${made}`)
  await runSql(db, "delete from people.party where uscc = $1", [AGENT.uscc])
  await runSql(db, 'update people.account set active = true')
}

/** Which trouble the page that somebody was led to is about. */
export function troubleOf(location: string): string | null {
  return new URL(location, PUBLIC_URL).searchParams.get('why')
}
