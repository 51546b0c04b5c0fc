import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { configFrom } from '#platform/config'
import { openDatabase } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { verifyLog } from '#kernel'
import { signInAll, type People } from '../cli/journey/people.ts'
import { STORIES } from '../cli/journey/stories.ts'
import { tellStory } from '../cli/journey/tell.ts'
import { serve, type Running } from '../serve.ts'
import { hasSystemPostgres, startSystemPostgres } from './system-postgres.ts'

const inCi = process.env['CI'] !== undefined

/** The main job as programs live it, from the search to the rating, on one kind of database. */
function journeyOn(kind: string, open: () => Promise<{ url: string; close: () => unknown }>, skip: string | false): void {
  describe(`主流程走通：${kind}`, { skip }, () => {
    const data = mkdtempSync(join(tmpdir(), 'chunfeng-journey-'))
    let database: { url: string; close: () => unknown }
    let running: Running
    let people: People
    before(async () => {
      database = await open()
      const config = configFrom({
        DATABASE_URL: database.url, CHUNFENG_DEMO: '1', CHUNFENG_DATA: data, PORT: '0', CHUNFENG_TODAY: '2026-03-02', CHUNFENG_LOG: 'error',
      })
      process.env['CHUNFENG_DATA'] = data
      running = await serve(config, () => {})
      people = await signInAll(running.url)
    })
    after(async () => {
      await running.stop()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    })

    for (const story of STORIES) {
      it(story.title, async () => {
        const outcome = await tellStory(people, story, () => {})
        assert.equal(outcome.state, story.ends)
        assert.equal(outcome.timeline.length, story.acts.length + 1 + (story.rating ? 1 : 0))
      })
    }
    it('摘要链完好', async () => {
      const db = openDatabase({ url: database.url })
      const altered = await Array.fromAsync(verifyLog(db))
      await db.destroy()
      assert.deepEqual(altered, [])
    })
  })
}

journeyOn('内置的 PostgreSQL', async () => {
  const { url, close } = await testDatabase()
  return { url, close }
}, false)

journeyOn('系统的 PostgreSQL 15（DATABASE_URL）', async () => {
  const { url, stop } = await startSystemPostgres()
  return { url, close: stop }
}, hasSystemPostgres || inCi ? false : '这台机器没有 PostgreSQL 15')
