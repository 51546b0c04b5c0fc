/** A log as random people would leave it, written at once: for the counters only, so nothing in it is signed. */
import { randomUUID } from 'node:crypto'
import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { addCalendarDays, startOf, type Day } from '#platform/day'
import { historiesBetween, type Kernel, type Place } from '#kernel'
import { figuresProjection } from './projection.ts'

export type Random = () => number

/** A sequence that is the same for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

interface Way { step: string; to: string; often: number; clock?: string; staff?: boolean; outcome?: string }
type Ways = Readonly<Record<string, readonly Way[]>>

const APPLICATION: Ways = {
  submitted: [
    { step: 'accept', to: 'accepted', often: 8, clock: 'accepted', staff: true },
    { step: 'refuseAcceptance', to: 'notAccepted', often: 1, clock: 'not-accepted', staff: true },
    { step: 'requestCorrection', to: 'correcting', often: 3, clock: 'correction-notice', staff: true },
    { step: 'withdraw', to: 'withdrawn', often: 1, clock: 'withdrawn' },
  ],
  correcting: [{ step: 'supplement', to: 'submitted', often: 6, clock: 'supplemented' }, {
    step: 'terminate', to: 'terminated', often: 1, clock: 'withdrawn', staff: true,
  }],
  accepted: [
    { step: 'review', to: 'reviewed', often: 8, staff: true }, { step: 'startSpecialProcedure', to: 'special', often: 2, clock: 'pause-start', staff: true },
    { step: 'extend', to: 'accepted', often: 1, clock: 'extended', staff: true }, { step: 'assign', to: 'accepted', often: 1, staff: true },
    { step: 'withdraw', to: 'withdrawn', often: 1, clock: 'withdrawn' },
  ],
  special: [{ step: 'endSpecialProcedure', to: 'accepted', often: 1, clock: 'pause-end', staff: true }],
  reviewed: [
    { step: 'approve', to: 'approved', often: 8, clock: 'decided', outcome: 'granted', staff: true },
    { step: 'deny', to: 'denied', often: 2, clock: 'decided', outcome: 'refused', staff: true },
  ],
  approved: [{ step: 'issue', to: 'issued', often: 1, staff: true }],
  issued: [{ step: 'deliver', to: 'delivered', often: 1, clock: 'delivered', staff: true }],
  delivered: [{ step: 'rate', to: 'delivered', often: 2 }, { step: 'archive', to: 'archived', often: 1, staff: true }],
  denied: [{ step: 'rate', to: 'denied', often: 1 }, { step: 'archive', to: 'archived', often: 1, staff: true }],
  archived: [{ step: 'rate', to: 'archived', often: 1 }],
}

/** May be opened again after its end, again and again. */
const COMPLAINT: Ways = {
  verifying: [{ step: 'verify', to: 'rectifying', often: 3, staff: true }, { step: 'dismiss', to: 'replied', often: 1, staff: true }],
  rectifying: [{ step: 'rectify', to: 'replied', often: 1, staff: true }],
  replied: [{ step: 'followUp', to: 'closed', often: 3, staff: true }, { step: 'unresolved', to: 'verifying', often: 1 }],
  closed: [{ step: 'unresolved', to: 'verifying', often: 2 }, { step: 'escalate', to: 'escalated', often: 1 }],
  escalated: [{ step: 'rectifyEscalated', to: 'replied', often: 1, staff: true }],
}

const TYPES = [
  { type: 'application', ways: APPLICATION, initial: 'submitted', version: 1 }, { type: 'application', ways: APPLICATION, initial: 'submitted', version: 3 },
  { type: 'rating-complaint', ways: COMPLAINT, initial: 'verifying', version: 1 },
] as const

const FIRST_DAY = '2024-01-02'
const DAYS = 500
const STEPS_MAX = 12

export interface LogEvent {
  case_id: string; seq: number; at: string; on_day: Day; kind: string; actor_id: string; actor_organisation: string | null
  from_state: string | null; to_state: string; data: object; clock_event: object | null; issued: object | null
}

