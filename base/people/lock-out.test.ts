import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { VISITOR } from '#kernel'
import { Door } from '../door.test-support.ts'
import { peopleRoutes, seedDemoAccounts, seedOrganisations, signIn } from './index.ts'
import type { PeopleTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const START = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(START))
})
after(() => test.close())

type Move = { kind: 'right' } | { kind: 'wrong' } | { kind: 'wait'; minutes: number }
type Outcome = 'in' | 'wrong' | 'locked'

/** The rule as one would explain it to a colleague: five in a row lock for a quarter of an hour. */
class Rule {
  private failures = 0
  private lockedUntil = 0
  private minute = 0

  next(move: Move): Outcome | undefined {
    if (move.kind === 'wait') return void (this.minute += move.minutes)
    if (this.lockedUntil > this.minute) return 'locked'
    if (this.lockedUntil > 0) this.failures = this.lockedUntil = 0
    if (move.kind === 'right') return this.forget()
    this.failures += 1
    if (this.failures === 5) this.lockedUntil = this.minute + 15
    return 'wrong'
  }

  private forget(): Outcome {
    this.failures = 0
    return 'in'
  }
}

async function attempt(door: Door, account: string, kind: 'right' | 'wrong'): Promise<Outcome> {
  try {
    await signIn(
      door.call(VISITOR), { account, password: kind === 'right' ? 'Chunfeng-2026' : 'wrong' }, { ip: '10.0.0.1', agent: undefined },
    )
    return 'in'
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error.code === 'too-many' ? 'locked' : 'wrong'
  }
}

describe('锁定的规则', () => {
  it('随便怎样的对错和等待，都和规则说的一样', async () => {
    const move: fc.Arbitrary<Move> = fc.oneof(
      { weight: 5, arbitrary: fc.constant<Move>({ kind: 'wrong' }) },
      { weight: 1, arbitrary: fc.constant<Move>({ kind: 'right' }) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }).map((minutes): Move => ({ kind: 'wait', minutes })) },
    )
    await fc.assert(fc.asyncProperty(fc.array(move, { maxLength: 25 }), async (moves) => {
      await test.db.withTables<PeopleTables>().deleteFrom('people.sign_in_failure').execute()
      const door = new Door(test.db, peopleRoutes, START)
      const rule = new Rule()
      for (const [index, step] of moves.entries()) {
        const expected = rule.next(step)
        if (step.kind === 'wait') door.now = new Date(door.now.getTime() + step.minutes * 60_000)
        else assert.equal(await attempt(door, 'window', step.kind), expected, `${index}: ${JSON.stringify(moves)}`)
      }
    }), { numRuns: 60 })
  })
})
