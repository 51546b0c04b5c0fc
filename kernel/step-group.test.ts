import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { asRefusal, CommitUnknown, inTransaction, runSql } from '#platform/database'
import type { Actor } from './actor.ts'
import { countRows, ELSEWHERE, errandKernelWithJobs, ground, led, LIN, opened, REVIEWER, unfinished, WINDOW, type Ground } from './district.test-support.ts'
import { eventsOf } from './event-log.ts'
import { takeStepTogether } from './step-group.ts'
import { takeStep, type StepOptions } from './take-step.ts'
import type { World } from './testing.ts'
import { verifyLog } from './verify.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => {
  ({ world, close, database } = await ground(errandKernelWithJobs()))
  await runSql(database, 'create table sent_job (reaction text, case_id uuid, seq int)')
})
after(() => close())

const callOf = (actor: Actor) => ({ kernel: world.kernel, tx: database, actor, now: world.now, today: world.today })
const take = (actor: Actor, caseId: string, name: string, options?: StepOptions) => takeStepTogether(callOf(actor), caseId, name, options)
const several = (count: number) => Promise.all(Array.from({ length: count }, () => opened(world)))
/** How many transactions wrote the second event of these cases. */
const transactionsOf = async (ids: readonly string[]): Promise<number> =>
  (await runSql<{ n: number }>(database, 'select count(distinct xid)::int as n from kernel.event where case_id = any($1) and seq = 2', [ids]))[0]?.n ?? 0
const codeOf = (outcome: PromiseSettledResult<unknown>) => (outcome.status === 'fulfilled' ? 'done' : asRefusal(outcome.reason)?.code ?? outcome.reason.code)

describe('同时到的步骤合在一个事务里', () => {
  it('二十件同时受理：事务比步骤少，每一件的办件、记录、文书和任务都齐全', async () => {
    const cases = await several(20)
    const taken = await Promise.all(cases.map(({ id }) => take(WINDOW, id, 'accept', { expectedVersion: 1, idempotencyKey: `all ${id}` })))
    assert((await transactionsOf(cases.map(({ id }) => id))) < 10)
    for (const found of taken) {
      assert.deepEqual(await world.caseNow(found.id), found)
      const rows = await runSql(database, `
        select (select count(*) from kernel.event where case_id = $1)::int as events,
          (select count(*) from kernel.document where case_id = $1)::int as documents,
          (select count(*) from kernel.command where case_id = $1)::int as commands,
          (select count(*) from sent_job where case_id = $1)::int as jobs`, [found.id])
      assert.deepEqual([found.state, found.version, rows], ['accepted', 2, [{ events: 2, documents: 2, commands: 1, jobs: 1 }]])
    }
  })

  it('与单独办的结果一样', async () => {
    const [one, other] = [await opened(world), await opened(world)]
    await take(WINDOW, one.id, 'accept')
    await inTransaction(database, (tx) => takeStep({ ...callOf(WINDOW), tx }, other.id, 'accept'))
    const lasting = async (id: string) => {
      const { id: _id, number: _number, lastHash: _lastHash, openedAt: _openedAt, ...rest } = await world.caseNow(id)
      return rest
    }
    assert.deepEqual(await lasting(one.id), await lasting(other.id))
  })

  it('已经在事务里的，随那个事务一起成败', async () => {
    const { id } = await opened(world)
    const rows = await countRows(database)
    await assert.rejects(inTransaction(database, async (tx) => {
      await takeStepTogether({ ...callOf(WINDOW), tx }, id, 'accept')
      throw new Error('撤回')
    }), /撤回/)
    assert.deepEqual(await countRows(database), rows)
  })
})

describe('一件不影响别件', () => {
  it('办不成的只有它自己办不成，各得各的理由', async () => {
    const cases = await several(6)
    const actors = [WINDOW, ELSEWHERE[0] ?? LIN, REVIEWER, WINDOW, WINDOW, WINDOW]
    const options = [{}, {}, {}, { expectedVersion: 7 }, { data: { 胡填: 1 } }, {}]
    const outcomes = await Promise.allSettled(cases.map(({ id }, index) => take(actors[index] ?? LIN, id, 'accept', options[index])))
    assert.deepEqual(outcomes.map(codeOf), ['done', 'not-found', 'forbidden', 'conflict', 'invalid', 'done'])
    assert.deepEqual(await Promise.all(cases.map(async ({ id }) => (await world.caseNow(id)).version)), [2, 1, 1, 1, 1, 2])
  })

  it('有一件数据库存不进去，别的照样办成，它得到自己的错误', async () => {
    const cases = await several(4)
    for (const { id } of cases) await led(world, id, ['ask'])
    const names = ['好', '坏\u0000字', '也好', '都好']
    const outcomes = await Promise.allSettled(cases.map(({ id }, index) => take(LIN, id, 'supplement', { data: { form: { name: names[index] } } })))
    assert.deepEqual(outcomes.map(codeOf), ['done', 'invalid', 'done', 'done'])
    assert.deepEqual(await Promise.all(cases.map(async ({ id }) => (await eventsOf(database, id)).length)), [3, 2, 3, 3])
  })

  it('别人占着一件，别的不等它；放开以后它也办成', async () => {
    const cases = await several(4)
    const [held, ...free] = cases
    assert(held)
    const holder = await unfinished(world, WINDOW, (call) => runSql(call.tx, 'select 1 from kernel.case where id = $1 for update', [held.id]))
    const waiting = take(WINDOW, held.id, 'accept')
    const taken = await Promise.all(free.map(({ id }) => take(WINDOW, id, 'accept')))
    assert.deepEqual(taken.map(({ state }) => state), ['accepted', 'accepted', 'accepted'])
    assert.equal((await world.caseNow(held.id)).version, 1)
    await holder.abort()
    assert.equal((await waiting).state, 'accepted')
  })

  it('要另外写记录的步骤出错，什么也不留，同来的照样办成', async () => {
    const cases = await several(3)
    const opinions = ['已核对', '写到一半出错', '写到一半拒绝']
    const outcomes = await Promise.allSettled(cases.map(({ id }, index) => take(WINDOW, id, 'note', { data: { opinion: opinions[index] } })))
    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'rejected'])
    const kept = await runSql(database, 'select opinion from errand_note where case_id = any($1)', [cases.map(({ id }) => id)])
    assert.deepEqual(kept, [{ opinion: '已核对' }])
  })
})

