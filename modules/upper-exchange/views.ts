/** What people see of the exchange; nothing personal in it. */
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { downPlace } from './inbox/take-in.ts'
import { downTableOf } from './inbox/shapes.ts'
import { OWN_FAULTS } from './outbox/version.ts'
import { PEER_IDS, PEERS, type PeerId } from './peers.ts'
import { FAMILIES, FORMS, type Column, type Family } from './shapes/column.ts'
import { tableOf, TABLES } from './shapes/tables.ts'
import { personalOf } from './outbox/stored.ts'
import { upperHosts } from './wire/address.ts'

export const PAGE = 50
const DAYS_MAX = 60
const COUNT_MAX = 10_000

interface Standing {
  id: PeerId
  url: string
  families: Family[]
  state: 'off' | 'on'
  fromDay: string | null
  /** Since it last answered as it should. */
  failures: number
  reason: string | null
  successAt: Date | null
  nextAt: Date
  backfillTotal: number | null
  backfillDone: number
  backfillEndedAt: Date | null
  /** Both counted no further than COUNT_MAX. */
  waiting: number
  rejected: number
  /** The row that has waited longest. */
  oldestAt: Date | null
  downNew: number
  unevenDays: number
}

/** How it stands with each platform; one that nobody has connected yet is there too. */
export async function overview({ tx }: Call) {
  const counted = (state: string) =>
    `(select count(*)::int from (select from upper_exchange.row r where r.peer = p.id and r.state in (${state}) limit ${COUNT_MAX}) some_rows)`
  const peers = await runSql<Standing>(tx, `
    select p.id, url, families, p.state, from_day::text as "fromDay", failures, p.reason,
      success_at as "successAt", next_at as "nextAt", backfill_total as "backfillTotal",
      backfill_done as "backfillDone", backfill_ended_at as "backfillEndedAt",
      ${counted("'waiting', 'queued'")} as waiting, ${counted("'rejected'")} as rejected,
      (select min(made_at) from upper_exchange.row r where r.peer = p.id and r.state in ('waiting', 'queued')) as "oldestAt",
      (select count(*)::int from (select from upper_exchange.down d where d.peer = p.id and d.state = 'new' limit 1000) fresh) as "downNew",
      (select count(*)::int from upper_exchange.day d where d.peer = p.id and d.state = 'uneven') as "unevenDays"
    from upper_exchange.peer p order by p.id limit ${PEER_IDS.length}`)
  return {
    hosts: [...upperHosts(process.env)], families: FAMILIES, countMax: COUNT_MAX,
    peers: PEER_IDS.map((id) => ({ id, name: PEERS[id], connection: peers.find((one) => one.id === id) ?? null })),
  }
}

export interface RowPage { peer: PeerId; state: 'waiting' | 'rejected'; after?: string }

interface ListedRow {
  id: string
  table: string
  number: string
  caseId: string
  sequence: number
  version: number
  state: string
  attempts: number
  reason: string | null
  answeredAt: Date | null
  madeAt: Date
  /** How many rows of the same case wait for this one; counted no further than a hundred. */
  behind: number
}

/** The worklist 退回数据, or the queue; newest first. */
export async function rowsIn({ tx }: Call, { peer, state, after }: RowPage) {
  const rows = await runSql<ListedRow>(tx, `
    select id, tbl as "table", number, case_id as "caseId", sequence, version, state, attempts, reason, answered_at as "answeredAt", made_at as "madeAt",
      (select count(*)::int from (select from upper_exchange.row b
        where b.peer = r.peer and b.case_id = r.case_id and b.family = r.family and b.state in ('waiting', 'queued', 'rejected')
        and (b.place, b.version) > (r.place, r.version) limit 100) behind) as behind
    from upper_exchange.row r where peer = $1 and state = $2 and ($3::uuid is null or id < $3)
    order by id desc limit ${PAGE + 1}`, [peer, state, after ?? null])
  const page = rows.slice(0, PAGE)
  return { rows: page.map((row) => ({ ...row, label: tableOf(row.table).label })), next: rows.length > PAGE ? page.at(-1)?.id ?? null : null }
}

