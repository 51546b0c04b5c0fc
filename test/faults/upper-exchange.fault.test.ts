import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { runSql } from '#platform/database'
import { dayAt } from '#platform/day'
import { testDatabase, testKeys, type TestDatabase } from '#platform/testing'
import { assembleKernel } from '#app'
import { UpperSimulator, type Behaviour } from '#modules/upper-exchange'
import { expected, held } from '../../modules/upper-exchange/exchange.test-support.ts'
import { Crowd } from './crowd.ts'
import { readMatter, signInCrew, type Crew } from './load-client.ts'
import { Person } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const CLIENTS = 2
/** Under each misbehaviour so much is done at the windows before the next one comes. */
const COMMANDS_EACH = 12
const MET_TIMES = 2
const PATH = '/api/upper-exchange/peers/city'
/** The worst at once, and each so long that it is met. */
const PHASES: readonly (readonly Behaviour[])[] = [
  ['dead'], ['slow'], ['unanswered', 'duplicating'], ['garbled'], ['rejecting', 'disorder'],
  ['losing', 'altering', 'duplicating'], ['rejecting', 'late', 'losing'],
]

const place = temporaryPlace()
const today = dayAt(new Date())
let database: TestDatabase
let upper: UpperSimulator
let servers: ServerProcess[] = []
let crew: Crew
let [admin, bureau] = [new Person(''), new Person('')]
const doneIn: number[] = []

before(async () => {
  [database, upper] = await Promise.all([testDatabase(), UpperSimulator.open('')])
  upper.slowMilliseconds = 5000
  const environment = {
    DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data`, CHUNFENG_KEYS: testKeys(),
    CHUNFENG_UPPER_HOSTS: upper.host, CHUNFENG_UPPER_TIMEOUT_SECONDS: '0.5',
  }
  servers = [await ServerProcess.start(environment)]
  servers.push(await ServerProcess.start(environment))
  const url = servers[0]?.url ?? assert.fail()
  ;[crew, admin, bureau] = await Promise.all([signInCrew(url), Person.signIn(url, 'sysadmin'), Person.signIn(url, 'bureau')])
  const answer = await admin.send('POST', PATH, { body: { url: upper.url, families: ['national', 'guangdong', 'rating'] } })
  assert.equal(answer?.status, 200, JSON.stringify(answer?.body))
  upper.secret = String(Object(answer.body).secret)
  assert.equal((await bureau.send('POST', `${PATH}/on`, { body: { fromDay: today } }))?.status, 200)
})
after(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await upper?.close()
  await database?.close()
  await clear(place)
})

async function behaving(behaviours: readonly Behaviour[]): Promise<void> {
  upper.behaviours.clear()
  for (const one of behaviours) upper.behaviours.add(one)
  await bureau.send('POST', `${PATH}/retry`)
}

/** Rows have come while the platform behaved like that. */
async function met(): Promise<void> {
  const before = upper.asked.get('/rows') ?? 0
  await eventually(async () => {
    if ((upper.asked.get('/rows') ?? 0) >= before + MET_TIMES) return true
    await bureau.send('POST', `${PATH}/retry`)
    await pause(50)
    return false
  })
}

/** A clerk sends what came back once more as it is, and has the day compared, until there is nothing left to do. */
async function clerkAtWork(): Promise<void> {
  await eventually(async () => {
    const { rows } = await bureau.get<{ rows: { id: string }[] }>(`${PATH}/rows`)
    if (rows.length > 0) await bureau.send('POST', '/api/upper-exchange/resend', { body: { ids: rows.map(({ id }) => id) } })
    const [open] = await runSql<{ count: number }>(
      database.db, "select count(*)::int as count from upper_exchange.row where state in ('waiting', 'queued', 'rejected')",
    )
    const { days } = await bureau.get<{ days: { day: string; state: string }[] }>(`${PATH}/days`)
    if (open?.count === 0 && days.every(({ state }) => state === 'even')) return true
    if (open?.count === 0) await bureau.send('POST', `${PATH}/days/${today}/check`)
    await bureau.send('POST', `${PATH}/retry`)
    await pause(100)
    return false
  })
}

describe('上级平台不应答、很慢、说谎、说两遍，其间一个服务进程被杀', () => {
  it('收件一刻不停：每一种毛病之下，窗口照办', async (t) => {
    const [server = assert.fail()] = servers
    const matter = await readMatter(crew.applicant)
    for (const [index, behaviours] of PHASES.entries()) {
      const began = performance.now()
      await behaving(behaviours)
      const crowd = new Crowd(`upper-${index}`, CLIENTS, { server, crew, matter })
      await crowd.more(COMMANDS_EACH)
      if (index === PHASES.length - 3) await servers[1]?.kill()
      await crowd.stop()
      await met()
      doneIn.push(crowd.acknowledged)
      t.diagnostic(`${behaviours.join('+')}：办了 ${crowd.acknowledged} 步，${Math.round(performance.now() - began)} 毫秒`)
    }
    assert(doneIn.every((count) => count >= COMMANDS_EACH))
    assert.deepEqual(server.faults(), [])
  })

  it('好了以后：与记录里算出来的一字不差，一行不丢，一行不重', async (t) => {
    await behaving([])
    await clerkAtWork()
    const all = await expected({ database: database.db, world: { kernel: assembleKernel({ sendJobs: async () => {} }) } }, 'city')
    const has = held({ upper })
    assert.deepEqual([...has.keys()].toSorted(), [...all.keys()].toSorted())
    assert.deepEqual(new Map([...has].toSorted()), new Map([...all].toSorted()))
    // The same version with other words in it would be two rows under one number.
    assert.deepEqual(upper.store.complaints, [])
    assert(upper.store.repeated > 0)
    t.diagnostic(`${all.size} 行，对方见过重复 ${upper.store.repeated} 次`)
    assert(all.size > 100)
  })
})
