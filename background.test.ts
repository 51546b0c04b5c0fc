import assert from 'node:assert/strict'
import { it } from 'node:test'
import { pino } from 'pino'
import { startJobs } from '#platform/jobs'
import { testDatabase } from '#platform/testing'
import type { DailyWork, Job } from '#kernel'
import { assembleKernel } from './app.ts'
import { startBackground } from './background.ts'

const JUST_AFTER_MIDNIGHT = new Date('2026-03-02T00:04:00+08:00')

it('每天的事各办各的：排在前面的一件总是办不成，后面的照样办；过了半夜几分钟，办的还是前一天的', async () => {
  const { db: database, url, close } = await testDatabase()
  const log = pino({ level: 'silent' })
  const jobs = await startJobs<Job>(url, log)
  const kernel = assembleKernel({ sendJobs: async () => {} })
  const { promise: day, resolve } = Promise.withResolvers<string>()
  const daily: DailyWork[] = [
    { name: 'broken', run: () => Promise.reject(new Error('断电')) },
    { name: 'sound', run: async ({ today, tx }) => { assert(tx.isTransaction); resolve(today) } },
  ]
  const background = await startBackground({ database, kernel: { ...kernel, projections: [] }, jobs, now: () => JUST_AFTER_MIDNIGHT, log, daily, rounds: [] })
  try {
    assert.equal(await day, '2026-03-01')
  } finally {
    await background.stop()
    await close()
  }
})
