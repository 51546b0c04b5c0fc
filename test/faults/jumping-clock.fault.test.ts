import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { configFrom } from '#platform/config'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { serve, type Running } from '../../serve.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Crew, type Matter } from './load-client.ts'
import { Person, type Answer } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'

interface CaseNow {
  state: string
  version: number
  clock: { dueOn: string | null; startedOn: string | null }
}
interface Entry {
  seq: number
  at: string
  step: string
}

const place = temporaryPlace()
let now = new Date('2026-03-02T09:00:00+08:00')
let database: TestDatabase
let running: Running
let matter: Matter
let fileId: string
let filed = 0

before(async () => {
  database = await testDatabase()
  Object.assign(process.env, { CHUNFENG_DATA: `${place}/data`, CHUNFENG_PASSWORD_KIB: '64' })
  const config = configFrom({
    DATABASE_URL: database.url,
    CHUNFENG_DEMO: '1',
    CHUNFENG_DATA: `${place}/data`,
    PORT: '0',
    CHUNFENG_LOG: 'silent',
  })
  running = await serve(
    config,
    () => undefined,
    () => now,
  )
  const { applicant } = await crew()
  matter = await readMatter(applicant)
  const upload = await applicant.upload('材料.pdf', new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'))
  fileId = bodyOf<{ fileId: string }>(upload).fileId
})

after(async () => {
  await running?.stop()
  await database?.close()
  await clear(place)
})

/** Sessions live by the clock too: after a jump everybody signs in again. */
const crew = (): Promise<Crew> => signInCrew(running.url)
const at = (text: string): void => {
  now = new Date(`${text}+08:00`)
}

function bodyOf<Body>(answer: Answer | undefined): Body {
  assert(answer && answer.status < 300, JSON.stringify(answer?.body))
  return answer.body as Body // the caller names the shape api.md promises
}

async function file(): Promise<Answer | undefined> {
  const materials = matter.checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  const body = { itemCode: matter.item.code, answers: matter.answers, form: sampleForm(matter.checklist.form), materials }
  return (await crew()).applicant.send('POST', '/api/applications', { body, key: `clock-${(filed += 1)}` })
}

async function take(who: keyof Crew, caseId: string, step: string, data: object = {}): Promise<CaseNow> {
  return bodyOf<CaseNow>(await (await crew())[who].send('POST', `/api/cases/${caseId}/steps/${step}`, { body: { data } }))
}

async function entriesOf(caseId: string): Promise<Entry[]> {
  return (await crew()).applicant.get<Entry[]>(`/api/cases/${caseId}/events`)
}

function inOrder(entries: readonly Entry[]): void {
  const times = entries.map((entry) => entry.at)
  assert.deepEqual(times, times.toSorted())
}

describe('机器的时钟乱跳', () => {
  it('两步之间往回跳一年：记录的时间不倒退，期限不变', async () => {
    at('2026-03-03T10:00:00')
    const { caseId } = bodyOf<{ caseId: string }>(await file())
    const { clock } = await take('window', caseId, 'accept')
    at('2025-03-03T10:00:00')
    const reviewed = await take('reviewer', caseId, 'review', { opinion: '符合条件' })
    assert.deepEqual(reviewed.clock.dueOn, clock.dueOn)
    await take('approver', caseId, 'approve')
    at('2026-03-04T10:00:00')
    await take('reviewer', caseId, 'issue')
    const entries = await entriesOf(caseId)
    assert.deepEqual(
      entries.map(({ step }) => step),
      ['open', 'accept', 'review', 'approve', 'issue'],
    )
    inOrder(entries)
  })

  it('往前跳一个月又跳回来：依法视为受理只发生一次，不会收回，也不会再来', async () => {
    at('2026-03-09T10:00:00')
    const { caseId } = bodyOf<{ caseId: string }>(await file())
    at('2026-04-09T10:00:00')
    await eventually(async () => (await entriesOf(caseId)).length === 2)
    at('2026-03-09T11:00:00')
    await take('reviewer', caseId, 'review', { opinion: '符合条件' })
    at('2026-05-09T10:00:00')
    await take('approver', caseId, 'approve')
    const entries = await entriesOf(caseId)
    assert.deepEqual(
      entries.map(({ step }) => step),
      ['open', 'deemAccepted', 'review', 'approve'],
    )
    inOrder(entries)
  })

  for (const day of ['1970-01-01T08:00:00', '1999-12-31T23:59:59', '2040-06-01T09:00:00', '2099-12-31T23:59:59']) {
    it(`跳到 ${day.slice(0, 4)} 年：办成或者说清楚，不出系统错误；跳回来接着办`, async () => {
      at('2026-06-01T09:00:00')
      const { caseId } = bodyOf<{ caseId: string }>(await file())
      at(day)
      for (const answer of [await file(), await (await crew()).window.send('POST', `/api/cases/${caseId}/steps/accept`, { body: {} })]) {
        assert(answer && answer.status < 500, JSON.stringify(answer?.body))
        if (answer.status >= 400) assert.match(JSON.stringify(answer.body), /"message":".*\p{Script=Han}/u)
      }
      const { applicant } = await crew()
      for (const path of [
        `/api/cases/${caseId}`,
        `/api/cases/${caseId}/clock`,
        '/api/items',
        '/api/public/statistics',
        '/api/messages',
        `/cases/${caseId}`,
      ]) {
        assert.equal((await applicant.send('GET', path))?.status, 200, path)
      }
      at('2026-06-02T09:00:00')
      const entries = await entriesOf(caseId)
      inOrder(entries)
      if (entries.length === 1) await take('window', caseId, 'accept')
      else await take('reviewer', caseId, 'review', { opinion: '符合条件' })
    })
  }

  it('在走错的未来锁定的账号，时钟改正后不会锁到那个时候', async () => {
    at('2030-01-01T09:00:00')
    const attempt = (password: string): Promise<Answer | undefined> =>
      new Person(running.url).send('POST', '/api/sessions', { body: { account: 'auditor', password } })
    for (let attempts = 0; attempts < 5; attempts += 1) await attempt('wrong')
    assert.equal((await attempt('Chunfeng-2026'))?.status, 429)
    at('2026-07-01T09:00:00')
    assert.equal((await attempt('Chunfeng-2026'))?.status, 200)
  })

  it('在走错的未来开始的会话，时钟改正后不会一直有效', async () => {
    at('2030-01-02T09:00:00')
    const { window } = await crew()
    assert.equal((await window.send('GET', '/api/me'))?.status, 200)
    at('2026-07-02T09:00:00')
    assert.equal((await window.send('GET', '/api/me'))?.status, 401)
  })

  it('最后没有半截的事，摘要链完好', async () => {
    assert.deepEqual(await halfDone(database.db, `${place}/data`), [])
  })
})
