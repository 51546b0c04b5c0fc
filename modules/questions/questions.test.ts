import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { caseView, countsFor, eventsOf, eventView, relationsOf, worklistFor, type Actor, type Case } from '#kernel'
import { person } from '#kernel/testing'
import { faqOf } from '#base/faq'
import { inboxOf } from '#base/messages'
import { AGENT, APPROVER, FIRST_DAY, hall, ITEM, LIN, OTHER, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { askQuestion, WAITING_MAX } from './asking.ts'
import { DEADLINES } from './deadlines.ts'
import { FOLLOW_UPS_MAX } from './workflow.ts'

let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(
    ground.database, "insert into people.account (id, login, name, kind, password_hash, created_at) values ('lin', 'lin', '林小溪', 'citizen', '', now())",
  )
})
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, "update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null")
  await runSql(ground.database, 'update faq.entry set withdrawn_at = now()')
})

const asks = async (question = '开饭店要不要先办环评？', { who = LIN, key }: { who?: Actor; key?: string } = {}): Promise<Case> => {
  const id = await ground.world.as(who, (call) => askQuestion(call, { itemCode: ITEM.code, question }, key))
  return ground.world.caseNow(id)
}
const step = (who: Actor, { id }: Case, name: string, data: Record<string, unknown> = {}): Promise<Case> => ground.world.step(who, id, name, { data })
const ANSWER = { answer: '不产生油烟的不用办。' }
const PUBLIC = { ...ANSWER, public: true, publicQuestion: '开饭店要办环评吗？' }
const faq = () => faqOf(ground.database, ITEM.code)

describe('就事项提问', () => {
  it('问题是一个办件，到了主管单位的待办里，有到期日', async () => {
    const found = await asks()
    assert.deepEqual([found.type, found.state, found.queue, found.queueDueOn, found.title], [
      'question', 'asked', 'owner:market-regulation', '2026-03-05', `咨询：${ITEM.name}`,
    ])
    const page = await worklistFor(ground.database, REVIEWER, { queue: 'todo', today: FIRST_DAY, page: 1, size: 20 })
    assert.deepEqual(page.cases.map(({ id }) => id), [found.id])
    for (const other of [WINDOW, person('r2', ['reviewer'], 'hall')]) assert.equal((await countsFor(ground.database, other, FIRST_DAY)).todo.total, 0)
  })

  it('默认的时限写明依据，没有冒充规定', () => {
    for (const { workingDays, basis } of Object.values(DEADLINES)) { assert(workingDays > 0); assert.match(basis, /^默认值，可改/) }
  })

  it('替单位办事的人问的，是单位的问题', async () => {
    const found = await asks('要带公章吗？', { who: AGENT })
    assert.deepEqual([found.applicant.kind, found.applicant.id, found.agentId], ['organisation', 'firm', 'agent'])
  })

  it('没写什么的不收；没有这个事项的不收', async () => {
    for (const question of ['', '   ', '啊？']) await assert.rejects(asks(question), { code: 'invalid' })
    await assert.rejects(ground.world.as(LIN, (call) => askQuestion(call, { itemCode: 'SL999999', question: '这是什么事项' }, undefined)), { code: 'not-found' })
    assert.deepEqual(await runSql(ground.database, 'select id from kernel.case where closed_at is null'), [])
  })

  it('按两次、断线再来，只问了一次；同一个键问别的不行', async () => {
    const key = randomUUID()
    const [first, second] = await Promise.all([asks('要不要体检？', { key }), asks('要不要体检？', { key })])
    assert.equal(first.id, second.id)
    await assert.rejects(asks('要不要照片？', { key }), { code: 'conflict' })
  })

  it('等着答复的到了五个就先等一等，几个一起来也一样；答了一个又可以问', async () => {
    const all = await Promise.allSettled(Array.from({ length: WAITING_MAX + 3 }, (_, index) => asks(`第 ${index} 个问题`)))
    const asked = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(asked.length, WAITING_MAX)
    assert.deepEqual(new Set(all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))), new Set(['too-many']))
    await step(REVIEWER, asked[0] ?? assert.fail(), 'answer', ANSWER)
    assert.equal((await asks('现在可以了吗？')).state, 'asked')
  })
})

