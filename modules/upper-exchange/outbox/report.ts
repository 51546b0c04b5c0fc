import { runSql, sendSql, type Tx } from '#platform/database'
import { canonicalJson } from '#platform/sm'
import { eventsOf, type Call, type Case } from '#kernel'
import { rowsOf, type Row } from '../mapping/rows-of.ts'
import type { Peer } from '../peers.ts'
import type { Columns } from '../shapes/validate.ts'
import { changeFor, isOpen, standingFor, type Change, type Latest } from './plan.ts'
import { contentsOf } from './stored.ts'
import { insertVersions, lineOf, rewriteVersions, type NewVersion } from './version.ts'

type Ground = Pick<Call, 'tx' | 'kernel' | 'now'>
type Reported = Pick<Peer, 'id' | 'families'>

/**
 * Turns what the log says of a case, as far as it has not been turned yet, into rows to be sent: without gaps whatever the order in
 * which the jobs come, and once however often they come. Leaves the database alone otherwise; sending is somebody else's.
 * @returns how many rows are new or changed
 */
export async function reportCase(ground: Ground, peer: Reported, found: Case): Promise<number> {
  const { tx } = ground
  const mapped = await lockedCourse(tx, peer, found.id)
  if (mapped >= found.version) return 0
  const events = await eventsOf(tx, found.id)
  const rows = events.flatMap(({ seq }, index) => (seq > mapped ? rowsOf({ kernel: ground.kernel, found, events, index }, peer.families) : []))
  const changed = await keep(ground, { peer, found, rows: asTheyStandLast(rows) })
  await sendSql(tx, 'update upper_exchange.course set mapped_seq = $3, families = $4 where peer = $1 and case_id = $2', [
    peer.id,
    found.id,
    events.at(-1)?.seq ?? mapped,
    peer.families,
  ])
  return changed
}

async function lockedCourse(tx: Tx, { id, families }: Reported, caseId: string): Promise<number> {
  await sendSql(
    tx, 'insert into upper_exchange.course (peer, case_id, mapped_seq, families) values ($1, $2, 0, $3) on conflict do nothing', [id, caseId, families],
  )
  const [course] = await runSql<{ mapped: number; families: string[] }>(tx, `
    select mapped_seq as mapped, families from upper_exchange.course where peer = $1 and case_id = $2 for update`, [id, caseId])
  return course && families.every((family) => course.families.includes(family)) ? course.mapped : 0
}

/** What several steps made of the same row nobody has seen: the last counts, in the place of the first. */
function asTheyStandLast(rows: readonly Row[]): Row[] {
  const last = new Map<string, Row>()
  for (const row of rows) {
    const key = `${row.table}/${row.sequence}`
    last.set(key, { ...row, place: last.get(key)?.place ?? row.place })
  }
  return [...last.values()]
}

interface Keeping { peer: Reported; found: Case; rows: readonly Row[] }
interface Newest extends Latest { family: string; line?: NewVersion }

async function keep(ground: Ground, { peer, found, rows }: Keeping): Promise<number> {
  const newest = await newestOf(ground.tx, peer.id, found.id)
  const replaced: string[] = []
  for (const row of rows) {
    const key = `${row.table}/${row.sequence}`
    const latest = newest.get(key)
    const columns = latest && latest.mended.length > 0 ? await withMended(ground, latest, row) : row.columns
    const content = ground.kernel.vault.digest('upper_exchange.row.content', canonicalJson(columns))
    const change = changeFor(latest, row, content)
    if (change.what === 'nothing') continue
    if (change.what === 'renew' && change.replaces && latest?.id) replaced.push(latest.id)
    const next = nextOf(latest, change, { row, isLineOpen: [...newest.values()].some((one) => one.family === row.family && isOpen(one)) })
    const line = {
      peer: peer.id,
      family: row.family,
      table: row.table,
      caseId: found.id,
      number: found.number,
      sequence: row.sequence,
      columns,
      mended: latest?.mended ?? [],
      content,
      ...next,
    }
    newest.set(key, {
      id: next.id ?? null, version: next.version, place: next.place, state: next.standing, attempts: 0, content, mended: line.mended, family: row.family, line,
    })
  }
  const lines = [...newest.values()].flatMap(({ line }) => line ?? [])
  if (replaced.length > 0)
    await sendSql(ground.tx, "update upper_exchange.row set state = 'replaced' where id = any($1) and state in ('waiting', 'queued', 'rejected')", [replaced])
  await insertVersions(ground.tx, lines.filter(({ id }) => id === undefined).map((line) => lineOf(ground, line)))
  await rewriteVersions(ground.tx, lines.filter(({ id }) => id !== undefined).map((line) => lineOf(ground, line)))
  return lines.length
}

type Next = Pick<NewVersion, 'version' | 'place' | 'standing' | 'id'>

/** A version of its own, or the one that nobody has seen yet once more. */
function nextOf(latest: Newest | undefined, change: Exclude<Change, { what: 'nothing' }>, { row, isLineOpen }: { row: Row; isLineOpen: boolean }): Next {
  if (change.what === 'renew') return { version: change.version, place: change.place, standing: standingFor(latest, change, isLineOpen) }
  const standing = latest?.state === 'queued' ? 'queued' : 'waiting'
  return { version: latest?.version ?? 1, place: latest?.place ?? row.place, standing, ...(latest?.id && { id: latest.id }) }
}

async function newestOf(tx: Tx, peer: string, caseId: string): Promise<Map<string, Newest>> {
  const rows = await runSql<Newest & { table: string; sequence: number }>(tx, `
    select id, family, tbl as "table", sequence, version, place::float8 as place, state, attempts, content, mended from upper_exchange.row
    where case_id = $1 and peer = $2 and state <> 'replaced' order by tbl, sequence, version for update`, [caseId, peer])
  return new Map(rows.map(({ table, sequence, ...latest }) => [`${table}/${sequence}`, latest]))
}

/** What a person has put right stays right. */
async function withMended({ tx, kernel }: Ground, { id, mended }: Newest, row: Row): Promise<Columns> {
  if (id === null) return row.columns
  const before = await contentsOf({ tx, kernel }, id)
  const kept = Object.fromEntries(mended.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])))
  const others = Object.entries(row.columns).filter(([name]) => !mended.includes(name))
  return { ...Object.fromEntries(others), ...kept }
}

