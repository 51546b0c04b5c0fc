import { sql, type RawBuilder } from 'kysely'
import type { Absentee, Call, Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import { absenteesOf, heldRoles } from './delegation/standing.ts'
import { isLocked, recordFailure } from './failures.ts'
import { isPassword } from './password.ts'
import { rolesOf } from './roles.ts'
import type { AccountKind } from './tables.ts'

/** An account as signing in and changing its keys look at it. Never leaves this part. */
export interface Account {
  id: string
  login: string
  name: string
  kind: AccountKind
  organisation: string | null
  roles: Role[]
  active: boolean
  password: { hash: string; changedAt: Date; mustChange: boolean; ages: boolean }
  /** An authenticator that has been confirmed. */
  hasSecondFactor: boolean
}

interface Proof {
  login: string
  password: string
  /** What is said when it is wrong, with the advice how often one may try again. */
  wrong: (advice: string) => Refusal
}

/** The account whose password this is. A wrong one is counted by name, whether or not somebody has the name. */
export async function provePassword(call: Call, { login, password, wrong }: Proof): Promise<Account> {
  const { account, lockedUntil } = await findByLogin(call, login)
  if (isLocked(lockedUntil, call.now)) throw lockedRefusal(lockedUntil)
  if (!(await isPassword(password, account?.password.hash)) || account === null) throw await countWrong(call, login, wrong)
  return account
}

/** Counts one more wrong try and answers with what to say. */
export async function countWrong(call: Call, login: string, wrong: (advice: string) => Refusal): Promise<Refusal> {
  const { left, lockedUntil } = await recordFailure(call.tx, login, call.now)
  return wrong(lockedUntil === null ? `请检查后再试；再错 ${left} 次将暂时锁定` : lockSentence(lockedUntil))
}

/** Refuses while the name is locked. */
export async function refuseLocked(call: Call, login: string): Promise<void> {
  const { lockedUntil } = await findByLogin(call, login)
  if (isLocked(lockedUntil, call.now)) throw lockedRefusal(lockedUntil)
}

/** The account of somebody who is signed in. */
export async function accountById(call: Call, id: string): Promise<Account> {
  const { rows } = await sql<Row>`select ${columnsAt(call)} from people.account account where account.id = ${id}`.execute(call.tx)
  const account = rows[0] === undefined ? null : accountOf(rows[0])
  if (account === null) throw new Refusal('unauthenticated', '请先登录')
  return account
}

type Row = Omit<Account, 'password' | 'id' | 'roles'> & {
  id: string | null; ownRoles: Role[]; absentees: Absentee[] | null; hash: string; changedAt: Date; mustChange: boolean; ages: boolean
}

/** What is told of an account. Roles of those she stands in for count: where one asks for a second factor, she needs hers. */
const columnsAt = ({
  now,
  today,
}: Pick<Call, 'now' | 'today'>): RawBuilder<unknown> => sql`account.id, account.login, account.name, account.kind, account.organisation, account.active,
  account.password_hash as hash, coalesce(account.password_changed_at, account.created_at) as "changedAt",
  account.password_must_change as "mustChange", account.password_ages as ages, ${rolesOf(sql`account.id`)} as "ownRoles", ${absenteesOf({ now, today })} as absentees,
  exists (select 1 from people.second_factor f where f.account = account.id and f.confirmed_at is not null) as "hasSecondFactor"`

async function findByLogin(call: Call, login: string): Promise<{ account: Account | null; lockedUntil: Date | null }> {
  const { rows } = await sql<Row & { lockedUntil: Date | null }>`
    select ${columnsAt(call)}, failure.locked_until as "lockedUntil"
    from (select ${login}::text as login) asked
    left join people.account account on account.login = asked.login
    left join people.sign_in_failure failure on failure.login = asked.login`.execute(call.tx)
  const row = rows[0]
  return row === undefined ? { account: null, lockedUntil: null } : { account: accountOf(row), lockedUntil: row.lockedUntil }
}

function accountOf({ id, hash, changedAt, mustChange, ages, ownRoles, absentees, ...row }: Row): Account | null {
  if (id === null) return null
  const { login, name, kind, organisation, active, hasSecondFactor } = row
  const roles = [...heldRoles(ownRoles, absentees).roles]
  return { id, login, name, kind, organisation, roles, active, hasSecondFactor, password: { hash, changedAt, mustChange, ages } }
}

function lockedRefusal(until: Date): Refusal {
  return new Refusal('too-many', lockSentence(until))
}

function lockSentence(until: Date): string {
  return `密码或动态码连续输错，账号已暂时锁定，请在 ${clockTime(until)} 以后再试；忘记密码请到政务服务窗口办理`
}

/** Rounded up to the minute, as clocks in China show it. */
function clockTime(instant: Date): string {
  const minutes = Math.ceil(instant.getTime() / 60_000) + 8 * 60
  return new Date(minutes * 60_000).toISOString().slice(11, 16)
}
