import { randomUUID } from 'node:crypto'
import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { planFor, type Plan, type PlannedSms } from './plan.ts'
import type { OutwardRules } from './rules.ts'
import type { Person, Waiting, Wants } from './waiting.ts'

const ACCOUNTS_MAX = 50
/** Of one person at a time; a digest of more counts the first ones and goes on tomorrow. */
const MESSAGES_MAX = 500
const RECENT_MAX = 200

/** Plans what goes out for everybody for whom something is due. Whether there may be more to do at once. */
export async function planDue(database: Database, { now, rules }: { now: Date; rules: OutwardRules }): Promise<boolean> {
  const due = await runSql<{ account: string }>(database, `
    select account from messages.outward where settled_at is null and due_at <= $1 group by account order by min(due_at) limit ${ACCOUNTS_MAX}`, [now])
  for (const { account } of due) await inTransaction(database, (tx) => planAccount(tx, account, { now, rules }))
  return due.length === ACCOUNTS_MAX
}

interface Moment { now: Date; rules: OutwardRules }

/** Plans for one person; another process that is just doing the same is left to it. */
async function planAccount(tx: Tx, account: string, { now, rules }: Moment): Promise<void> {
  const [turn] = await runSql<{ mine: boolean }>(tx, "select pg_try_advisory_xact_lock(hashtextextended('messages.outward ' || $1, 0)) as mine", [account])
  if (turn?.mine !== true) return
  const [person, waiting] = await Promise.all([personFor(tx, account, { now, rules }), waitingFor(tx, account, now)])
  await keep(tx, account, { plan: planFor(waiting, person, { now, rules }), now, today: person.today })
}

interface PersonRow { isStaff: boolean; hasPhone: boolean; wants: Wants | null; digestMinute: number | null; lastDigestOn: Day | null; today: Day }

/** An account that was closed meanwhile has nothing to be told by. */
async function personFor(tx: Tx, account: string, { now, rules }: Moment): Promise<Person & { today: Day }> {
  const [rows, recent] = await Promise.all([
    runSql<PersonRow>(tx, `
      select coalesce(account.kind = 'staff', false) as "isStaff", coalesce(account.phone is not null and account.active, false) as "hasPhone",
        preference.wants, preference.digest_minute as "digestMinute",
        (select max(on_day) from messages.digest where account = $1) as "lastDigestOn", ($2::timestamptz at time zone 'Asia/Shanghai')::date as today
      from (select $1::text as id) one left join people.account account on account.id = one.id
      left join messages.preference preference on preference.account = one.id`, [account, now]),
    runSql<Person['recent'][number]>(tx, `
      select id as "smsId", matter, words, created_at as at from messages.sms
      where account = $1 and kind = 'urgent' and created_at > $2::timestamptz - $3 * interval '1 minute' order by created_at desc limit ${RECENT_MAX}`,
    [account, now, rules.stormMinutes]),
  ])
  const [row] = rows
  if (!row) throw new Error('a row for each account that is asked for')
  const { digestAt } = rules
  return { ...row, recent, wants: row.wants ?? 'all', digestMinute: row.digestMinute ?? (row.isStaff ? digestAt.staff : digestAt.citizen) }
}

const DEFAULT_GIST = '有新的消息'

/** What is due before what only waits, and the urgent first: of more than one turn takes none is passed over for ever. */
async function waitingFor(tx: Tx, account: string, now: Date): Promise<Waiting[]> {
  return runSql<Waiting>(tx, `
    select message.id as "messageId", coalesce(message.case_id::text, message.key, message.id::text) as matter, found.number as "caseNumber",
      coalesce(message.gist, '${DEFAULT_GIST}') as gist, message.urgency, message.statutory, message.act_by as "actBy", message.read_at is not null as "isRead",
      message.created_at as at
    from messages.outward outward join messages.message message on message.id = outward.message_id left join kernel.case found on found.id = message.case_id
    where outward.account = $1 and outward.settled_at is null
    order by outward.due_at > $2, message.urgency = 'ordinary', outward.message_id limit ${MESSAGES_MAX} for update of outward`, [account, now])
}

async function keep(tx: Tx, account: string, { plan, now, today }: { plan: Plan; now: Date; today: Day }): Promise<void> {
  for (const sms of plan.sms) await send(tx, account, { sms, now, today })
  for (const { messageId, smsId } of plan.merged) await settle(tx, account, { messages: [messageId], how: 'merged', smsId, now })
  for (const { messageId, how } of plan.kept) await settle(tx, account, { messages: [messageId], how, smsId: null, now })
  for (const [at, some] of Map.groupBy(plan.later, ({ at }) => at.getTime())) {
    await runSql(tx, 'update messages.outward set due_at = $3 where account = $1 and message_id = any($2)', [
      account, some.map(({ messageId }) => messageId), new Date(at),
    ])
  }
}

async function send(tx: Tx, account: string, { sms, now, today }: { sms: PlannedSms; now: Date; today: Day }): Promise<void> {
  const smsId = randomUUID()
  await runSql(tx, 'insert into messages.sms (id, account, kind, matter, words, next_at, created_at) values ($1, $2, $3, $4, $5, $6, $6)',
    [smsId, account, sms.kind, sms.matter, sms.words, now])
  if (sms.kind === 'digest') await runSql(tx, 'insert into messages.digest (account, on_day, sms_id) values ($1, $2, $3)', [account, today, smsId])
  await settle(tx, account, { messages: sms.messages, how: sms.kind === 'digest' ? 'digest' : 'sms', smsId, now })
}

interface Settling { messages: readonly number[]; how: string; smsId: string | null; now: Date }

async function settle(tx: Tx, account: string, { messages, how, smsId, now }: Settling): Promise<void> {
  await runSql(
    tx, 'update messages.outward set settled_at = $3, how = $4, sms_id = $5 where account = $1 and message_id = any($2)', [account, messages, now, how, smsId],
  )
}
