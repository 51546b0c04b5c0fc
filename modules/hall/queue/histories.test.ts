import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { clockAt, hallGround, MONDAY, pass as wait, queueIn, type HallGround } from '../hall.test-support.ts'
import { callAgain, callBack, callNext, finish, pass, transfer } from './calling.ts'

const RUNS = 8
let ground: HallGround
before(async () => { ground = await hallGround() })
after(() => ground.close())
const { at, take } = queueIn(() => ground)

type Name = keyof HallGround['windows']
const WINDOWS: readonly Name[] = ['A01', 'A02', 'B01']
const window = fc.constantFrom(...WINDOWS)
const move = fc.oneof(
  fc.record({ what: fc.constant('take' as const), isPriority: fc.boolean(), letter: fc.constantFrom('A', 'B') }),
  fc.record({ what: fc.constantFrom('next', 'again', 'pass', 'finish', 'back'), window }),
  fc.record({ what: fc.constant('transfer' as const), window, to: window }),
)
interface Row { id: string; number: string; state: string; windowId: string | null; takenAt: Date }
const rows = () => runSql<Row>(ground.database, 'select id, number, state, window_id as "windowId", taken_at as "takenAt" from hall.ticket order by number')

/** What somebody in the hall does; a refusal is an answer, everything else is a fault. */
async function act(drawn: Extract<typeof move extends fc.Arbitrary<infer Move> ? Move : never, object>): Promise<void> {
  wait(ground, 1)
  if ('letter' in drawn) { await take(drawn); return }
  const id = ground.windows[drawn.window]
  const known = await rows()
  const present = known.find(({ state, windowId }) => state === 'called' && windowId === id)?.id ?? null
  const passed = known.find(({ state }) => state === 'passed')?.id ?? id
  const works: Record<string, () => Promise<unknown>> = {
    next: () => at((call) => callNext(call, id, present)), again: () => at((call) => callAgain(call, id)), pass: () => at((call) => pass(call, id)),
    finish: () => at((call) => finish(call, id)), back: () => at((call) => callBack(call, id, passed)),
    transfer: () => at((call) => transfer(call, id, 'to' in drawn ? ground.windows[drawn.to] : id)),
  }
  await works[drawn.what]?.().catch((error: unknown) => { if (!(error instanceof Refusal)) throw error })
}

describe('随便怎样取号叫号', () => {
  it('号码不重不丢，一个窗口最多一个人，一个人最多在一个窗口，办完的不再动', async () => {
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
      clockAt(ground, MONDAY, '09:00')
      await runSql(ground.database, 'truncate hall.ticket, hall.counter')
      const done = new Map<string, Row>()
      let taken = 0
      for (const drawn of moves) {
        await act(drawn)
        if (drawn.what === 'take') taken += 1
        const now = await rows()
        assert.equal(now.length, taken)
        assert.equal(new Set(now.map(({ number }) => number)).size, taken)
        const called = now.filter(({ state }) => state === 'called')
        assert.equal(new Set(called.map(({ windowId }) => windowId)).size, called.length)
        assert(called.every(({ windowId }) => windowId !== null))
        assert(now.filter(({ state }) => state === 'waiting').every(({ windowId }) => windowId === null))
        for (const row of now) {
          if (done.has(row.id)) assert.deepEqual(row, done.get(row.id))
          if (row.state === 'done') done.set(row.id, row)
        }
      }
    }), { numRuns: RUNS })
  })
})
