import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { asRefusal, inTransaction, runSql } from '#platform/database'
import { dayAt } from '#platform/day'
import type { Actor } from './actor.ts'
import type { Case } from './case.ts'
import { APPROVER, countRows, ELSEWHERE, errandKernelWithJobs, FIRST_DAY, ground, led, LIN, opened, REVIEWER, unfinished, untilSomebodyWaits, WINDOW, type Ground } from './district.test-support.ts'
import { eventsOf } from './event-log.ts'
import { lockCase } from './lock.ts'
import { takeStepTogether } from './step-group.ts'
import type { StepOptions } from './take-step.ts'
import type { World } from './testing.ts'
import type { Kernel } from './types.ts'
import { verifyLog } from './verify.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
let kernel: Kernel
before(async () => {
  kernel = errandKernelWithJobs()
  ;({ world, close, database } = await ground(kernel))
  await runSql(database, 'create table sent_job (reaction text, case_id uuid, seq int)')
})
after(() => close())
beforeEach(() => { world.today = FIRST_DAY })

/** As a request over HTTP takes a step: the database itself, no transaction. */
function together(actor: Actor, caseId: string, name: string, options: StepOptions = {}): Promise<Case> {
  return takeStepTogether({ kernel, tx: database, actor, now: world.now, today: dayAt(world.now) }, caseId, name, options)
}

const many = (count: number): Promise<Case[]> => Promise.all(Array.from({ length: count }, () => opened(world)))
const codes = (outcomes: PromiseSettledResult<unknown>[]): string[] =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : asRefusal(outcome.reason)?.code ?? outcome.reason.code ?? String(outcome.reason)))
const transactionsOf = async (cases: Case[]): Promise<number> =>
  (await runSql(database, 'select distinct xid from kernel.event where case_id = any($1) and seq = 2', [cases.map(({ id }) => id)])).length
const note = { data: { opinion: '已核对' } }

describe('同时到的步骤合在一个事务里办，谁也看不出', () => {
  it('六十件同时受理：都办成，用的事务少得多，答复与数据库一致，任务一件一个', async () => {
    const cases = await many(60)
    const answers = await Promise.all(cases.map(({ id }) => together(WINDOW, id, 'accept')))
    assert.deepEqual(answers.map(({ id, version, state }) => [id, version, state]), cases.map(({ id }) => [id, 2, 'accepted']))
    for (const answer of answers) assert.deepEqual(await world.caseNow(answer.id), answer)
    assert(await transactionsOf(cases) < 20)
    const jobs = await runSql<{ id: string }>(database, 'select case_id as id from sent_job where case_id = any($1) order by case_id', [cases.map(({ id }) => id)])
    assert.deepEqual(jobs.map(({ id }) => id), cases.map(({ id }) => id).sort())
  })

  it('一件一件地来，一件一个事务，也都办成', async () => {
    const cases = await many(3)
    for (const { id } of cases) assert.equal((await together(WINDOW, id, 'accept')).state, 'accepted')
    assert.equal(await transactionsOf(cases), 3)
  })

  it('一个人的拒绝不连累同来的人：各得各的答复', async () => {
    const [ok, wrongRelation, stranger, unknown, wrongData, wrongState, stale, last] = await many(8)
    const outcomes = await Promise.allSettled([
      together(WINDOW, ok?.id ?? '', 'accept'), together(LIN, wrongRelation?.id ?? '', 'accept'), together(ELSEWHERE[0] ?? LIN, stranger?.id ?? '', 'accept'),
      together(WINDOW, unknown?.id ?? '', 'fly'), together(WINDOW, wrongData?.id ?? '', 'accept', note), together(REVIEWER, wrongState?.id ?? '', 'review'),
      together(WINDOW, stale?.id ?? '', 'accept', { expectedVersion: 7 }), together(WINDOW, last?.id ?? '', 'ask'),
    ])
    assert.deepEqual(codes(outcomes), ['done', 'forbidden', 'not-found', 'not-found', 'invalid', 'conflict', 'conflict', 'done'])
  })

  it('一个人的内容存不进去，同来的人照样办成', async () => {
    const cases = await Promise.all((await many(6)).map(({ id }) => led(world, id, ['ask'])))
    const outcomes = await Promise.allSettled(cases.map(({ id }, index) => together(LIN, id, 'supplement', { data: { form: { name: index === 3 ? '空\u0000字符' : '好' } } })))
    assert.deepEqual(codes(outcomes), ['done', 'done', 'done', 'invalid', 'done', 'done'])
    for (const [index, { id }] of cases.entries()) assert.equal((await world.caseNow(id)).state, index === 3 ? 'correcting' : 'submitted')
  })

  it('要写自己的表的、法律已经先办了一步的、没有这一件的，各自单独办', async () => {
    const [plain, recording, overdue] = await many(3)
    world.today = '2024-05-07'
    const fresh = await opened(world)
    const outcomes = await Promise.allSettled([
      together(WINDOW, fresh.id, 'accept'), together(WINDOW, recording?.id ?? '', 'note', note), together(REVIEWER, overdue?.id ?? '', 'review'),
      together(WINDOW, plain?.id ?? '', 'accept'), together(WINDOW, '00000000-0000-4000-8000-000000000000', 'accept'),
    ])
    assert.deepEqual(codes(outcomes), ['done', 'done', 'done', 'conflict', 'not-found'])
    assert.deepEqual((await eventsOf(database, overdue?.id ?? '')).map(({ step }) => step), ['open', 'deem', 'review'])
    assert.deepEqual(await runSql(database, 'select opinion from errand_note where case_id = $1', [recording?.id]), [{ opinion: '已核对' }])
  })
})

