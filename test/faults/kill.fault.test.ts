import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openDatabase, runSql, type Database } from '#platform/database'
import { joinEmbedded } from '#platform/postgres'
import { orphanEvents, verifyLog } from '#kernel'
import { tellApplicant } from '../../modules/applications/notices.ts'
import { Crowd } from './crowd.ts'
import { readMatter, signInCrew, type Crew, type Told } from './load-client.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { postmasterOf } from './postmaster.ts'
import { ServerProcess } from './server-process.ts'

const KILLS = 30
const CLIENTS = 8
/** Between two kills, so that each falls into full work and none into a server that has hardly begun. */
const ACKNOWLEDGED_BETWEEN_KILLS = 30

const place = temporaryPlace()
const data = join(place, 'data')
let server: ServerProcess
let crew: Crew
let database: Database
let told: Told[]
let crowd: Crowd
let killedProcesses = 0

before(async () => {
  server = await ServerProcess.start({ CHUNFENG_DATA: data, DATABASE_URL: '' })
  crew = await signInCrew(server.url)
  crowd = new Crowd('client', CLIENTS, { server, crew, matter: await readMatter(crew.applicant) })
  await killAgainAndAgain()
  await crowd.stop()
  told = crowd.told
  const { url } = await joinEmbedded(data)
  database = openDatabase({ url, max: 2 })
})

after(async () => {
  await database?.destroy()
  await server?.kill()
  await clear(place)
})

async function killAgainAndAgain(): Promise<void> {
  for (let count = 0; count < KILLS && !crowd.isOver; count += 1) {
    await crowd.more(ACKNOWLEDGED_BETWEEN_KILLS)
    await (count % 2 === 0 ? killServer() : killPostgres())
    killedProcesses += 1
  }
}

async function killServer(): Promise<void> {
  await server.kill()
  await server.startAgain()
}

/** The server that serves must bring its database back by itself and stay the same process. */
async function killPostgres(): Promise<void> {
  const [pid, serving] = [postmasterOf(data)?.pid, server.pid]
  assert(pid !== undefined && serving !== undefined)
  process.kill(pid, 'SIGKILL')
  await eventually(() => postmasterOf(data)?.pid !== pid && postmasterOf(data)?.isReady === true)
  await server.ready()
  assert.equal(server.pid, serving)
}

describe(`八个人同时办件，${KILLS} 次 kill -9，轮流杀服务和数据库`, () => {
  it('每次都真的杀掉了，其间一直有人在办', (t) => {
    assert.equal(killedProcesses, KILLS)
    assert(crowd.acknowledged >= KILLS * ACKNOWLEDGED_BETWEEN_KILLS)
    t.diagnostic(`确认 ${crowd.acknowledged} 个请求，${told.length} 个办件，${told.reduce((sum, { steps }) => sum + steps.length, 0)} 步`)
  })

  it('确认过的每一步都在记录里，只有一次，次序和版本与告知的一致', async () => {
    for (const { caseId, steps } of told) {
      const events = await crew.applicant.get<{ seq: number; step: string }[]>(`/api/cases/${caseId}/events`)
      assert.deepEqual(
        events.map(({ seq, step }) => ({ step, version: seq })),
        steps,
      )
    }
  })

  it('没有谁没提交过的办件，也没有多出来的记录、文书、材料', async () => {
    const [counts] = await runSql(
      database,
      // What the system opens by itself (a card for a refusal without grounds) is nobody's submission.
      `select (select count(*) from kernel.case where type = 'application') as cases,
      (select count(*) from kernel.event where case_id in (select id from kernel.case where type = 'application')) as events,
      (select count(*) from kernel.command) as commands, (select count(*) from applications.application) as applications,
      (select count(*) from kernel.event where issued is not null) as issued, (select count(*) from kernel.document) as documents`,
    )
    const events = told.reduce((sum, { steps }) => sum + steps.length, 0)
    const issued = counts?.['issued']
    assert.deepEqual(counts, { cases: told.length, events, commands: events, applications: told.length, issued, documents: issued })
  })

  it('摘要链完好', async () => {
    assert.deepEqual(await Array.fromAsync(verifyLog(database)), [])
    assert.deepEqual(await orphanEvents(database), [])
  })

  it('每个未结办件恰好在一个队列里并有到期日，已结的不在队列里', async () => {
    const rows = await runSql<{ open: boolean; queue: string | null; due: string | null }>(
      database,
      'select closed_at is null as open, queue, queue_due_on as due from kernel.case',
    )
    assert(rows.some(({ open }) => open) && rows.some(({ open }) => !open), '两种办件都要有')
    for (const { open, queue, due } of rows) {
      assert.equal(open, queue !== null && /^[a-z]+:.+$/.test(queue) && due !== null)
      assert.equal(open, queue !== null || due !== null)
    }
  })

  it('该通知的每一步都通知了一次，后台任务没有丢', async () => {
    const missing = () =>
      runSql<{ event: number; message: number }>(
        database,
        `select count(*) as event, count(message.id) as message from kernel.event
      left join messages.message message on message.case_id = event.case_id and message.event_seq = event.seq where event.kind = any($1)`,
        [tellApplicant.on],
      )
    await eventually(async () => (await missing()).every(({ event, message }) => event === message))
    const [counts] = await runSql<{ all: number; wanted: number }>(
      database,
      `select (select count(*) from messages.message where event_seq is not null) as all,
      (select count(*) from kernel.event where kind = any($1)) as wanted`,
      [tellApplicant.on],
    )
    assert(counts && counts.all > 0)
    assert.equal(counts.all, counts.wanted)
  })

  it('上传过的文件都取得到，大小不差', async () => {
    for (const { fileId, fileSize } of told) {
      const answer = await crew.applicant.send('GET', `/api/files/${fileId}`)
      assert.deepEqual([answer?.status, answer?.headers.get('content-length')], [200, String(fileSize)])
    }
  })

  it('没有一个请求得到 500；正常停止时数据库也正常关闭', async () => {
    assert.deepEqual(server.faults(), [])
    assert.equal(await server.stop(), 0)
    assert.equal(postmasterOf(data), undefined)
  })
})
