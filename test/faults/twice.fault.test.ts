import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Crew, type Matter } from './load-client.ts'
import { residentIdOf } from './made-up-people.ts'
import { Person, type Answer } from './person.ts'
import { clear, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const AT_ONCE = 10
const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

interface Filed {
  caseId: string
  number: string
  queryPassword: string
}

const place = temporaryPlace()
let database: TestDatabase
let server: ServerProcess
let crew: Crew
let matter: Matter
let fileId: string

before(async () => {
  database = await testDatabase()
  server = await ServerProcess.start({ DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data` })
  crew = await signInCrew(server.url)
  matter = await readMatter(crew.applicant)
  fileId = bodyOf<{ fileId: string }>(await crew.applicant.upload('材料.pdf', PDF)).fileId
})

after(async () => {
  await server?.kill()
  await database?.close()
  await clear(place)
})

/** The same thing, so many times at once. */
function together(send: (index: number) => Promise<Answer | undefined>): Promise<(Answer | undefined)[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(index)))
}

function application(): object {
  const materials = matter.checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  return { itemCode: matter.item.code, answers: matter.answers, form: sampleForm(matter.checklist.form), materials }
}

const file = (key: string): Promise<Answer | undefined> => crew.applicant.send('POST', '/api/applications', { body: application(), key })
const filed = async (key: string): Promise<Filed> => bodyOf<Filed>(await file(key))
const statusesOf = (answers: readonly (Answer | undefined)[]): (number | undefined)[] => answers.map((answer) => answer?.status).sort()
const once = (first: number, others: number): number[] => [first, ...Array.from({ length: AT_ONCE - 1 }, () => others)]

function bodyOf<Body>(answer: Answer | undefined): Body {
  assert(answer && answer.status < 300, JSON.stringify(answer?.body))
  return answer.body as Body // the caller names the shape api.md promises
}

async function stepsOf(caseId: string): Promise<string[]> {
  return (await crew.applicant.get<{ step: string }[]>(`/api/cases/${caseId}/events`)).map(({ step }) => step)
}

describe(`同一件事同时来 ${AT_ONCE} 次`, () => {
  it('同一步、同一个 Idempotency-Key：都得到确认，只办一次', async () => {
    const { caseId } = await filed('step-with-key')
    const answers = await together(() =>
      crew.window.send('POST', `/api/cases/${caseId}/steps/accept`, { body: { expectedVersion: 1 }, key: 'accept-once' }),
    )
    assert.deepEqual(
      answers.map((answer) => bodyOf<{ version: number }>(answer).version),
      Array.from({ length: AT_ONCE }, () => 2),
    )
    assert.deepEqual(await stepsOf(caseId), ['open', 'accept'])
  })

  it('同一步、没有键：一个办成，其余说有了新进展，不论写没写版本', async () => {
    for (const body of [{ expectedVersion: 1 }, {}]) {
      const { caseId } = await filed(`step-without-key-${JSON.stringify(body)}`)
      const answers = await together(() => crew.window.send('POST', `/api/cases/${caseId}/steps/accept`, { body }))
      assert.deepEqual(statusesOf(answers), once(200, 409))
      assert.deepEqual(await stepsOf(caseId), ['open', 'accept'])
    }
  })

  it('不同的步骤抢同一个办件：只有一个办成', async () => {
    const { caseId } = await filed('different-steps')
    const steps = [
      ['accept', {}],
      ['refuseAcceptance', { reason: '不属于本机关职权' }],
      ['requestCorrection', { materials: [{ materialId: 'x', problems: ['看不清'] }] }],
    ] as const
    const answers = await together((index) => {
      const [step, data] = steps[index % steps.length] ?? ['accept', {}]
      return crew.window.send('POST', `/api/cases/${caseId}/steps/${step}`, { body: { data }, key: `race-${index}` })
    })
    assert.deepEqual(statusesOf(answers), once(200, 409))
    assert.equal((await stepsOf(caseId)).length, 2)
  })

  it('同一份申请、同一个键：都得到同一张回执，查询密码也能用，只有一个办件', async () => {
    const receipts = (await together(() => file('apply-once'))).map((answer) => bodyOf<Filed>(answer))
    assert.equal(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size, 1)
    const { number, queryPassword } = receipts[0] ?? assert.fail()
    const progress = await new Person(server.url).get<{ number: string }>(`/api/public/progress?number=${number}&password=${queryPassword}`)
    assert.equal(progress.number, number)
    assert.deepEqual(await runSql(database.db, "select count(*) as cases from kernel.command where key = 'apply-once'"), [{ cases: 1 }])
  })

  it('用过的键再用于另一份申请被拒绝', async () => {
    await filed('used')
    const other = await crew.applicant.send('POST', '/api/applications', { body: { ...application(), materials: [] }, key: 'used' })
    assert.equal(other?.status, 409)
  })

  it('评价：没有键时一个记下，其余说评价过了；有键时都得到确认，也只记一次', async () => {
    const { caseId } = await filed('rated')
    bodyOf(
      await crew.window.send('POST', `/api/cases/${caseId}/steps/refuseAcceptance`, { body: { data: { reason: '不属于本机关职权' } } }),
    )
    const answers = await together(() => crew.applicant.send('POST', `/api/cases/${caseId}/rating`, { body: { level: 4 } }))
    assert.deepEqual(statusesOf(answers), once(201, 409))
    const second = await filed('rated-with-key')
    bodyOf(await crew.applicant.send('POST', `/api/cases/${second.caseId}/steps/withdraw`, { body: {} }))
    const kept = await together(() =>
      crew.applicant.send('POST', `/api/cases/${second.caseId}/rating`, { body: { level: 5 }, key: 'rate-once' }),
    )
    assert.deepEqual(
      statusesOf(kept),
      Array.from({ length: AT_ONCE }, () => 201),
    )
    assert.deepEqual(await runSql(database.db, 'select level from ratings.rating order by level'), [{ level: 4 }, { level: 5 }])
  })

  it('同一个文件：是同一个文件', async () => {
    const ids = (await together(() => crew.applicant.upload('又一份.pdf', PDF))).map((answer) => bodyOf<{ fileId: string }>(answer).fileId)
    assert.deepEqual([...new Set(ids)], [fileId])
  })

  it('同一个账号注册：一个成功，其余说已经有了', async () => {
    const body = {
      account: 'twice-2026',
      password: 'Twice-Chunfeng-2026',
      name: '示例人',
      phone: '13800000001',
      residentId: residentIdOf(7),
    }
    assert.deepEqual(statusesOf(await together(() => new Person(server.url).send('POST', '/api/accounts', { body }))), once(201, 409))
  })

  it('同时输错密码，次数一次不少：第五次起锁定', async () => {
    const answers = await together(() =>
      new Person(server.url).send('POST', '/api/sessions', { body: { account: 'citizen', password: 'wrong' } }),
    )
    assert.deepEqual(statusesOf(answers), [...Array.from({ length: 5 }, () => 401), ...Array.from({ length: 5 }, () => 429)])
  })

  it('最后没有半截的事，也没有一个 500', async () => {
    assert.deepEqual(await halfDone(database.db, `${place}/data`), [])
    assert.deepEqual(server.faults(), [])
  })
})