describe('同一件、同一个键', () => {
  it('同一件同时来十个，按先后办，一个受理，其余冲突', async () => {
    const [found] = await many(1)
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => together(WINDOW, found?.id ?? '', 'accept', { expectedVersion: 1 })))
    assert.deepEqual(codes(outcomes).sort(), [...Array(9).fill('conflict'), 'done'])
  })

  it('同一个请求同时送来十次，只办一次，十个都得到同样的答复', async () => {
    const [found] = await many(1)
    const answers = await Promise.all(Array.from({ length: 10 }, () => together(WINDOW, found?.id ?? '', 'accept', { idempotencyKey: 'ten' })))
    assert.deepEqual(new Set(answers.map(({ version, lastHash }) => `${version} ${lastHash}`)).size, 1)
    assert.equal((await eventsOf(database, found?.id ?? '')).length, 2)
  })

  it('同一个键同时用在两件上：一件办成，一件冲突，同来的别人照办', async () => {
    const [one, two, other] = await many(3)
    const outcomes = await Promise.allSettled([
      together(WINDOW, one?.id ?? '', 'accept', { idempotencyKey: 'both' }), together(WINDOW, two?.id ?? '', 'accept', { idempotencyKey: 'both' }), together(WINDOW, other?.id ?? '', 'accept'),
    ])
    assert.deepEqual(codes(outcomes).slice(0, 2).sort(), ['conflict', 'done'])
    assert.equal(outcomes[2]?.status, 'fulfilled')
  })
})

describe('与别人的事务相遇', () => {
  it('别人正在办的那一件等着，同来的不等', async () => {
    const [held, free] = await many(2)
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, held?.id ?? ''))
    const [waiting, quick] = [together(WINDOW, held?.id ?? '', 'accept'), together(WINDOW, free?.id ?? '', 'accept')]
    assert.equal((await quick).state, 'accepted')
    await untilSomebodyWaits(database)
    await holding.commit()
    assert.equal((await waiting).state, 'accepted')
  })

  it('已经在事务里的，跟着那个事务走：撤回就撤回', async () => {
    const [found] = await many(1)
    const before = await countRows(database)
    await assert.rejects(inTransaction(database, async (tx) => {
      const call = { kernel, tx, actor: WINDOW, now: world.now, today: world.today }
      assert.equal((await takeStepTogether(call, found?.id ?? '', 'accept')).state, 'accepted')
      throw new Error('撤回')
    }), /撤回/)
    assert.deepEqual(await countRows(database), before)
  })
})

it('任意的人同时办任意的步骤：每个答复与办完以后的记录一致，记录核验无误', async () => {
  const attempt = fc.record({ which: fc.nat(5), actor: fc.constantFrom(LIN, WINDOW, REVIEWER, APPROVER), step: fc.constantFrom('accept', 'ask', 'review', 'withdraw', 'note', 'pause', 'grant'), key: fc.option(fc.nat(3), { nil: undefined }) })
  await fc.assert(fc.asyncProperty(fc.array(attempt, { minLength: 10, maxLength: 30 }), async (attempts) => {
    const cases = await many(6)
    const outcomes = await Promise.allSettled(attempts.map(({ which, actor, step, key }) => together(actor, cases[which]?.id ?? '', step, {
      ...(step === 'note' && note), ...(key !== undefined && { idempotencyKey: `${cases[0]?.id} ${key}` }),
    })))
    assert(codes(outcomes).every((code) => ['done', 'forbidden', 'conflict', 'rule'].includes(code)), codes(outcomes).join())
    for (const found of cases) {
      const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' && outcome.value.id === found.id ? [outcome.value.version] : []))
      assert.deepEqual([...new Set(done)].sort((a, b) => a - b), (await eventsOf(database, found.id)).slice(1).map(({ seq }) => seq))
    }
  }), { numRuns: 15 })
  assert.deepEqual(await Array.fromAsync(verifyLog(database, () => {}, kernel)), [])
})