describe('单位答复', () => {
  it('主管单位答，提问人收到消息，看得到答复；别的单位不能答', async () => {
    const found = await asks()
    for (const stranger of [OTHER, person('r2', ['reviewer'], 'hall')]) await assert.rejects(step(stranger, found, 'answer', ANSWER), { code: 'not-found' })
    await assert.rejects(step(WINDOW, found, 'answer', ANSWER), { code: 'forbidden' })
    await assert.rejects(step(LIN, found, 'answer', ANSWER), { code: 'forbidden' })
    const answered = await step(REVIEWER, found, 'answer', ANSWER)
    assert.deepEqual([answered.state, answered.queue, answered.closedAt !== null], ['answered', null, true])
    await ground.world.settle()
    const { messages } = await ground.world.as(LIN, (call) => inboxOf(call, 1))
    assert.equal(messages.filter(({ caseId, title }) => caseId === found.id && title === `咨询：${ITEM.name}：有了答复`).length, 1)
  })

  it('问答只有双方看得到：监督部门看得到办了没有，看不到说了什么；外人什么也看不到', async () => {
    const answered = await step(REVIEWER, await asks(), 'answer', PUBLIC)
    const seen = async (who: Actor): Promise<string> => ground.world.as(who, async (call) => JSON.stringify((await eventsOf(call.tx, answered.id))
      .map((event) => eventView(call, answered, { event, relations: relationsOf(who, answered) }).data)))
    for (const who of [LIN, REVIEWER, APPROVER]) assert.match(await seen(who), /油烟/)
    for (const who of [SUPERVISOR, OTHER]) assert.doesNotMatch(await seen(who), /油烟|饭店/)
    assert.deepEqual(relationsOf(OTHER, answered), [])
  })

  it('不在成批办理之列：答复要逐件写', () => {
    const schema: { required?: readonly string[]; properties?: Readonly<Record<string, unknown>> } =
      ground.world.kernel.workflows.get('question')?.[0]?.steps['answer']?.form?.schema ?? {}
    assert((schema.required ?? []).some((name) => Object(schema.properties?.[name])['visibility'] === 'applicant'))
  })

  it('过了时间没有答复，自动转给单位负责人督办，并告诉提问人；答了就不转', async () => {
    const [late, done] = [await asks(), await asks('另一个问题呢')]
    await step(REVIEWER, done, 'answer', ANSWER)
    ground.world.today = '2026-03-05'
    await ground.world.settle()
    assert.equal((await ground.world.caseNow(late.id)).state, 'asked')
    ground.world.today = '2026-03-06'
    await ground.world.settle()
    const urged = await ground.world.caseNow(late.id)
    assert.deepEqual([urged.state, urged.queue, urged.queueDueOn], ['urged', 'approver:market-regulation', '2026-03-10'])
    assert.equal((await ground.world.caseNow(done.id)).state, 'answered')
    const { messages } = await ground.world.as(LIN, (call) => inboxOf(call, 1))
    assert(messages.some(({ caseId, title }) => caseId === late.id && title.endsWith('逾期没有答复，已督办')))
    assert.equal((await step(APPROVER, urged, 'answer', ANSWER)).state, 'answered')
  })
})