/** One case from its first event to wherever it got; the events of all cases are shuffled together by their time afterwards. */
export function randomCase(random: Random, nth: number): LogEvent[] {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] ?? values[0]!
  const { type, ways, initial, version } = pick(TYPES)
  const item = Math.floor(random() * 12)
  const caseId = randomUUID()
  const limit = pick([0, 3, 10, 20])
  let day = addCalendarDays(FIRST_DAY, Math.floor(random() * DAYS))
  let minute = 9 * 60
  let pauses = 0
  const subject = {
    number: `N${nth}`, workflowVersion: version, item: { code: `SL${item}`, version: 1, name: `示例事项${item}` },
    owner: `bureau-${item % 4}`, receiving: pick(['hall', 'town']),
    place: pick(['440114', '440114001', '440114103']), parentId: null, applicantKind: 'person', limitWorkingDays: limit, statutoryWorkingDays: limit + 10, joint: false,
  }
  const events: LogEvent[] = []
  const log = (step: string, to: string, more: Partial<LogEvent>): void => void events.push({
    case_id: caseId, seq: events.length + 1, at: new Date(startOf(day).getTime() + minute * 60_000).toISOString(), on_day: day, kind: `${type}.${step}`,
    actor_id: 'lin', actor_organisation: null, from_state: events.at(-1)?.to_state ?? null, to_state: to, data: {}, clock_event: null, issued: null, ...more,
  })
  log('open', initial, { data: { subject, form: {}, traits: {} }, clock_event: { on: day, what: 'received' } })
  while (events.length < STEPS_MAX && random() > 0.06) {
    const state = events.at(-1)?.to_state ?? initial
    const way = pick(possibleWays(ways, state, events).flatMap((one) => Array.from({ length: one.often }, () => one)))
    if (way === undefined) break
    const later = Math.floor(random() * random() * 12)
    day = addCalendarDays(day, later)
    minute = later === 0 ? minute + Math.ceil(random() * 20) : 9 * 60
    if (way.clock === 'pause-start') pauses += 1
    const own = way.clock === undefined ? null : {
      on: day, what: way.clock, ...(way.outcome && { outcome: way.outcome }), ...(way.clock === 'pause-start' && { id: `p${pauses}`, kind: 'hearing' }),
      ...(way.clock === 'pause-end' && { id: `p${pauses}` }), ...(way.clock === 'extended' && { days: 5, by: 'head-of-organ' }),
    }
    log(way.step, way.to, {
      clock_event: own, data: way.step === 'rate' ? { level: 1 + Math.floor(random() * 5) } : {},
      issued: way.step === 'issue' ? { kind: 'certificate', number: 'C1', sm3: '' } : null,
      ...(way.staff && { actor_id: pick(['wang', 'zhao', 'sun']), actor_organisation: subject.owner }),
    })
  }
  return events
}

/** Once only: the notice of what is missing, the longer time, the rating. */
function possibleWays(ways: Ways, state: string, events: readonly LogEvent[]): Ways[string] {
  const isOver = (clock: string | undefined, step: string): boolean =>
    (clock === 'correction-notice' || clock === 'extended') && hasClock(events, clock) || step === 'rate' && events.some(({ kind }) => kind.endsWith('.rate'))
  return (ways[state] ?? []).filter(({ clock, step }) => !isOver(clock, step))
}

function hasClock(events: readonly LogEvent[], what: string): boolean {
  return events.some(({ clock_event }) => clock_event !== null && 'what' in clock_event && clock_event.what === what)
}

/** Writes the events in the order of their time, with the cases they belong to. */
export async function writeLog(tx: Tx, events: readonly LogEvent[]): Promise<void> {
  const openings = events.filter(({ seq }) => seq === 1)
  await runSql(tx, `
    insert into kernel.case (id, number, type, workflow_version, item_code, item_version, title, applicant_kind,
      applicant_id, applicant_name, owner_organisation, receiving_organisation, place,
      state, version, form, traits, clock, query_password_hash, opened_at, closed_at, last_at, last_hash)
    select case_id, case_id::text, split_part(kind, '.', 1), 1, '-', 1, '-', 'person',
      'lin', '林', '-', '-', '440114', '-', 1, '{}', '{}', '{}', '-', at, at, at, '-'
    from json_to_recordset($1::json) as given (case_id uuid, kind text, at timestamptz)`, [JSON.stringify(openings)])
  await runSql(tx, `
    insert into kernel.event (case_id, seq, at, on_day, kind, actor_id, actor_name, actor_organisation, relation,
      from_state, to_state, data, clock_event, issued, case_sm3, previous_hash, hash)
    select case_id, seq, at, on_day, kind, actor_id, actor_id, actor_organisation, 'owner', from_state, to_state, data,
      nullif(clock_event, 'null'), nullif(issued, 'null'), '-', '-', '-'
    from json_to_recordset($1::json) as given (case_id uuid, seq int, at timestamptz, on_day date, kind text, actor_id text, actor_organisation text,
      from_state text, to_state text, data jsonb, clock_event jsonb, issued jsonb)`, [JSON.stringify(events)])
}

/** So many random cases, all their events in the order in which they happened. */
export function randomLog(random: Random, cases: number): LogEvent[] {
  return Array.from({ length: cases }, (_, nth) => randomCase(random, nth)).flat().sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1))
}

const EVERY_CASE = { after: '00000000-0000-0000-0000-000000000000', last: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/**
 * Feeds the whole log to the projection in batches of these sizes, and says how far. Not by advanceProjection: that waits for every
 * older transaction of the whole server, and other tests have some open.
 */
export async function followLog(db: Database, kernel: Kernel, batch: () => number): Promise<number> {
  const [end] = await runSql<Place>(db, 'select xid::text, position from kernel.event order by kernel.event.xid desc, position desc limit 1')
  const until = end ?? { xid: '0', position: 0 }
  const events = (await historiesBetween(db, EVERY_CASE, until)).toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.seq - other.seq)
  for (let from = 0, size = batch(); from < events.length; from += size, size = batch()) {
    await inTransaction(db, (tx) => figuresProjection.apply(tx, events.slice(from, from + size), kernel))
  }
  await runSql(db, `insert into kernel.checkpoint (projection, xid, position) values ($1, $2::xid8, $3)
    on conflict (projection) do update set xid = excluded.xid, position = excluded.position`, [figuresProjection.name, until.xid, until.position])
  return events.length
}
