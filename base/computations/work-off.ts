import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import type { Call, Kernel } from '#kernel'
import type { Kind } from './kind.ts'

const LEASE_MILLISECONDS = 60_000
/** One that meets a fault every time is given up. */
const ATTEMPTS_MAX = 3

export type Ground = Place & { kernel: Kernel } & Pick<Call, 'today'>
type Place = { database: Database } & Pick<Call, 'now'>

/** What came of it: a result, with rows of its own written in the same transaction, or why there is none, for people to read. */
export type Outcome = { result: object; writeRows?: (tx: Tx) => Promise<void> } | { trouble: string }

/** How to compute one. `tell` writes down how far it is and holds it for this process; it may be called as often as one likes. */
export type Compute<Asked> = (asked: Asked, tell: (done: number, total: number) => void, id: string) => Promise<Outcome>

interface Claimed<Asked> { id: string; asked: Asked; attempts: number }

/** When the oldest that waits of a kind was asked for; null: none waits. */
export async function oldestWaiting({ database, now }: Place, kind: Kind): Promise<Date | null> {
  const [oldest] = await runSql<{ askedAt: Date }>(database, `select asked_at as "askedAt" ${WANTED}`, [kind.name, now])
  return oldest?.askedAt ?? null
}

/**
 * Computes the oldest that waits, or that whoever had it has dropped; whether there was one. No transaction stays open meanwhile,
 * for the projections wait for every open one. Of several processes one has it, and whoever has lost it to another writes nothing.
 */
export async function workOff<Asked>(place: Place, kind: Kind, compute: Compute<Asked>): Promise<boolean> {
  const { database, now } = place
  const [claimed] = await runSql<Claimed<Asked>>(database, CLAIM, [kind.name, now, new Date(now.getTime() + LEASE_MILLISECONDS)])
  if (!claimed) return false
  const teller = tellerOf(place, claimed)
  try {
    const outcome = await compute(claimed.asked, teller.tell, claimed.id)
    await teller.settled()
    await settle(place, claimed, outcome)
  } catch (error) {
    await runSql(database, GIVE_BACK, [claimed.id, claimed.attempts])
    throw error
  }
  return true
}

const WANTED = `
  from computations.computation where kind = $1 and (state = 'waiting' or (state = 'running' and lease_until < $2)) order by asked_at limit 1`
const CLAIM = `
  update computations.computation set state = 'running', attempts = attempts + 1, lease_until = $3, done = 0, total = 0
  where id = (select id ${WANTED} for update skip locked)
  returning id, asked, attempts`
const GIVE_BACK = `
  update computations.computation set state = case when attempts >= ${ATTEMPTS_MAX} then 'failed' else 'waiting' end, lease_until = null,
    trouble = case when attempts >= ${ATTEMPTS_MAX} then '计算时出错，请联系运维查看日志' end
  where id = $1 and state = 'running' and attempts = $2`

/** Writes down how far it is, one write at a time, and holds it for this process. */
function tellerOf({ database, now }: Place, { id, attempts }: Pick<Claimed<unknown>, 'id' | 'attempts'>) {
  const began = performance.now()
  let writing: Promise<unknown> = Promise.resolve()
  let [isWriting, shown] = [false, 0]
  const tell = (done: number, total: number): void => {
    if (isWriting || done <= shown) return
    shown = done
    isWriting = true
    const lease = new Date(now.getTime() + performance.now() - began + LEASE_MILLISECONDS)
    writing = runSql(
      database, 'update computations.computation set done = $3, total = $4, lease_until = $5 where id = $1 and attempts = $2',
      [id, attempts, done, total, lease],
    )
      .finally(() => { isWriting = false })
    // The fault is met again where the result is written.
    writing.catch(() => undefined)
  }
  return { tell, settled: () => writing.catch(() => undefined) }
}

/** The result and its rows at once. */
async function settle({ database, now }: Place, { id, attempts }: Pick<Claimed<unknown>, 'id' | 'attempts'>, outcome: Outcome): Promise<void> {
  const [state, result, trouble] = 'result' in outcome ? ['done', JSON.stringify(outcome.result), null] : ['failed', null, outcome.trouble]
  await inTransaction(database, async (tx) => {
    const mine = await runSql(tx, `
      update computations.computation set state = $3, result = $4, trouble = $5, done = total, finished_at = $6, lease_until = null
      where id = $1 and attempts = $2 and state = 'running' returning id`, [id, attempts, state, result, trouble, now])
    if (mine.length > 0 && 'result' in outcome) await outcome.writeRows?.(tx)
  })
}
