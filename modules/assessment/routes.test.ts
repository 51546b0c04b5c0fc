import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '#platform/database'
import { Town } from '../applications/web/citizen/town.test-support.ts'
import { Client } from '../hall/client.test-support.ts'
import { seedDemoAssessment } from './index.ts'

let town: Town
const clients = new Map<string, Client>()
before(async () => {
  town = await Town.open('2026-03-02')
  await inTransaction(town.world.database, (tx) => seedDemoAssessment(town.world.kernel, tx, town.world.now))
})
after(() => town.close())

async function as(account: string): Promise<Client> {
  const known = clients.get(account) ?? new Client(town.server, (await town.signedIn(account)).cookies)
  clients.set(account, known)
  return known
}
interface Head { id: string; kind: string; version: number; drawnAt: string }
async function periods(account: string): Promise<Head[]> {
  return (await (await as(account)).get('/api/assessments')).json().periods
}
const month = async (): Promise<Head> => (await periods('supervisor')).find(({ kind }) => kind === 'month') ?? assert.fail('没有月')
const quarter = async (): Promise<Head> => (await periods('supervisor')).find(({ version }) => version === 2) ?? assert.fail('没有季度')

describe('考核的接口', () => {
  it('监督拟定、锁定、更正、发布，单位的审批人申诉，政数局改办法；别的身份不行', async () => {
    const { id } = await month()
    const writes: [path: string, body: object, only: string][] = [
      ['/api/assessments', { kind: 'month', startsOn: '2025-11-01' }, 'supervisor'], [`/api/assessments/${id}/lock`, { drawnAt: 'x' }, 'supervisor'],
      [`/api/assessments/${id}/corrections`, { organisation: 'water', indicator: 'B01', n: 1, part: 2, reason: '不会成的更正', expectedVersion: 1 }, 'supervisor'],
      [`/api/assessments/${id}/bulletin`, { expectedVersion: 1 }, 'supervisor'],
      [`/api/assessments/${id}/appeals`, { indicator: 'A01', reason: '不会成的申诉' }, 'approver'],
    ]
    for (const [path, body, only] of writes) {
      for (const account of ['supervisor', 'approver', 'reviewer', 'leader', 'bureau', 'citizen']) {
        const { statusCode } = await (await as(account)).post(path, body)
        assert.equal(statusCode === 403, account !== only, `${path} ${account} ${statusCode}`)
      }
    }
    assert.equal((await (await as('window')).get('/api/assessments')).statusCode, 403)
    assert.equal((await (await as('approver')).get('/api/assessment-scheme')).statusCode, 403)
    assert.equal((await (await as('leader')).get('/api/assessment-scheme')).json().scheme.version, 1)
  })

  it('发布了的，三种文件都下载得到；没有发布的，单位下载不到，监督可以先看', async () => {
    const [published, open] = [await quarter(), await month()]
    for (const [format, type] of [['pdf', 'application/pdf'], ['docx', 'wordprocessingml'], ['xlsx', 'spreadsheetml']] as const) {
      const answer = await (await as('approver')).get(`/api/assessments/${published.id}/bulletin?format=${format}`)
      assert.equal(answer.statusCode, 200)
      assert(String(answer.headers['content-type']).includes(type))
    }
    assert.equal((await (await as('approver')).get(`/api/assessments/${open.id}/bulletin?format=pdf`)).statusCode, 422)
    const draft = await (await as('leader')).get(`/api/assessments/${open.id}/bulletin?format=pdf`)
    assert.match(decodeURIComponent(String(draft.headers['content-disposition'])), /尚未发布/)
    assert.equal((await (await as('leader')).get(`/api/assessments/${open.id}/bulletin?format=exe`)).statusCode, 400)
  })

  it('同一个键申诉两次是一件；写错的说明哪里错', async () => {
    const { id } = await month()
    const approver = await as('approver')
    const wish = { indicator: 'C01', reason: '评价没有计入，请核实（示例）' }
    const answers = await Promise.all([1, 2].map(() => approver.post(`/api/assessments/${id}/appeals`, wish, { 'idempotency-key': 'one' })))
    assert.equal(new Set(answers.map((answer) => answer.json().caseId)).size, 1)
    assert.equal((await approver.post(`/api/assessments/${id}/appeals`, { ...wish, reason: '短' })).statusCode, 400)
    assert.equal((await approver.post(`/api/assessments/${id}/appeals`, wish)).statusCode, 409)
    const supervisor = await as('supervisor')
    for (const body of [{ kind: 'year', startsOn: '2026-01-01' }, { kind: 'month', startsOn: '2026-02-30' }, { kind: 'month' }])
      assert.equal((await supervisor.post('/api/assessments', body)).statusCode, 400)
    assert.equal((await supervisor.post('/api/assessments', { kind: 'month', startsOn: '2026-02-01' })).statusCode, 409)
    assert.equal((await supervisor.get('/api/assessments/00000000-0000-4000-8000-000000000000')).statusCode, 404)
  })
})

describe('演示数据', () => {
  it('装两次也只有一套，全标示例', async () => {
    await inTransaction(town.world.database, (tx) => seedDemoAssessment(town.world.kernel, tx, town.world.now))
    const { periods: all } = (await (await as('leader')).get('/api/assessments')).json()
    assert.deepEqual(all.filter((one: Head & { isExample: boolean }) => one.isExample).map(({ kind }: Head) => kind)
      .toSorted(), ['month', 'quarter', 'quarter'])
  })
})
