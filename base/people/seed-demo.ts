import type { Tx } from '#platform/database'
import { seedDemoAgency } from './agency/seed-demo-agency.ts'
import { DEMO_PARTIES, DEMO_PASSWORD, demoAccounts, postName, type DemoAccount } from './demo-accounts.ts'
import { listOrganisations } from './organisations.ts'
import { hashPassword } from './password.ts'
import type { PeopleTables } from './tables.ts'

type PeopleTx = ReturnType<typeof peopleOf>

/**
 * Puts the demo accounts in place that are still missing, and touches none that is there. After seedOrganisations.
 * All share one hash: the password is printed anyway, and a hash for each would cost seconds at the first start.
 */
export async function seedDemoAccounts(tx: Tx, now: Date): Promise<void> {
  const people = peopleOf(tx)
  const accounts = demoAccounts(await listOrganisations(tx))
  const logins = accounts.map(({ login }) => login)
  const present = await people.selectFrom('people.account').select('login').where('login', 'in', logins).execute()
  const missing = accounts.filter(({ login }) => !present.some((found) => found.login === login))
  if (missing.length === 0) return
  await insertPosts(people, missing)
  await people.insertInto('people.party').values([...DEMO_PARTIES]).onConflict((conflict) => conflict.doNothing()).execute()
  await insertAccounts(people, missing, now)
  await insertRoles(people, missing)
  await seedDemoAgency(tx, now)
}

const peopleOf = (tx: Tx) => tx.withTables<PeopleTables>()
const accountId = ({ login }: Pick<DemoAccount, 'login'>): string => `demo-${login}`

async function insertPosts(people: PeopleTx, accounts: readonly DemoAccount[]): Promise<void> {
  const posts = accounts.flatMap(({ organisation, role }) => {
    return organisation === null ? [] : [{ id: `${organisation}/${role}`, organisation, name: postName({ organisation, role }), roles: [role] }]
  })
  if (posts.length > 0) await people.insertInto('people.post').values(posts).onConflict((conflict) => conflict.doNothing()).execute()
}

async function insertAccounts(people: PeopleTx, accounts: readonly DemoAccount[], now: Date): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const rows = accounts.map((account) => {
    const { login, name, kind, organisation } = account
    return { id: accountId(account), login, name, kind, organisation, password_hash: passwordHash, password_ages: false, created_at: now }
  })
  await people.insertInto('people.account').values(rows).execute()
  for (const { party, ...account } of accounts) if (party !== null) await nameAgent(people, { id: accountId(account), party }, now)
}

async function nameAgent(people: PeopleTx, { id, party }: { id: string; party: string }, since: Date): Promise<void> {
  await people.insertInto('people.party_agent').values({ party, account: id, since }).execute()
  await people.updateTable('people.account').set({ party }).where('id', '=', id).execute()
}

/** Staff have the roles of their post; others have roles of their own. */
async function insertRoles(people: PeopleTx, accounts: readonly DemoAccount[]): Promise<void> {
  const [staff, others] = [
    accounts.filter(({ organisation }) => organisation !== null), accounts.filter(({ organisation }) => organisation === null),
  ]
  const holders = staff.map((account) => ({ account: accountId(account), post: `${account.organisation}/${account.role}` }))
  const own = others.map((account) => ({ account: accountId(account), role: account.role }))
  if (holders.length > 0) await people.insertInto('people.post_holder').values(holders).execute()
  if (own.length > 0) await people.insertInto('people.account_role').values(own).execute()
}
