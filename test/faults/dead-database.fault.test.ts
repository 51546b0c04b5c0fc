import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startEmbedded, type Embedded } from '#platform/postgres'
import { openDatabase, type Database } from '#platform/database'
import { assertDoneAsTold, Crowd } from './crowd.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Crew, type Matter } from './load-client.ts'
import { Person, type Answer } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const CLIENTS = 4
const ACKNOWLEDGED_BEFORE = 40
const ACKNOWLEDGED_AFTER = 40

const place = temporaryPlace()
const databasePlace = temporaryPlace()
let postgres: Embedded
let server: ServerProcess
let crew: Crew
let matter: Matter
let database: Database

const startPostgres = (): Promise<Embedded> => startEmbedded(`${databasePlace}/data`, { durable: false })

before(async () => {
  postgres = await startPostgres()
  server = await ServerProcess.start({ DATABASE_URL: postgres.url, CHUNFENG_DATA: `${place}/data` })
  crew = await signInCrew(server.url)
  matter = await readMatter(crew.applicant)
  database = openDatabase({ url: postgres.url, max: 2 })
})

after(async () => {
  await database?.destroy()
  await server?.kill()
  await postgres?.stop()
  await clear(databasePlace)
  await clear(place)
})

const PATHS = [
  '/api/items?q=开店',
  '/api/worklist',
  '/api/public/statistics',
  '/api/cases/01a2075c-6751-7b3d-86ab-3e1843678e66',
  '/api/messages',
  '/api/organisations',
]

describe('数据库停了，服务还在', () => {
  it('接口一律 503，用中文说怎么办；页面也是；/readyz 503，/healthz 照常', async () => {
    await postgres.stop()
    for (const path of PATHS) {
      const answer = await crew.window.send('GET', path)
      assert.deepEqual([answer?.status, errorOf(answer).code], [503, 'unavailable'], path)
      assert.match(errorOf(answer).message, /数据库.*请/u)
    }
    const step = await crew.window.send('POST', '/api/cases/01a2075c-6751-7b3d-86ab-3e1843678e66/steps/accept', { body: {}, key: 'k' })
    assert.deepEqual([step?.status, errorOf(step).code], [503, 'unavailable'])
    const page = await new Person(server.url).send('GET', '/statistics')
    assert.equal(page?.status, 503)
    assert.match(String(page?.body), /<h1[^>]*>.*\p{Script=Han}/u)
    assert.deepEqual([(await crew.window.send('GET', '/readyz'))?.status, (await crew.window.send('GET', '/healthz'))?.status], [503, 200])
  })

  it('这时登录说的是数据库不在，不是密码不对，也不算输错', async () => {
    for (let attempts = 0; attempts < 6; attempts += 1) {
      const answer = await new Person(server.url).send('POST', '/api/sessions', { body: { account: 'citizen', password: 'Wrong-2026-x' } })
      assert.deepEqual([answer?.status, errorOf(answer).code], [503, 'unavailable'])
    }
  })

  it('这时上传的文件不留半截', async () => {
    const answer = await crew.applicant.upload('材料.pdf', new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'))
    assert.equal(answer?.status, 503)
  })

  it('数据库回来以后不用重启就恢复，停之前确认过的都在', async () => {
    const pid = server.pid
    postgres = await startPostgres()
    await server.ready()
    assert.equal(server.pid, pid)
    await Person.signIn(server.url, 'citizen')
    assert.equal((await crew.window.send('GET', '/api/worklist'))?.status, 200)
  })

  it('办到一半数据库停了又回来：重发得到确认，一步不丢一步不重，没有半截的事', async () => {
    const crowd = new Crowd('outage', CLIENTS, { server, crew, matter })
    await crowd.more(ACKNOWLEDGED_BEFORE)
    await postgres.stop()
    postgres = await startPostgres()
    await crowd.more(ACKNOWLEDGED_AFTER)
    await crowd.stop()
    await assertDoneAsTold(crowd.told, crew.applicant)
    assert.deepEqual(await halfDone(database, `${place}/data`), [])
    assert.deepEqual(server.faults(), [])
  })

  it('数据库不在的时候也能正常停止', async () => {
    await postgres.stop()
    let code: number | null | undefined
    void server.stop().then((exit) => {
      code = exit
    })
    await eventually(() => code !== undefined)
    assert.equal(code, 0)
  })
})

function errorOf(answer: Answer | undefined): { code: string; message: string } {
  const { error } = answer?.body as { error: { code: string; message: string } } // the shape of every error
  return error
}
