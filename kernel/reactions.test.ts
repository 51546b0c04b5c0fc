import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { runSql, type Tx } from '#platform/database'
import { startJobs, type JobQueue } from '#platform/jobs'
import { SYSTEM } from './actor.ts'
import { ground, kernelOf, led, opened, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { runJob } from './reactions.ts'
import { takeStep } from './take-step.ts'
import { World } from './testing.ts'
import type { AfterReaction, Job, Kernel, WithinReaction } from './types.ts'

const heard: string[] = []
const within = (name: string, on: readonly string[]): WithinReaction => ({
  name,
  on,
  react: async (call, event, found) => void heard.push(`${name} ${event.step} ${call.actor.id} ${found.state}`),
})
const tell: AfterReaction = {
  name: 'tell', on: ['errand.accept', 'errand.open'],
  react: async ({ tx, actor }, event, found) => {
    heard.push(`tell ${event.step} ${actor.id} ${found.version}`)
    await runSql(tx, 'insert into errand_note (case_id, opinion) values ($1, $2)', [event.caseId, `told ${event.seq}`])
  },
}
const kernel = kernelOf([errand], { within: [within('first', ['errand.accept', 'errand.review']), within('second', ['errand.accept'])], after: [tell] })

let world: World
let close: Ground['close']
let database: Ground['database']
let url: string
before(async () => ({ world, close, database, url } = await ground(kernel)))
after(() => close())

describe('同一个事务里的反应', () => {
  it('只听自己要听的，按声明的次序，看到的是办过之后的办件和办的人', async () => {
    const { id } = await opened(world)
    heard.length = 0
    await led(world, id, ['accept', 'note', 'review'])
    assert.deepEqual(heard, ['first accept window accepted', 'second accept window accepted', 'first review reviewer reviewed'])
  })
})

describe('事务以后的任务', () => {
  it('每个要听的记录一个任务，在自己的事务里以系统的身份办，看到的是现在的办件', async () => {
    const { id } = await opened(world)
    await led(world, id, ['accept', 'note'])
    assert.deepEqual(world.jobs.filter(({ caseId }) => caseId === id), [{ reaction: 'tell', caseId: id, seq: 1 }, { reaction: 'tell', caseId: id, seq: 2 }])
    heard.length = 0
    await world.settle()
    assert.deepEqual(heard.filter((line) => line.startsWith('tell')).slice(-2), ['tell open system 3', 'tell accept system 3'])
  })

  it('没有这个反应、没有这条记录，是缺陷，不悄悄丢掉', async () => {
    const { id } = await opened(world)
    const run = (job: Job) => world.as(SYSTEM, (call) => runJob(call.kernel, call.tx, job, call))
    await assert.rejects(run({ reaction: 'nobody', caseId: id, seq: 1 }), /no module declares the reaction nobody/)
    await assert.rejects(run({ reaction: 'tell', caseId: id, seq: 9 }), /has no event 9/)
  })
})

describe('真正的任务队列', () => {
  let jobs: JobQueue<Job>
  let queued: Kernel
  before(async () => {
    jobs = await startJobs<Job>(url, pino({ level: 'silent' }))
    queued = { ...kernel, sendJobs: jobs.send }
  })
  after(() => jobs.stop())

  /** On their way to the queue, or in it. */
  const waitingIn = async (tx: Tx): Promise<number> => (await runSql<{ n: number }>(tx, `
    select ((select count(*) from platform.outbox) + (select count(*) from pgboss.job where name = 'after'))::int as n`))[0]?.n ?? -1
  const waiting = (): Promise<number> => waitingIn(database)

  it('任务与步骤同生同灭：撤回的事务不留任务', async () => {
    const { id } = await opened(world)
    const before = await waiting()
    await assert.rejects(world.as(WINDOW, async (call) => {
      await takeStep({ ...call, kernel: queued }, id, 'accept')
      assert.equal(await waitingIn(call.tx), before + 1)
      throw new Error('撤回')
    }), /撤回/)
    assert.equal(await waiting(), before)
    await world.as(WINDOW, (call) => takeStep({ ...call, kernel: queued }, id, 'accept'))
    assert.equal(await waiting(), before + 1)
  })

  it('提交以后有人来办，办成为止', async () => {
    const { id } = await opened(new World(database, kernel, world.today))
    let failures = 0
    const done = new Promise<Job>((resolve, reject) => {
      jobs.work(async (batch) => {
        const job = batch.find(({ caseId }) => caseId === id)
        if (!job) return
        // The first attempt fails half way; what it wrote is gone, and the queue sends it again.
        await world.as(SYSTEM, async (call) => {
          await runJob(kernel, call.tx, job, call)
          failures += 1
          if (failures === 1) throw new Error('断电')
        })
        resolve(job)
      }).catch(reject)
    })
    await world.as(WINDOW, (call) => takeStep({ ...call, kernel: queued }, id, 'accept'))
    assert.deepEqual(await done, { reaction: 'tell', caseId: id, seq: 2 })
    assert.equal(failures, 2)
    assert.deepEqual(await runSql(database, "select opinion from errand_note where case_id = $1", [id]), [{ opinion: 'told 2' }])
  })
})
