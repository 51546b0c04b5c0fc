import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { childrenOf, documentsOf, eventsOf, readClock, type Case } from '#kernel'
import { documentFactsOf, plainText, renderText } from '#base/documents'
import { inboxOf } from '#base/messages'
import { A, approved, B, CHIEF, ECOLOGY, filed, FIRST_DAY, ground, reviewed, says, STRANGER, USCCS, type Ground } from './bundle.test-support.ts'
import { drawUpBundle } from './documents.ts'
import { filingOf, UNITS_MAX } from './filing.ts'
import { objectionsOf } from './objections.ts'
import { publicisedBundle } from './publicity.ts'

let on: Ground
before(async () => { on = await ground() })
after(() => on.close())
beforeEach(() => { on.world.today = FIRST_DAY })

const step = (who: Parameters<Ground['world']['step']>[0], { id }: Pick<Case, 'id'>, name: string, data: Record<string, unknown> = {}) =>
  on.world.step(who, id, name, { data })

async function publicised(): Promise<Case> {
  const found = await filed(on)
  await step(ECOLOGY, found, 'accept')
  return step(ECOLOGY, found, 'publicise')
}

describe('公示', () => {
  it('公示五个工作日，第五个工作日过完才算期满', async () => {
    const found = await publicised()
    assert.deepEqual([found.state, found.queueDueOn], ['publicity', '2026-03-10'])
    on.world.today = '2026-03-09'
    await assert.rejects(step(ECOLOGY, found, 'closePublicity'), { code: 'rule', message: /2026-03-09 为止/ })
    on.world.today = '2026-03-10'
    assert.equal((await step(ECOLOGY, found, 'closePublicity')).state, 'publicised')
  })

  it('谁都可以提意见；没有答复完不能审查、不能批准；每条只答一次', async () => {
    const found = await publicised()
    const [first, second] = [await says(on, found.id, '涂胶的废气会不会飘到小区来？'), await says(on, found.id, '夜里能不能不开工？', { who: B })]
    on.world.today = '2026-03-10'
    await step(ECOLOGY, found, 'closePublicity')
    const answer = (objectionId: string) => step(ECOLOGY, found, 'answerObjection', { objectionId, gist: '担心废气', answer: '收集后经活性炭吸附排放。' })
    await answer(first)
    await assert.rejects(answer(first), { code: 'conflict' })
    await assert.rejects(step(ECOLOGY, found, 'review', { opinion: '可以' }), { code: 'rule', message: /还有 1 条/ })
    await answer(second)
    assert.equal((await step(ECOLOGY, found, 'review', { opinion: '可以' })).state, 'reviewed')
  })

  it('公开的只有要点和答复，没有原话和是谁；原话不进记录', async () => {
    const found = await publicised()
    await says(on, found.id, '我是住在 12 栋的老王，电话 13800001234')
    const events = await runSql<{ text: string }>(on.database, 'select data::text as text from kernel.event where case_id = $1', [found.id])
    assert.doesNotMatch(events.map(({ text }) => text).join(''), /老王|13800001234/)
    const { objections } = await on.world.as(STRANGER, (call) => publicisedBundle(call, found.id))
    assert.deepEqual(objections.map(({ gist, answer }) => [gist, answer]), [[null, null]])
  })

  it('没有公示的、公示完了的提不了；太短的不收；同一页按两次只有一条；登录后提的，答复时通知', async () => {
    const early = await filed(on)
    await assert.rejects(says(on, early.id, '我有不同的意见'), { code: 'conflict' })
    await assert.rejects(says(on, randomUUID(), '我有不同的意见'), { code: 'not-found' })
    const found = await publicised()
    await assert.rejects(says(on, found.id, ' 不 '), { code: 'invalid' })
    const key = randomUUID()
    await Promise.all([says(on, found.id, '希望公开监测数据', { key, who: B }), says(on, found.id, '希望公开监测数据', { key, who: B })])
    assert.equal((await objectionsOf({ tx: on.database }, found.id)).length, 1)
    assert.equal(Number((await on.world.caseNow(found.id)).traits['objections']), 1)
    on.world.today = '2026-03-10'
    await assert.rejects(says(on, found.id, '现在才看到公示'), { code: 'rule' })
    await step(ECOLOGY, found, 'closePublicity')
    await assert.rejects(says(on, found.id, '现在才看到公示'), { code: 'conflict' })
  })

  it('意见不能由申请人或别的部门答复', async () => {
    const found = await publicised()
    const objectionId = await says(on, found.id, '希望公开监测数据')
    await assert.rejects(step(A, found, 'answerObjection', { objectionId, gist: '监测', answer: '会公开' }), { code: 'forbidden' })
    await assert.rejects(step({ ...ECOLOGY, organisation: 'hall' }, found, 'answerObjection', { objectionId, gist: '监测', answer: '会公开' }), { code: 'not-found' })
  })

  it('听证的时间不计入办理期限', async () => {
    const found = await publicised()
    on.world.today = '2026-03-10'
    await step(ECOLOGY, found, 'closePublicity')
    const before = (await on.world.caseNow(found.id)).dueOn
    await step(ECOLOGY, found, 'startHearing', { reason: '利害关系人申请听证', expectedWorkingDays: 10 })
    assert.equal((await on.world.caseNow(found.id)).dueOn, null)
    on.world.today = '2026-03-17'
    await step(ECOLOGY, found, 'endHearing', { outcome: '维持' })
    assert.deepEqual([before, (await on.world.caseNow(found.id)).dueOn], ['2026-03-23', '2026-03-30'])
  })
})

