import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { addCalendarDays } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { endedIn, isDecided, isGranted, isIssued, isTogether, lanesIn, nextStep } from '#base/joint'
import { eventsOf, verifyLog, type Case } from '#kernel'
import { family, fileOf, filed, FIRST_DAY, LANE_IDS, move, town, work, type Families, type Town } from '../../base/joint/joint.test-support.ts'

let ground: Town
before(async () => { ground = await town() })
after(() => ground.close())

type Act = readonly [on: 'parent' | (typeof LANE_IDS)[number], step: string]
const PARENT_STEPS = [
  'accept',
  'accept',
  'accept',
  'acceptWithout',
  'requestCorrection',
  'supplement',
  'withdraw',
  'deliver',
  'refuseAcceptance',
  'terminate',
  'wait',
  'rate',
] as const
const LANE_STEPS = [
  'review', 'review', 'approve', 'approve', 'issue', 'issue', 'deny', 'withdraw', 'startSpecialProcedure', 'endSpecialProcedure', 'deliver', 'terminate',
] as const

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(fc.constant('parent' as const), fc.constantFrom(...PARENT_STEPS)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...LANE_IDS), fc.constantFrom(...LANE_STEPS)) },
)

async function doOne(matter: Families, [on, step]: Act): Promise<void> {
  if (step === 'wait') return pass()
  const data = on === 'parent' ? await dataOf(step) : {}
  const taking = on === 'parent' ? move(ground, matter, step === 'acceptWithout' ? 'accept' : step, data) : work(ground, matter, on, [step])
  await taking.catch((error: unknown) => { if (!(error instanceof Refusal) && !String(error).includes('has not begun')) throw error })
}

async function pass(): Promise<void> {
  ground.world.today = addCalendarDays(ground.world.today, 9)
  await ground.world.settle()
}

async function dataOf(step: string): Promise<Record<string, unknown>> {
  if (step === 'acceptWithout') return { notAccepted: [{ lane: 'birth', reason: '不能受理' }] }
  if (step === 'requestCorrection') return { materials: [{ materialId: 'form', problems: ['没有签字'] }], withinWorkingDays: 3 }
  if (step === 'supplement') return { materials: [{ materialId: 'form', fileId: await fileOf(ground) }] }
  return step === 'refuseAcceptance' || step === 'terminate' ? { reason: '不能办理' } : step === 'rate' ? { level: 4 } : {}
}

/** Whatever was done, and however much of it at once. */
async function assertWhole(parentId: string): Promise<Families> {
  const matter = await family(ground, parentId)
  const { parent, lanes } = matter
  const children = Object.values(lanes)
  assert.equal(nextStep({ parent, children }), undefined, '总件没有跟上')
  for (const child of children) assertChild(parent, child)
  if (parent.closedAt !== null) assert(children.every(({ closedAt }) => closedAt !== null), '总件结束了，还有子件开着')
  for (const { id } of lanesIn(parent)) {
    const [child, end] = [lanes[id], endedIn(parent)[id]]
    const places = [child?.closedAt === null, end !== undefined, child === undefined && end === undefined]
    assert.equal(places.filter(Boolean).length, 1, `${id} 不在恰好一个地方`)
  }
  await assertOrder(matter)
  const withdrawnAt = await whenOf(parent, 'withdraw')
  assert(withdrawnAt === undefined || children.every(({ openedAt }) => openedAt <= withdrawnAt), '撤回以后又开了一项')
  return matter
}

function assertChild(parent: Case, child: Case): void {
  if (child.closedAt !== null) return
  const isWaiting = child.state === 'submitted' || child.state === 'correcting'
  assert.equal(child.queue?.startsWith('parent:'), isWaiting && isTogether(child))
  assert.equal(isWaiting ? child.state : 'handling', parent.state, `总件${parent.state}，子件${child.state}`)
  if (isWaiting) assert.deepEqual([child.queueDueOn, child.nextTimerAt], [parent.queueDueOn, null])
}

/** What needs another's certificate was applied for after it had been made, and what needs its decision was decided after it. */
async function assertOrder({ parent, lanes }: Families): Promise<void> {
  for (const { id, after: edges } of lanesIn(parent)) {
    const child = lanes[id]
    for (const { lane, needs } of child ? edges : []) {
      const before = lanes[lane]
      if (!child || (needs === 'release' && !isGranted(child))) continue
      assert(before && (isIssued(before) || isDecided(before)), `${id} 在 ${lane} 以前`)
      const [first, second] = [await whenOf(before, 'issue'), await whenOf(child, needs === 'start' ? 'open' : 'approve')]
      assert(first !== undefined && second !== undefined && first <= second)
    }
  }
}

async function whenOf({ id }: Case, step: string): Promise<Date | undefined> {
  return (await eventsOf(ground.database, id)).find((event) => event.step === step)?.at
}

describe('无论怎样办', () => {
  it('总件和子件从不矛盾；每一项恰好在一个地方；先后不乱', async () => {
    const tally = new Map<string, number>()
    await fc.assert(fc.asyncProperty(fc.constantFrom('yes', 'no'), fc.array(act, { minLength: 15, maxLength: 40 }), async (build, acts) => {
      ground.world.today = FIRST_DAY
      const matter = await filed(ground, { answers: { build } })
      for (const one of [['parent', 'accept'] as const, ...acts]) {
        await doOne(matter, one)
        await assertWhole(matter.parent.id)
      }
      const { parent } = await family(ground, matter.parent.id)
      tally.set(parent.state, (tally.get(parent.state) ?? 0) + 1)
    }), { numRuns: 10, seed: 20260302 })
    assert((tally.get('handling') ?? 0) < 10, '没有一件办到结束')
  })

  it('几步同时来：没有一步把别的弄乱，没有一步出错', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(act, { minLength: 2, maxLength: 4 }), { minLength: 5, maxLength: 9 }), async (rounds) => {
      ground.world.today = FIRST_DAY
      const matter = await filed(ground)
      for (const together of rounds) {
        await Promise.all(together.map((one) => doOne(matter, one)))
        await assertWhole(matter.parent.id)
      }
    }), { numRuns: 8, seed: 20260303 })
  })

  it('记录核验无误', async () => {
    assert.deepEqual(await Array.fromAsync(verifyLog(ground.database, () => {}, ground.world.kernel)), [])
  })
})
