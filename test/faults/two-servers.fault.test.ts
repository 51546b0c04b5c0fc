import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { tellApplicant } from '../../modules/applications/notices.ts'
import { assertDoneAsTold, Crowd } from './crowd.ts'
import { frontOf } from './front.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Crew, type Matter } from './load-client.ts'
import { Person, type Answer } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const MONDAY = '2026-03-02'
/** Six working days later nobody has said anything: applications count as accepted. */
const WEEK_LATER = '2026-03-10'
const CLIENTS = 6
const ACKNOWLEDGED_BETWEEN_STOPS = 30
const ROUNDS = 3
const BULK = 40
const WRONG_IN_A_ROW = 5

const place = temporaryPlace()
const data = `${place}/data`
let database: TestDatabase
let [one, other]: ServerProcess[] = []
let crew: Crew
let matter: Matter
const crowds: Crowd[] = []
const fronts: Awaited<ReturnType<typeof frontOf>>[] = []

/** Both begin at the same moment on a database with nothing in it: tables, keys and demo people are made once. */
async function bothOn(today: string): Promise<ServerProcess[]> {
  const environment = { DATABASE_URL: database.url, CHUNFENG_DATA: data, CHUNFENG_KEYS: `${place}/keys`, CHUNFENG_TODAY: today }
  return Promise.all([ServerProcess.start(environment), ServerProcess.start(environment)])
}

before(async () => {
  database = await testDatabase([])
  ;[one, other] = await bothOn(MONDAY)
  const [first, second] = await Promise.all([one, other].map((server) => signInCrew(urlOf(server))))
  assert(first && second)
  // Who files is at one server, who takes the next step at the other.
  crew = { applicant: first.applicant, window: second.window, reviewer: first.reviewer, approver: second.approver }
  matter = await readMatter(crew.applicant)
})

after(async () => {
  for (const crowd of crowds) crowd.isOver = true
  await Promise.all(fronts.map((front) => front.close()))
  await Promise.all([one?.kill(), other?.kill()])
  await database?.close()
  await clear(place)
})

const urlOf = (server: ServerProcess | undefined): string => server?.url ?? assert.fail('没有这个服务')
const at = (server: ServerProcess | undefined, { cookie }: Person): Person => new Person(urlOf(server), cookie)
const both = (): ServerProcess[] => [one ?? assert.fail(), other ?? assert.fail()]

function bodyOf<Body>(answer: Answer | undefined): Body {
  assert(answer && answer.status < 300, JSON.stringify(answer?.body))
  return answer.body as Body // the caller names the shape api.md promises
}

