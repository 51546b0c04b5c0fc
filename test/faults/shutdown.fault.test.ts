import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { assertDoneAsTold, Crowd } from './crowd.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Crew } from './load-client.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const ROUNDS = 4
const CLIENTS = 8
const ACKNOWLEDGED_A_ROUND = 40

const place = temporaryPlace()
let database: TestDatabase
let server: ServerProcess
let crew: Crew

before(async () => {
  database = await testDatabase()
  server = await ServerProcess.start({ DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data` })
  crew = await signInCrew(server.url)
})

after(async () => {
  await server?.kill()
  await database?.close()
  await clear(place)
})

describe('正常停止（SIGTERM）', () => {
  it('大家正在办的时候停下又启动几次：退出码都是 0，确认过的一步不丢一步不重，没有半截的事', async () => {
    const crowd = new Crowd('stop', CLIENTS, { server, crew, matter: await readMatter(crew.applicant) })
    for (let round = 0; round < ROUNDS && !crowd.isOver; round += 1) {
      await crowd.more(ACKNOWLEDGED_A_ROUND)
      assert.equal(await server.stop(), 0)
      await server.startAgain()
    }
    await crowd.stop()
    await assertDoneAsTold(crowd.told, crew.applicant)
    assert.deepEqual(await halfDone(database.db, `${place}/data`), [])
    assert.deepEqual(server.faults(), [])
  })

  it('浏览器预先打开而没有用的连接不拖住停止', async () => {
    const unused = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1' })
    unused.on('error', () => undefined)
    await once(unused, 'connect')
    await crew.applicant.get('/api/me')
    let code: number | null | undefined
    void server.stop().then((exit) => {
      code = exit
    })
    await eventually(() => code !== undefined)
    assert.equal(code, 0)
    unused.destroy()
  })
})