interface OneRow { id: string; table: string; columns: Record<string, string>; sealed: string | null; peer: string; guid: string }

/** One row with every column: its rule, its value, whether it may be mended. What is personal is only said to be there. */
export async function rowOf({ tx, kernel }: Call, id: string) {
  const [row] = await runSql<OneRow>(tx, `
    select id, tbl as "table", peer, guid, number, case_id as "caseId", sequence, version, state,
      attempts, reason, mended, columns, sealed, answered_at as "answeredAt", made_at as "madeAt"
    from upper_exchange.row where id = $1`, [id])
  if (!row) throw new Refusal('not-found', '没有这一行')
  const { columns, sealed, guid, peer, ...rest } = row
  const personal = new Set(Object.keys(personalOf(kernel, { id, sealed })))
  const versions = await runSql(
    tx,
    'select id, version, state, reason, made_at as "madeAt" from upper_exchange.row where peer = $1 and guid = $2 order by version desc limit 20',
    [peer, guid],
  )
  const table = tableOf(row.table)
  return {
    ...rest, peer, label: table.label, note: table.note ?? null, isOwnFault: String(Object(row).reason ?? '').startsWith(OWN_FAULTS), versions,
    columns: table.columns.map((rule) => ({ ...ruleOf(rule), value: columns[rule.name] ?? null,
      isKept: personal.has(rule.name),
      mayMend: !rule.stamp && !rule.isFixed && rule.personal !== 'withheld' })),
  }
}

/** A rule in words, and whether it was read or is ours. */
export function ruleOf({ name, label, isRequired, max, codes, form, personal, note, read = [] }: Column) {
  const basis = (rule: 'isRequired' | 'max' | 'codes' | 'form') => (read.includes(rule) ? '' : '（默认值）')
  const rules = [
    ...(isRequired ? [`必填${basis('isRequired')}`] : []), `最多 ${max} 个字${basis('max')}`,
      ...(codes ? [`代码${basis('codes')}：${Object.entries(codes).map(([code, words]) => `${code} ${words}`).join('，')}`] : []),
    ...(form ? [`${FORMS[form].words}${basis('form')}`] : []),
  ]
  return { name, label, isRequired: isRequired === true, codes: codes ?? null, rule: rules.join('；'), personal: personal ?? null, note: note ?? null }
}

export const shapes = () =>
  ({ tables: TABLES.map(({ id, label, family, note, columns }) => ({ id, label, family, note: note ?? null, columns: columns.map(ruleOf) })) })

export async function days({ tx }: Call, peer: PeerId) {
  return { days: await runSql(tx, `
    select day::text as day, state, checked_at as "checkedAt", next_at as "nextAt", tables
    from upper_exchange.day where peer = $1 order by day desc limit ${DAYS_MAX}`, [peer]) }
}

interface DownRow {
  id: string
  table: string
  number: string | null
  caseId: string | null
  columns: Record<string, string>
  sealed: string | null
  state: 'new' | 'settled' | 'applied' | 'refused'
  reason: string | null
  /** The case it has opened (上级督办). */
  handlingCase: string | null
  times: number
  receivedAt: Date
  settledAt: Date | null
  note: string | null
}

export async function downIn({ tx, kernel }: Call, peer: PeerId) {
  const rows = await runSql<DownRow>(tx, `
    select id, tbl as "table", number, case_id as "caseId", columns, sealed, state, reason,
      handling_case as "handlingCase", times, received_at as "receivedAt", settled_at as "settledAt", note
    from upper_exchange.down where peer = $1 order by received_at desc, id limit ${PAGE}`, [peer])
  return { messages: rows.map(({ sealed, columns, ...row }) => ({
    ...row, label: downTableOf(row.table)?.label ?? row.table, columns: labelled(row.table, columns),
    hidden: sealed === null ? [] : Object.keys(Object(JSON.parse(kernel.vault.open(downPlace(row.id), sealed)))),
  })) }
}

function labelled(table: string, columns: Record<string, string>): { label: string; value: string }[] {
  const labels = new Map(downTableOf(table)?.columns.map(({ name, label }) => [name, label]))
  return Object.entries(columns).map(([name, value]) => ({ label: labels.get(name) ?? name, value }))
}