async function file(who: Person, key: string, fileId?: string): Promise<{ caseId: string }> {
  const content = new TextEncoder().encode(`%PDF-1.4\n% ${key}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
  const given = fileId ?? bodyOf<{ fileId: string }>(await crew.applicant.upload('材料.pdf', content)).fileId
  const materials = matter.checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId: given }))
  const body = { itemCode: matter.item.code, answers: matter.answers, form: sampleForm(matter.checklist.form), materials }
  return bodyOf(await who.send('POST', '/api/applications', { body, key }))
}

async function count(statement: string): Promise<number> {
  const [row] = await runSql<{ count: number }>(database.db, `select count(*)::int as count from ${statement}`)
  return row?.count ?? assert.fail()
}

describe('两个服务进程，一个数据库', () => {
  it('同时第一次启动：库只建一次，示例只装一次，签名密钥只有一把', async () => {
    assert.equal(await count('people.account where login = \'window\''), 1)
    assert.equal(both().flatMap(({ said }) => said).filter((line) => line.includes('已生成文书签名密钥')).length, 1)
  })

  it('在一处登录，到处都认；在一处退出，到处都出去了', async () => {
    const here = await Person.signIn(urlOf(one), 'housing')
    const there = at(other, here)
    assert.equal((await there.get<{ account: string }>('/api/me')).account, 'housing')
    assert.equal((await there.send('DELETE', '/api/sessions'))?.status, 204)
    assert.equal((await here.send('GET', '/api/worklist?queue=todo'))?.status, 401)
  })

  it('两处轮流猜密码，次数加在一起', async () => {
    for (let attempt = 0; attempt < WRONG_IN_A_ROW; attempt += 1) {
      const answer = await new Person(urlOf(both()[attempt % 2])).send('POST', '/api/sessions', { body: { account: 'planning', password: '猜的-2026' } })
      assert.equal(answer?.status, 401)
    }
    for (const { url } of both()) {
      const answer = await new Person(url).send('POST', '/api/sessions', { body: { account: 'planning', password: 'Chunfeng-2026' } })
      assert.equal(answer?.status, 429)
    }
  })

  it('在一处上传的材料，在另一处提交、在另一处打开', async () => {
    const content = new TextEncoder().encode('%PDF-1.4\n% there\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    const { fileId } = bodyOf<{ fileId: string }>(await crew.applicant.upload('材料.pdf', content))
    await file(at(other, crew.applicant), 'uploaded-elsewhere', fileId)
    const answer = await at(other, crew.applicant).send('GET', `/api/files/${fileId}`)
    assert.deepEqual([answer?.status, answer?.headers.get('content-length')], [200, String(content.length)])
  })

  it('同一个命令同时到两处，只办一次；两个人同时办，一人办成，另一人得知', async () => {
    const key = 'both-at-once'
    const filed = await Promise.all(both().map((server) => file(at(server, crew.applicant), key)))
    assert.equal(filed[0]?.caseId, filed[1]?.caseId)
    const path = `/api/cases/${filed[0]?.caseId}/steps/accept`
    const answers = await Promise.all(both().map((server) => at(server, crew.window).send('POST', path, { body: { expectedVersion: 1 } })))
    assert.deepEqual(answers.map((answer) => answer?.status).sort(), [200, 409])
  })

  it('大家正在办，轮流 kill -9 和正常停止其中一个：确认过的不丢不重，另一个照常', async () => {
    const crowd = new Crowd('two', CLIENTS, { server: { ready: async () => { await Promise.all(both().map((server) => server.ready())) } }, crew, matter })
    crowds.push(crowd)
    for (let round = 0; round < ROUNDS && !crowd.isOver; round += 1) {
      for (const server of both()) {
        await crowd.more(ACKNOWLEDGED_BETWEEN_STOPS)
        await (round % 2 === 0 ? server.kill() : server.stop())
        await server.startAgain()
      }
    }
    await crowd.stop()
    await assertDoneAsTold(crowd.told, crew.applicant)
  })

  it('滚动重启：在代理后面办事的人，一次也没有办不成', async () => {
    const front = await frontOf(both())
    fronts.push(front)
    const behind = Object.fromEntries(Object.entries(crew).map(([name, { cookie }]) => [name, new Person(front.url, cookie)])) as typeof crew // the same names
    const neverNeeded = { ready: async () => assert.fail('代理后面的人等了') }
    const crowd = new Crowd('rolling', CLIENTS, { server: neverNeeded, crew: behind, matter })
    crowds.push(crowd)
    for (const server of both()) {
      await crowd.more(ACKNOWLEDGED_BETWEEN_STOPS)
      assert.equal(await server.stop(), 0)
      await crowd.more(ACKNOWLEDGED_BETWEEN_STOPS)
      await server.startAgain()
    }
    await crowd.stop()
    await assertDoneAsTold(crowd.told, crew.applicant)
  })

  it(`成批受理 ${BULK} 件，办到一半一个进程没了：每件恰好一次`, async () => {
    const filed = await Promise.all(Array.from({ length: BULK }, (_, index) => file(crew.applicant, `bulk-${index}`)))
    const body = { step: 'accept', cases: filed.map(({ caseId }) => ({ caseId })), atOnce: true }
    const { id } = bodyOf<{ id: string }>(await crew.window.send('POST', '/api/desk/runs', { body, key: 'bulk' }))
    const done = async () => (await at(other, crew.window).get<{ counts: { done?: number } }>(`/api/desk/runs/${id}`)).counts.done ?? 0
    await eventually(async () => await done() > 0)
    await one?.kill()
    await eventually(async () => await done() === BULK)
    await one?.startAgain()
    assert.equal(await count(`kernel.event where kind = 'application.accept' and case_id in (select case_id from desk.run_item where run_id = '${id}')`), BULK)
  })

  it('一周以后两个同时启动：到时自动办的每件一次，每天的摘要一份，通知一件一次，统计不多不少', async () => {
    const due = await count('kernel.case where state = \'submitted\'')
    assert(due > 0)
    await Promise.all(both().map((server) => server.stop()))
    ;[one, other] = await bothOn(WEEK_LATER)
    await eventually(async () => await count('kernel.event where kind = \'application.deemAccepted\'') === due)
    await eventually(async () => await count(`public_progress.digest where day < '${WEEK_LATER}'`) > 0)
    await eventually(async () => await count(`kernel.event e where kind = any('{${tellApplicant.on.join(',')}}')
      and not exists (select from messages.message m where m.case_id = e.case_id and m.event_seq = e.seq)`) === 0)
    assert.equal(await count('(select case_id, event_seq from messages.message where event_seq is not null group by 1, 2 having count(*) > 1) twice'), 0)
    assert.equal(await count('(select case_id from kernel.event where kind = \'application.deemAccepted\' group by 1 having count(*) > 1) twice'), 0)
    await eventually(async () => await count('figures.case_fact') === await count('kernel.case'))
    const wrong = await runSql(database.db, `select d.day from public_progress.digest d
      where cases <> (select count(distinct case_id) from kernel.event where on_day = d.day) or cases <> (select count(*) from public_progress.digest_leaf l where l.day = d.day)`)
    assert.deepEqual(wrong, [])
  })

  it('最后：没有半截的事，摘要链完好，没有一个请求得到 500', async () => {
    // What was being uploaded to a killed process is swept a day later: the other process cannot know whose it is.
    const found = await halfDone(database.db, data)
    assert.deepEqual(found.filter((what) => !what.startsWith('没有收完的文件')), [])
    assert.deepEqual(both().flatMap((server) => server.faults()), [])
  })
})
