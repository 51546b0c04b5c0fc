import { configFrom } from '#platform/config'
import type { Tx } from '#platform/database'
import { DEMO_PASSWORD, demoAccounts } from '../demo-accounts.ts'
import type { PeopleTables } from '../tables.ts'

const SHOWN = ['citizen', 'enterprise']

/** The demo accounts of citizens, as long as this process runs as a demo and they are there. */
export async function demoHint(tx: Tx): Promise<{ accounts: { login: string; name: string }[]; password: string } | undefined> {
  if (!configFrom(process.env).demo) return undefined
  const rows = await tx.withTables<PeopleTables>().selectFrom('people.account').select('login')
    .where('login', 'in', SHOWN).where('active', '=', true).limit(SHOWN.length).execute()
  const present = new Set(rows.map(({ login }) => login))
  const accounts = demoAccounts([]).filter(({ login }) => SHOWN.includes(login) && present.has(login))
  return accounts.length === 0 ? undefined : { accounts: accounts.map(({ login, name }) => ({ login, name })), password: DEMO_PASSWORD }
}
