import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Actor } from './actor.ts'
import type { Case } from './case.ts'
import {
  AGENT, APPROVER, DATA, ELSEWHERE, FIRST_DAY, ground, HANDLER, LIN, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground,
} from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf } from './event-log.ts'
import { factsOf } from './take-step.ts'
import type { World } from './testing.ts'
import { verifyLog } from './verify.ts'
import { isClosed, stateRule, stepsOpenTo } from './workflow.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())

const PEOPLE = [LIN, AGENT, WINDOW, REVIEWER, APPROVER, HANDLER, SUPERVISOR, ...ELSEWHERE.slice(0, 2)]
const STEPS = Object.keys(errand.steps)
const CODES = ['not-found', 'forbidden', 'conflict', 'invalid', 'rule']

const move = fc.record({
  /** Half of the time somebody does what is open to her, otherwise anybody tries anything. */
  sensible: fc.boolean(), who: fc.nat(PEOPLE.length - 1), step: fc.nat(STEPS.length - 1),
  days: fc.integer({ min: -3, max: 5 }), filled: fc.constantFrom(true, true, true, false),
  /** Mostly none; 0 is the version as it is. */
  stale: fc.constantFrom(undefined, undefined, undefined, 0, 0, 1, -1), key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined }),
  settle: fc.boolean(),
})
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never

/** One person tries one thing; the answer must be what the rules say of the case as it stands. */
async function attempt(caseId: string, one: Move, used: Set<string>): Promise<'taken' | 'refused' | 'repeated'> {
  const { days, filled, stale, key } = one
  world.today = addCalendarDays(world.today, days)
  const before = await world.caseNow(caseId)
  const rows = (await eventsOf(database, caseId)).length
  const { actor, name } = chosen(one, before)
  const open = openTo(actor, before)
  const options = {
    data: filled ? (DATA[name] ?? {}) : {},
    ...(stale !== undefined && { expectedVersion: before.version + stale }),
    ...(key !== undefined && { idempotencyKey: `${caseId} ${key}` }),
  }
  try {
    const after = await world.step(actor, caseId, name, options)
    assert.deepEqual(await world.caseNow(caseId), after)
    if (key !== undefined && used.has(`${actor.id} ${key}`)) return 'repeated'
    if (key !== undefined) used.add(`${actor.id} ${key}`)
    const added = (await eventsOf(database, caseId)).slice(rows)
    assert.equal(added.at(-1)?.step, name)
    // What the law had done meanwhile comes first, and nothing else.
    assert(added.slice(0, -1).every(({ relation }) => relation === 'system') && added.length <= 2)
    assert(added.length === 2 || open.includes(name), `${name} 不在按钮里却办成了`)
    return 'taken'
  } catch (error) {
    assert(error instanceof Refusal && CODES.includes(error.code), String(error))
    assert.deepEqual(await world.caseNow(caseId), before)
    assert.equal((await eventsOf(database, caseId)).length, rows)
    return 'refused'
  }
}

function chosen({ sensible, who, step }: Move, found: Case): { actor: Actor; name: string } {
  const open = PEOPLE.flatMap((actor) => openTo(actor, found).map((name) => ({ actor, name })))
  const apt = sensible ? open[(who * STEPS.length + step) % Math.max(1, open.length)] : undefined
  return apt ?? { actor: PEOPLE[who] ?? LIN, name: STEPS[step] ?? 'accept' }
}

function openTo(actor: Actor, found: Case): string[] {
  return stepsOpenTo(errand, factsOf({ kernel: world.kernel, actor, today: world.today }, found)).map(([name]) => name)
}

/** Everything that must hold of a case, whatever has happened to it. */
async function assertSound(caseId: string): Promise<void> {
  const found = await world.caseNow(caseId)
  const events = await eventsOf(database, caseId)
  assert.deepEqual(events.map(({ seq }) => seq), Array.from({ length: found.version }, (_, index) => index + 1))
  for (const [index, event] of events.entries()) {
    const previous = events[index - 1]
    assert.equal(event.fromState, previous?.toState ?? null)
    assert(previous === undefined || (event.at >= previous.at && event.on >= previous.on))
  }
  const closed = isClosed(stateRule(errand, found.state))
  assert.deepEqual([found.queue === null, found.queueDueOn === null, found.closedAt !== null], [closed, closed, closed])
  assert(!closed || found.nextTimerAt === null)
  assert.deepEqual(found.clock.events, events.flatMap(({ clockEvent }) => clockEvent ?? []))
  assert(events.filter(({ clockEvent }) => clockEvent?.what === 'correction-notice').length <= 1)
  assert(events.filter(({ clockEvent }) => clockEvent?.what === 'extended').length <= 1)
}

it('任意的人、任意的步骤、往前往后跳的时间、重送的请求：办件始终是好的，记录始终对得上', async (t) => {
  const tally = { taken: 0, refused: 0, repeated: 0 }
  await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
    world.today = FIRST_DAY
    const { id } = await opened(world)
    const used = new Set<string>()
    for (const one of moves) {
      tally[await attempt(id, one, used)] += 1
      if (one.settle) await world.settle()
    }
    await assertSound(id)
  }), { numRuns: 40 })
  assert.deepEqual(await Array.fromAsync(verifyLog(database, () => {}, world.kernel)), [])
  assert.deepEqual(await runSql(database, 'select id from kernel.case c where (select count(*) from kernel.event e where e.case_id = c.id) <> c.version'), [])
  assert(tally.taken > 80 && tally.refused > 80, JSON.stringify(tally))
  t.diagnostic(JSON.stringify(tally))
})
