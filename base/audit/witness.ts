import type { Log } from '#platform/log'
import type { Database } from '#platform/database'
import type { Call, Witness, Witnessed } from '#kernel'
import { entryOf, type AuditAction, type AuditEntry, type AuditNote } from './entry.ts'
import { writeEntries } from './record.ts'

/** Reading is written down soon after, many readings in one statement; a process that is killed loses what this short time held. */
const FLUSH_MILLISECONDS = 250
const FLUSH_ENTRIES = 500
/** When the database has been away for so long, reading stops until it can be written down again. */
const WAITING_MAX = 20_000
/** Pages ask again and again while they are open; the same reading by the same person is written down once in this time. */
const SAME_READING_MILLISECONDS = 5 * 60_000
const READINGS_KNOWN_MAX = 50_000

export interface Auditor {
  witness: Witness
  /** Writes down what is still held, once no more requests come. */
  stop: () => Promise<void>
}

/**
 * Writes down what the HTTP door sees of members of staff (see `noteOf`). What changes something is written in its own transaction;
 * what is only read, and what was turned down, a quarter of a second later with whatever else there is.
 */
export function createAuditor(database: Database, log: Log): Auditor {
  const ground: Ground = { database, log, waiting: [], readings: new Map(), timer: undefined, writing: Promise.resolve() }
  return {
    witness: async (call, seen) => {
      const note = noteOf(call, seen)
      if (note === undefined || call.from?.isAudited === true) return
      const isReading = seen.route.method === 'GET'
      if (call.tx.isTransaction || (!isReading && seen.refused === null)) return writeEntries(call.tx, [entryOf(call, note)])
      if (isReading && isRepeated(ground, call, note)) return
      await hold(ground, entryOf(call, note))
    },
    stop: async () => {
      clearTimeout(ground.timer)
      await flush(ground)
    },
  }
}

/** What a request leaves in the audit log; undefined where it leaves nothing. Pure. */
export function noteOf({ actor }: Pick<Call, 'actor'>, { route, params, refused }: Witnessed): AuditNote | undefined {
  if (actor.organisation === null) return undefined
  const isReading = route.method === 'GET'
  const isAboutCase = route.relations !== undefined
  // What everybody may read, or every account about itself, says nothing about anybody else.
  if (isReading && !isAboutCase && route.for.some((one) => one === 'anyone' || one === 'signed-in')) return undefined
  // A step that was taken stands in the log of its case; what is done while standing in for somebody stands here too.
  if (refused === null && route.path.endsWith('/steps/:step') && actor.standsInFor === undefined) return undefined
  const id = idIn(params)
  const outcome = refused === null ? 'done' : refused === 'fault' ? 'failed' : 'refused'
  return {
    action: route.path.endsWith('/reveal') ? 'reveal' : actionOf(isReading, isAboutCase),
    what: route.summary, outcome, ...(refused !== null && { detail: { refused } }),
    ...(isAboutCase && /\/(cases|receipt)\/:/.test(route.path) ? { caseId: id } : { object: id }),
  }
}

function actionOf(isReading: boolean, isAboutCase: boolean): AuditAction {
  if (isAboutCase) return isReading ? 'case.read' : 'case.change'
  return isReading ? 'list.read' : 'admin'
}

function idIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined
  const [first] = Object.values(params)
  return typeof first === 'string' ? first : undefined
}

interface Ground {
  database: Database
  log: Log
  waiting: AuditEntry[]
  /** When this was last written down, in milliseconds. */
  readings: Map<string, number>
  timer: NodeJS.Timeout | undefined
  writing: Promise<void>
}

function isRepeated({ readings }: Ground, { actor, now }: Call, { what, caseId, object, outcome }: AuditNote): boolean {
  const key = JSON.stringify([actor.id, what, caseId, object, outcome])
  const age = now.getTime() - (readings.get(key) ?? Number.NEGATIVE_INFINITY)
  // A clock that was set back must not hide a reading.
  if (age >= 0 && age < SAME_READING_MILLISECONDS) return true
  if (readings.size >= READINGS_KNOWN_MAX) readings.clear()
  readings.set(key, now.getTime())
  return false
}

async function hold(ground: Ground, entry: AuditEntry): Promise<void> {
  ground.waiting.push(entry)
  if (ground.waiting.length >= WAITING_MAX) return flush(ground)
  if (ground.waiting.length >= FLUSH_ENTRIES && ground.timer !== undefined) return void flushLater(ground, 0)
  if (ground.timer === undefined) flushLater(ground, FLUSH_MILLISECONDS)
}

function flushLater(ground: Ground, milliseconds: number): void {
  clearTimeout(ground.timer)
  ground.timer = setTimeout(() => {
    ground.timer = undefined
    flush(ground).catch((error: unknown) => {
      ground.log.error({ err: error }, '审计记录暂时写不进数据库，稍后再写')
      if (ground.timer === undefined) flushLater(ground, FLUSH_MILLISECONDS)
    })
  }, milliseconds)
}

/** Writes what is held, one write after the other; what could not be written is held again. */
function flush(ground: Ground): Promise<void> {
  const turn = ground.writing.then(async () => {
    while (ground.waiting.length > 0) {
      const batch = ground.waiting.slice(0, FLUSH_ENTRIES)
      await writeEntries(ground.database, batch)
      ground.waiting.splice(0, batch.length)
    }
  })
  ground.writing = turn.catch(() => undefined)
  return turn
}
