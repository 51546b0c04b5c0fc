import { runSql, type Tx } from '#platform/database'
import { AUDIT_ACTIONS } from './entry.ts'
import { ENTRY_COLUMNS, type KeptEntry } from './chain.ts'

/** What the auditor asks for; days in China, both ends included. */
export interface AuditQuery {
  from?: string | undefined
  to?: string | undefined
  /** Id, login or name. */
  account?: string | undefined
  action?: string | undefined
  /** Id or number. */
  case?: string | undefined
  outcome?: string | undefined
  page: number
}

export const AUDIT_PAGE = 50
/** Counting goes on to here; beyond it the number is "more than". */
export const AUDIT_COUNT_MAX = 10_000

/** Newest first, with the words people read. */
export async function searchAudit(tx: Tx, query: AuditQuery) {
  const { where, values } = conditionsOf(query)
  const [entries, [counted]] = await Promise.all([
    runSql<KeptEntry & { hash: string | null; caseNumber: string | null; login: string | null; organisationName: string | null }>(tx, `
      select ${ENTRY_COLUMNS}, link.hash, found.number as "caseNumber", account.login, organisation.name as "organisationName"
      from (select * from audit.entry entry ${where} order by entry.at desc, entry.id desc limit ${AUDIT_PAGE} offset ${(query.page - 1) * AUDIT_PAGE}) entry
      left join audit.link link on link.entry = entry.id
      left join kernel.case found on found.id = entry.case_id
      left join people.account account on account.id = entry.account
      left join people.organisation organisation on organisation.id = entry.organisation
      order by entry.at desc, entry.id desc`, values),
    runSql<{ total: number }>(tx, `select count(*) as total from (select 1 from audit.entry entry ${where} limit ${AUDIT_COUNT_MAX}) found`, values),
  ])
  return { total: counted?.total ?? 0, size: AUDIT_PAGE, entries: entries.map((entry) => ({
    ...entry, at: entry.at.toISOString(), actionLabel: labelOf(entry.action),
  })) }
}

function labelOf(action: string): string {
  return Object.entries(AUDIT_ACTIONS).find(([name]) => name === action)?.[1] ?? action
}

type Condition = [value: string | undefined, sql: (place: string) => string]

/** Every value is a parameter; only these texts become part of the statement. */
function conditionsOf({ from, to, account, action, case: about, outcome }: AuditQuery): { where: string; values: string[] } {
  const conditions: Condition[] = [
    [from, (day) => `entry.at >= (${day}::date)::timestamp at time zone 'Asia/Shanghai'`],
    [to, (day) => `entry.at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'`],
    [account, (who) => `(entry.account = ${who} or entry.name = ${who} or entry.account = (select id from people.account where login = lower(${who})))`],
    [action, (kind) => `entry.action = ${kind}`],
    [about, (which) => `entry.case_id in (select id from kernel.case where id::text = ${which} or number = ${which})`],
    [outcome, (how) => `entry.outcome = ${how}`],
  ]
  const values: string[] = []
  const parts = conditions.flatMap(([value, sql]) => (value === undefined ? [] : [sql(`$${values.push(value)}`)]))
  return { where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`, values }
}