it('提交时断了线，结果不确定：告诉每一个人，谁的也不再办一次', async () => {
  const cases = await several(3)
  await runSql(database, `
    create function sleep_at_commit() returns trigger language plpgsql as 'begin perform pg_sleep(60); return null; end';
    create constraint trigger sleepy after insert on sent_job deferrable initially deferred for each row execute function sleep_at_commit()`)
  const taking = Promise.allSettled(cases.map(({ id }) => take(WINDOW, id, 'accept')))
  const KILL = "select pg_terminate_backend(pid, 5000) as killed from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
  while ((await runSql(database, KILL)).length === 0);
  const outcomes = await taking
  await runSql(database, 'drop trigger sleepy on sent_job')
  assert(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof CommitUnknown))
  assert.deepEqual(await Promise.all(cases.map(async ({ id }) => (await world.caseNow(id)).version)), [1, 1, 1])
})

describe('同一件', () => {
  it('同一个请求送来五次，只办一次，五个都得到办好的办件', async () => {
    const { id } = await opened(world)
    const answers = await Promise.all(Array.from({ length: 5 }, () => take(WINDOW, id, 'accept', { expectedVersion: 1, idempotencyKey: 'five' })))
    assert.deepEqual(answers.map(({ version }) => version), [2, 2, 2, 2, 2])
    assert.equal((await eventsOf(database, id)).length, 2)
  })

  it('五个人同时受理：一个办成，四个是冲突', async () => {
    const { id } = await opened(world)
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => take({ ...WINDOW, id: `clerk-${index}` }, id, 'accept')))
    assert.deepEqual(outcomes.map(codeOf).sort(), ['conflict', 'conflict', 'conflict', 'conflict', 'done'])
  })

  it('同一个键同时用于两件：一个办成，另一个是冲突，同来的照样办成', async () => {
    const cases = await several(4)
    const keys = ['twin', 'other', 'twin', 'third']
    const outcomes = await Promise.allSettled(cases.map(({ id }, index) => take(WINDOW, id, 'accept', { idempotencyKey: keys[index] })))
    const [one, other, twin, third] = outcomes.map(codeOf)
    assert.deepEqual([[one, twin].sort(), other, third], [['conflict', 'done'], 'done', 'done'])
  })

  it('法律已经替窗口办了的先办', async () => {
    const found = await opened(world)
    world.today = '2024-06-03'
    await assert.rejects(take(WINDOW, found.id, 'accept'), { code: 'conflict' })
    assert.equal((await take(REVIEWER, found.id, 'review')).state, 'reviewed')
    assert.deepEqual((await eventsOf(database, found.id)).map(({ step }) => step), ['open', 'deem', 'review'])
  })
})

it('随便什么步骤随便怎样同时来：不丢，不重，记录全部对得上', async () => {
  const move = fc.record({
    which: fc.nat(4),
    step: fc.constantFrom('accept', 'ask', 'review', 'note', 'withdraw', 'pause'),
    who: fc.nat(2),
    key: fc.option(fc.nat(3), { nil: undefined }),
  })
  await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 40 }), async (moves) => {
    const cases = await several(5)
    const people = [WINDOW, REVIEWER, LIN]
    const outcomes = await Promise.allSettled(moves.map(({ which, step, who, key }) => {
      const id = cases[which]?.id ?? ''
      const options = { ...(step === 'note' && { data: { opinion: '已核对' } }), ...(key !== undefined && { idempotencyKey: `${id} ${key}` }) }
      return take(people[who] ?? LIN, id, step, options)
    }))
    const unkeyed = moves.filter(({ key }, index) => key === undefined && outcomes[index]?.status === 'fulfilled').length
    const keyed = new Set(
      moves.flatMap(({ which, who, key }, index) => (key !== undefined && outcomes[index]?.status === 'fulfilled' ? [`${which} ${who} ${key}`] : [])),
    )
    const versions = await Promise.all(cases.map(async ({ id }) => (await world.caseNow(id)).version))
    assert.equal(versions.reduce((sum, version) => sum + version - 1, 0), unkeyed + keyed.size)
    assert(outcomes.every((outcome) => codeOf(outcome) !== undefined), JSON.stringify(outcomes))
  }), { numRuns: 25 })
  assert.deepEqual(await Array.fromAsync(verifyLog(database, () => {}, world.kernel)), [])
})
