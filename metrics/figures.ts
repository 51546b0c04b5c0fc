import { statfs } from 'node:fs/promises'
import { dayAt } from '#platform/day'
import { runSql, type Database } from '#platform/database'

/** Counting stops here, so that no figure costs more the more there is; 10001 means "more than ten thousand". */
export const COUNTED_MAX = 10_001
/** A timer a minute past its moment is late; every process looks each second. */
const TIMER_SLACK_SECONDS = 60
const SIGN_IN_MINUTES = 15

/** What the database and the disk say of how things go; times in seconds. */
export interface Figures {
  steps: number
  jobsWaiting: number
  jobsFailed: number
  oldestJobSeconds: number
  outbox: number
  timersLate: number
  timersLateSeconds: number
  casesOverdue: number
  auditUnlinked: number
  auditUnlinkedSeconds: number
  signInsRefused: number
  smsWaiting: number
  smsDead: number
  connections: number
  connectionsMax: number
  databaseBytes: number
  projections: readonly { name: string; lag: number; lagSeconds: number }[]
}

export interface Disk { freeBytes: number; totalBytes: number }

/** Two short statements; each figure is one look into an index, or counts no further than COUNTED_MAX. */
export async function readFigures(database: Database, now: Date): Promise<Figures> {
  const [[figures], projections] = await Promise.all([
    runSql<Omit<Figures, 'projections'>>(database, FIGURES, [now, dayAt(now)]), runSql<Figures['projections'][number]>(database, PROJECTIONS, [now]),
  ])
  if (figures === undefined) throw new Error('the statement gave no row')
  return { ...figures, projections }
}

export async function readDisk(directory: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(directory)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

const counted = (from: string): string => `(select count(*) from (select from ${from} limit ${COUNTED_MAX}) found)`
/** Seconds since the earliest, 0 where there is none. */
const since = (earliest: string): string => `coalesce(greatest(0, extract(epoch from $1::timestamptz - (${earliest})))::float8, 0)`

const WAITING = "pgboss.job where name = 'after' and state in ('created', 'retry') and not blocked and start_after <= now()"

const FIGURES = `select
  (select case when is_called then last_value else 0 end from kernel.event_position_seq) as steps,
  ${counted(WAITING)} as "jobsWaiting",
  ${counted("pgboss.job where name = 'after' and state = 'failed'")} as "jobsFailed",
  coalesce(greatest(0, extract(epoch from now() - (select min(start_after) from ${WAITING})))::float8, 0) as "oldestJobSeconds",
  ${counted('platform.outbox')} as outbox,
  ${counted(`kernel.case where next_timer_at < $1::timestamptz - interval '${TIMER_SLACK_SECONDS} seconds'`)} as "timersLate",
  ${since('select min(next_timer_at) from kernel.case where next_timer_at is not null')} as "timersLateSeconds",
  ${counted("figures.case_fact where kind = 'service' and resolved_on is null and due_on < $2::date")} as "casesOverdue",
  ${counted('audit.unlinked')} as "auditUnlinked",
  ${since('select at from audit.entry where id = (select min(entry) from audit.unlinked)')} as "auditUnlinkedSeconds",
  ${counted(`audit.entry where action = 'sign-in' and at > $1::timestamptz - interval '${SIGN_IN_MINUTES} minutes' and outcome = 'refused'`)} as "signInsRefused",
  ${counted("messages.sms where state in ('waiting', 'sending')")} as "smsWaiting",
  ${counted("messages.sms where state = 'dead'")} as "smsDead",
  (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
  current_setting('max_connections')::int as "connectionsMax",
  pg_database_size(current_database()) as "databaseBytes"`

/** What a projection has still to read, and since when it could have. */
const PROJECTIONS = `select projection as name,
  ${counted('kernel.event where (event.xid, event.position) > (checkpoint.xid, checkpoint.position)')} as lag,
  ${since(`select at from kernel.event where (event.xid, event.position) > (checkpoint.xid, checkpoint.position) order by event.xid, event.position limit 1`)} as "lagSeconds"
  from kernel.checkpoint order by projection`