describe('批准', () => {
  it('一份批复列明每个单位各自的要求，每个单位从此有自己的办件，在履责', async () => {
    const found = await approved(on)
    assert.deepEqual([found.state, found.closedAt !== null], ['approved', true])
    const approval = (await documentsOf(on.database, found.id)).find(({ kind }) => kind === 'approval') ?? assert.fail()
    const text = plainText(renderText(documentFactsOf(approval.facts)))
    for (const [index, uscc] of USCCS.entries()) assert.match(text, new RegExp(`${uscc}.*第 ${index + 1} 个单位：废气`))
    const units = await childrenOf(on.database, found.id)
    assert.deepEqual(units.map(({ state, applicant, closedAt }) => [state, applicant.id, closedAt !== null]), ['plant-a', 'plant-b', 'plant-c'].map((id) =>
      ['liable', id, true]))
    assert.deepEqual(units.map(({ form }) => form['approval']), Array.from({ length: 3 }, () => approval.number))
  })

  it('有单位没有拟定要求的不能批准，退回审查以后补上', async () => {
    const found = await reviewed(on)
    await runSql(on.database, `update kernel.case set traits = traits #- '{conditions,${USCCS[1]}}' where id = $1`, [found.id])
    await assert.rejects(step(CHIEF, found, 'approve'), { code: 'rule', message: /乙皮具厂（示例）/ })
    await step(CHIEF, found, 'returnToReview', { reason: '补上乙厂的要求' })
    await assert.rejects(step(ECOLOGY, found, 'setConditions', { uscc: '91440114000000000D', conditions: '别的厂' }), { code: 'invalid' })
    await step(ECOLOGY, found, 'setConditions', { uscc: USCCS[1], conditions: '夜间不生产。' })
    await step(ECOLOGY, found, 'review', { opinion: '可以' })
    assert.equal((await step(CHIEF, found, 'approve')).state, 'approved')
  })

  it('三十个单位、要求写得最长，批复也写得下', async () => {
    const found = await reviewed(on)
    const [unit] = filingOf(found)?.units ?? []
    const units = Array.from({ length: UNITS_MAX }, (_, index) => ({
      ...unit,
      uscc: `${index}`.padStart(18, '9'),
      name: '长'.repeat(100),
      project: '长'.repeat(200),
      place: '长'.repeat(300),
    }))
    const crowded = {
      ...found, form: { ...found.form, units }, traits: { ...found.traits, conditions: Object.fromEntries(units.map(({ uscc }) => [uscc, '长'.repeat(1200)])) },
    }
    const [event] = await eventsOf(on.database, found.id)
    assert(event)
    const reading = readClock(on.world.kernel.calendar, found.clock, on.world.today)
    assert.doesNotThrow(() => drawUpBundle({ kind: 'approval', found: crowded, event, reading, nameOf: (name) => name }))
  })

  it('审查的人不能决定；不予批准写明理由，不生出单位的办件', async () => {
    const found = await reviewed(on)
    await assert.rejects(step(ECOLOGY, found, 'approve'), { code: 'forbidden' })
    await step(CHIEF, found, 'deny', { reason: '不符合生态环境分区管控要求' })
    assert.deepEqual([(await on.world.caseNow(found.id)).state, (await childrenOf(on.database, found.id)).length], ['denied', 0])
  })

  it('批准写到一半出错，什么也没有留下', async () => {
    const found = await reviewed(on)
    await runSql(on.database, `
      create function pg_temp.no() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger no_third before insert on kernel.case for each row
        when (new.type = 'eia-unit' and new.applicant_id = 'plant-c') execute function pg_temp.no()`)
    try {
      await assert.rejects(step(CHIEF, found, 'approve'), /no/)
    } finally {
      await runSql(on.database, 'drop trigger no_third on kernel.case')
    }
    assert.deepEqual([(await on.world.caseNow(found.id)).state, (await childrenOf(on.database, found.id)).length], ['reviewed', 0])
  })
})

