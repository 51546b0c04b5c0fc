import { Counter, Gauge, Registry } from 'prom-client'
import type { Database } from '#platform/database'
import { readDisk, readFigures, type Disk, type Figures } from './figures.ts'

/** Asked more often, the same figures are given again: however many look, the database is asked four times a minute. */
export const FRESH_MILLISECONDS = 15_000
/** A database that does not answer is a figure too; whoever collects gives up after ten seconds. */
const ANSWER_MILLISECONDS_MAX = 3_000

interface Ground { database: Database; dataDirectory: string; now: () => Date }

type Single = Exclude<keyof Figures, 'projections' | 'steps'>

/** Name and meaning of each figure of the database; what to watch for is told in docs/howto/monitoring.md. */
const GAUGES: Readonly<Record<Single, readonly [name: string, help: string]>> = {
  jobsWaiting: ['chunfeng_jobs_waiting', 'Jobs after a step that could run now, up to 10001'],
  jobsFailed: ['chunfeng_jobs_failed', 'Jobs that were given up after all retries, up to 10001'],
  oldestJobSeconds: ['chunfeng_oldest_job_seconds', 'How long the oldest of the waiting jobs could have run already'],
  outbox: ['chunfeng_outbox', 'Jobs that were not yet handed to the queue, up to 10001'],
  timersLate: ['chunfeng_timers_late', 'Cases whose automatic step is more than a minute late, up to 10001'],
  timersLateSeconds: ['chunfeng_timers_late_seconds', 'How late the oldest automatic step is'],
  casesOverdue: ['chunfeng_cases_overdue', 'Cases past the day they were promised for and not decided, up to 10001'],
  auditUnlinked: ['chunfeng_audit_unlinked', 'Audit entries that are not yet in the chain, up to 10001'],
  auditUnlinkedSeconds: ['chunfeng_audit_unlinked_seconds', 'Age of the oldest audit entry that is not yet in the chain'],
  signInsRefused: ['chunfeng_sign_ins_refused', 'Refused sign-ins in the last 15 minutes, up to 10001'],
  smsWaiting: ['chunfeng_sms_waiting', 'Short messages that wait to be sent, up to 10001'],
  smsDead: ['chunfeng_sms_dead', 'Short messages that could not be sent, up to 10001'],
  connections: ['chunfeng_database_connections', 'Connections to the database server in use'],
  connectionsMax: ['chunfeng_database_connections_max', 'Connections the database server allows'],
  databaseBytes: ['chunfeng_database_bytes', 'Size of the database on disk'],
}

/** The figures of the office for /metrics, read when somebody asks and at most every 15 seconds. */
export function officeRegistry(ground: Ground): Registry {
  const registry = new Registry()
  const figures = kept(() => readFigures(ground.database, ground.now()))
  const disk = kept(() => readDisk(ground.dataDirectory))
  const registers = [registry]
  gaugeOf({ name: 'chunfeng_database_up', help: '1 while the database gives these figures', registers }, async () => ((await figures()) ? 1 : 0))
  for (const [key, [name, help]] of Object.entries(GAUGES)) {
    // Safe: GAUGES has exactly these keys.
    gaugeOf({ name, help, registers }, async () => (await figures())?.[key as Single])
  }
  for (const [name, help, read] of DISK) gaugeOf({ name, help, registers }, async () => { const found = await disk(); return found && read(found) })
  addSteps(registry, figures)
  addProjections(registry, figures)
  return registry
}

const DISK: readonly (readonly [name: string, help: string, read: (disk: Disk) => number])[] = [
  ['chunfeng_disk_free_bytes', 'Free on the disk of the data directory', ({ freeBytes }) => freeBytes],
  ['chunfeng_disk_bytes', 'Size of the disk of the data directory', ({ totalBytes }) => totalBytes],
]

type Read<Value> = () => Promise<Value | undefined>

/** What is unknown now is left out and not told as nought. */
function gaugeOf(options: { name: string; help: string; registers: Registry[] }, read: Read<number>): void {
  new Gauge({
    ...options,
    async collect() {
      const value = await read()
      if (value === undefined) this.remove()
      else this.set(value)
    },
  })
}

/** Counted by the database for all processes together; a step that was rolled back leaves a gap and counts too. */
function addSteps(registry: Registry, figures: Read<Figures>): void {
  new Counter({
    name: 'chunfeng_steps_total', help: 'Steps of cases since the database was made, by all processes', registers: [registry],
    async collect() {
      const found = await figures()
      this.reset()
      if (found) this.inc(found.steps)
      else this.remove()
    },
  })
}

function addProjections(registry: Registry, figures: Read<Figures>): void {
  const meters: readonly (readonly [name: string, help: string, key: 'lag' | 'lagSeconds'])[] = [
    ['chunfeng_projection_lag', 'Events a projection has still to read, up to 10001', 'lag'],
    ['chunfeng_projection_lag_seconds', 'Age of the oldest event a projection has still to read', 'lagSeconds'],
  ]
  for (const [name, help, key] of meters) {
    new Gauge({
      name, help, labelNames: ['projection'], registers: [registry],
      async collect() {
        this.reset()
        for (const projection of (await figures())?.projections ?? []) this.set({ projection: projection.name }, projection[key])
      },
    })
  }
}

/** The last answer for as long as it is fresh; undefined where there is none in time. Asked by many at once, it is read once. */
function kept<Value>(read: () => Promise<Value>): Read<Value> {
  let [readAt, answer]: [number, Promise<Value | undefined>] = [Number.NEGATIVE_INFINITY, Promise.resolve(undefined)]
  return () => {
    if (performance.now() - readAt >= FRESH_MILLISECONDS) {
      readAt = performance.now()
      answer = inTime(read())
    }
    return answer
  }
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, ANSWER_MILLISECONDS_MAX, undefined)
  try {
    return await Promise.race([answer.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}