describe('可以公开的答复成为常见问题', () => {
  it('公开的是改写过的问题，不写谁问的；没有勾的不公开', async () => {
    await step(REVIEWER, await asks('我在新华街 12 号开店要不要环评'), 'answer', { ...ANSWER, publicQuestion: '写了也不公开' })
    assert.deepEqual(await faq(), [])
    await step(REVIEWER, await asks('我在新华街 12 号开店要不要环评'), 'answer', { ...PUBLIC, publicAnswer: '不产生油烟的不用。' })
    const entries = await faq()
    assert.deepEqual(entries.map(({ question, answer }) => [question, answer]), [['开饭店要办环评吗？', '不产生油烟的不用。']])
    assert.doesNotMatch(JSON.stringify(entries), /林|新华街|lin/)
  })

  it('没有写公开的问题、里面有身份证号或手机号的，答复不成立，什么也没有留下', async () => {
    const found = await asks()
    for (const data of [
      { ...ANSWER, public: true },
      { ...PUBLIC, publicQuestion: '啊' },
      { ...PUBLIC, publicQuestion: '440114199001011234 能办吗？' },
      { ...PUBLIC, answer: '请打 13800001234' },
    ]) {
      await assert.rejects(
        step(REVIEWER, found, 'answer', data),
        (error: { code: string; fields: { path: string }[] }) => error.code === 'invalid' && error.fields.length === 1,
      )
    }
    assert.deepEqual([(await ground.world.caseNow(found.id)).state, await faq()], ['asked', []])
  })

  it('撤下以后看不到；没有公开的没有什么可撤；追问后可以再公开', async () => {
    const answered = await step(REVIEWER, await asks(), 'answer', PUBLIC)
    await assert.rejects(step(LIN, answered, 'retract', { reason: '不想公开' }), { code: 'forbidden' })
    await step(REVIEWER, answered, 'retract', { reason: '政策变了' })
    assert.deepEqual(await faq(), [])
    await assert.rejects(step(REVIEWER, answered, 'retract', { reason: '再撤一次' }), { code: 'rule' })
    await step(LIN, answered, 'followUp', { question: '那烧烤店呢？' })
    await step(REVIEWER, answered, 'answerAgain', { ...PUBLIC, answer: '要办登记表。' })
    assert.deepEqual((await faq()).map(({ answer }) => answer), ['要办登记表。'])
  })
})

describe('追问、撤回、评价', () => {
  it('追问回到单位，三个工作日；最多三次，三十天以内', async () => {
    let found = await step(REVIEWER, await asks(), 'answer', ANSWER)
    await assert.rejects(step(OTHER, found, 'followUp', { question: '我也想问' }), { code: 'not-found' })
    for (let times = 0; times < FOLLOW_UPS_MAX; times += 1) {
      found = await step(LIN, found, 'followUp', { question: '还是不明白' })
      assert.deepEqual([found.state, found.queue, found.queueDueOn, found.closedAt], ['followedUp', 'owner:market-regulation', '2026-03-05', null])
      found = await step(REVIEWER, found, 'answerAgain', ANSWER)
    }
    await assert.rejects(step(LIN, found, 'followUp', { question: '第四次' }), { code: 'rule' })
    const other = await step(REVIEWER, await asks('另一个问题'), 'answer', ANSWER)
    ground.world.today = '2026-04-01'
    assert((await ground.world.as(LIN, async (call) => caseView(call, other))).steps.some(({ step: name }) => name === 'followUp'))
    ground.world.today = '2026-04-02'
    await assert.rejects(step(LIN, other, 'followUp', { question: '太晚了' }), { code: 'rule' })
  })

  it('隔了很久的追问不算旧的超期，也不会被系统再转走', async () => {
    const answered = await step(REVIEWER, await asks(), 'answer', ANSWER)
    ground.world.today = '2026-03-23'
    const found = await step(LIN, answered, 'followUp', { question: '还是不明白' })
    await ground.world.settle()
    assert.deepEqual([(await ground.world.caseNow(found.id)).state, found.queueDueOn], ['followedUp', '2026-03-26'])
    assert.equal((await ground.world.as(REVIEWER, async (call) => caseView(call, found))).clock.level, 'none')
  })

  it('没有答复以前可以撤回，答复以后不行', async () => {
    assert.equal((await step(LIN, await asks(), 'withdraw')).state, 'withdrawn')
    await assert.rejects(step(LIN, await step(REVIEWER, await asks(), 'answer', ANSWER), 'withdraw'), { code: 'conflict' })
  })

  it('答复可以评价一次；差评开一件差评办件', async () => {
    const answered = await step(REVIEWER, await asks(), 'answer', ANSWER)
    await step(LIN, answered, 'rate', { level: 1, text: '没有说清楚' })
    await assert.rejects(step(LIN, answered, 'rate', { level: 5 }), { code: 'rule' })
    await ground.world.settle()
    const [row] = await runSql<{ n: number }>(ground.database, 'select count(*)::int as n from ratings.complaint where rated_case_id = $1', [answered.id])
    assert.equal(row?.n, 1)
  })

  it('咨询不进办件统计：不是申请', async () => {
    await step(REVIEWER, await asks(), 'answer', ANSWER)
    await ground.world.settle()
    assert.deepEqual(await runSql(ground.database, "select distinct kind from figures.case_fact where type = 'question'"), [{ kind: 'internal' }])
  })
})
