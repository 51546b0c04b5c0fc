import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { pino } from 'pino'
import { inTransaction, runSql } from '#platform/database'
import { startJobs, type JobQueue } from '#platform/jobs'
import { testDatabase, type TestDatabase } from '#platform/testing'

interface Note { id: number }

let own: TestDatabase
let queues: JobQueue<Note>[]
before(async () => {
  own = await testDatabase()
  const silent = pino({ level: 'silent' })
  // Two, as with two processes of the program.
  queues = [await startJobs<Note>(own.url, silent), await startJobs<Note>(own.url, silent)]
})
after(async () => {
  await Promise.all(queues.map((queue) => queue.stop()))
  await own.close()
})

const numbers = (from: number, count: number): Note[] => Array.from({ length: count }, (_, index) => ({ id: from + index }))

it('撤回的事务不留任务；提交的每个恰好办一次，一批里有坏的，别的不受牵连，坏的再来一次', async () => {
  const [first, second] = queues
  assert(first && second)
  await assert.rejects(inTransaction(own.db, async (tx) => {
    await first.send(tx, numbers(1000, 5))
    throw new Error('撤回')
  }), /撤回/)
  const done = new Map<number, number>()
  let failures = 0
  const all = new Promise<void>((resolve) => {
    const handle = async (batch: readonly Note[]): Promise<void> => {
      if (failures < 2 && batch.some(({ id }) => id === 7)) {
        failures += 1
        throw new Error('断电')
      }
      for (const { id } of batch) done.set(id, (done.get(id) ?? 0) + 1)
      if (done.size === 300) resolve()
    }
    for (const queue of queues) void queue.work(handle)
  })
  await inTransaction(own.db, (tx) => first.send(tx, numbers(0, 200)))
  await inTransaction(own.db, (tx) => second.send(tx, numbers(200, 100)))
  await all
  assert.deepEqual([...done.keys()].toSorted((one, other) => one - other), numbers(0, 300).map(({ id }) => id))
  assert.deepEqual([...new Set(done.values())], [1])
  assert.equal(failures, 2)
  assert.deepEqual(await runSql(own.db, 'select count(*)::int as n from platform.outbox'), [{ n: 0 }])
})