describe('批准以后，每个单位各自履责', () => {
  it('分出、变动、撤销一个，别的一个字也不动', async () => {
    const found = await approved(on)
    const [one, two, three] = await childrenOf(on.database, found.id)
    assert(one && two && three)
    assert.equal((await step(ECOLOGY, two, 'splitOff', { reason: '厂房分户，单独管理' })).state, 'separate')
    const reported = await step({ ...B, id: 'someone-of-b' }, two, 'reportSeparateChange', { note: '增加一条缝制线' })
    assert.deepEqual([reported.state, reported.queue, reported.queueDueOn !== null, reported.closedAt], ['changingSeparate', 'owner:ecology', true, null])
    assert.equal((await step(ECOLOGY, two, 'registerSeparateChange', { reason: '不属于重大变动，予以登记' })).state, 'separate')
    assert.equal((await step(CHIEF, three, 'requireAnew', { reason: '产能翻倍，属于重大变动' })).state, 'anew')
    assert.equal((await step(CHIEF, three, 'revoke', { reason: '隐瞒情况', legalBasis: '行政许可法第六十九条第二款' })).state, 'revoked')
    assert.deepEqual(await on.world.caseNow(one.id), one)
    assert.equal((await on.world.caseNow(found.id)).version, found.version)
  })

  it('单位只能报告变动；认定、分出、撤销是部门的事；别的单位看不到', async () => {
    const [one] = await childrenOf(on.database, (await approved(on)).id)
    assert(one)
    for (const name of ['splitOff', 'revoke', 'requireAnew', 'registerChange'])
      await assert.rejects(step(A, one, name, { reason: '自己来' }), { code: 'forbidden' })
    await assert.rejects(step(B, one, 'reportChange', { note: '别人家的变动' }), { code: 'not-found' })
    await assert.rejects(step(ECOLOGY, one, 'revoke', { reason: '不合规', legalBasis: '行政许可法第六十九条' }), { code: 'forbidden' })
    await assert.rejects(step(CHIEF, one, 'revoke', { reason: '没有写依据' }), { code: 'invalid' })
  })

  it('牵头的和每个单位都收到消息', async () => {
    const found = await approved(on)
    await on.world.settle()
    const { messages } = await on.world.as(B, (call) => inboxOf(call, 1))
    assert(messages.some(({ title }) => title.endsWith('打捆批复已经生效')))
    const { messages: own } = await on.world.as(A, (call) => inboxOf(call, 1))
    assert(own.some(({ caseId, title }) => caseId === found.id && title.endsWith('已批准')))
  })
})
