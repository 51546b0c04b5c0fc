import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { explainClock, type Case } from '#kernel'
import { APPROVER, filed, FILLED, FIRST_DAY, hall, led, LIN, paperOf, papersOf, REVIEWER, WINDOW, type Hall } from './hall.test-support.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const extend = (caseId: string, days: number) => ground.world.step(APPROVER, caseId, 'extend', { data: { days, reason: '需要补充核实' } })
async function accepted(): Promise<Case> {
  return led(ground, (await filed(ground)).found.id, ['accept'])
}

describe('特别程序', () => {
  it('所需时间不计入办理期限：启动那天停，结束那天接着算', async () => {
    const { id, dueOn } = await accepted()
    assert.equal(dueOn, '2026-03-16')
    const paused = await led(ground, id, ['startSpecialProcedure@2026-03-05'])
    assert.deepEqual([paused.state, paused.dueOn, paused.queue, paused.queueDueOn], ['special', null, 'owner:market-regulation', '2026-03-12'])
    const resumed = await led(ground, id, ['endSpecialProcedure@2026-03-17'])
    assert.deepEqual([resumed.state, resumed.dueOn, resumed.queueDueOn], ['accepted', '2026-03-26', '2026-03-26'])
    assert(explainClock(ground.world.kernel.calendar, resumed.clock, '2026-03-17').some(({ text }) => text.includes('专家评审')))
  })

  it('书面告知申请人是什么程序、为什么、要多久', async () => {
    const { id } = await accepted()
    await led(ground, id, ['startSpecialProcedure'])
    assert.deepEqual((await paperOf(ground, id, 'special-procedure')).data, {
      kind: 'expert-review', reason: '需要专家评审加工工艺', expectedWorkingDays: 5, expectedEndOn: '2026-03-09',
    })
  })

  it('可以先后启动几次，每一次都停、都接着算', async () => {
    const { id } = await accepted()
    const twice = await led(ground, id, [
      'startSpecialProcedure@2026-03-03',
      'endSpecialProcedure@2026-03-05',
      'startSpecialProcedure@2026-03-05',
      'endSpecialProcedure@2026-03-09',
    ])
    assert.equal(twice.dueOn, '2026-03-20')
    assert.deepEqual(twice.clock.events.map((event) => ('id' in event ? event.id : event.what)), ['received', 'accepted', 'p3', 'p3', 'p5', 'p5'])
  })

  it('不在法定名单里的程序不能停表，审查以后也不能', async () => {
    const { id } = await accepted()
    for (const kind of ['holiday', 'correction', 'publicity']) {
      await assert.rejects(ground.world.step(REVIEWER, id, 'startSpecialProcedure', {
        data: { ...FILLED['startSpecialProcedure'], kind },
      }), { code: 'invalid' })
    }
    for (const actor of [WINDOW, LIN])
      await assert.rejects(ground.world.step(actor, id, 'startSpecialProcedure', { data: FILLED['startSpecialProcedure'] ?? {} }), { code: 'forbidden' })
    await led(ground, id, ['review'])
    await assert.rejects(ground.world.step(REVIEWER, id, 'startSpecialProcedure', { data: FILLED['startSpecialProcedure'] ?? {} }), { code: 'conflict' })
  })

  it('特别程序没有结束，不能审查、不能决定', async () => {
    const { id } = await accepted()
    await led(ground, id, ['startSpecialProcedure'])
    await assert.rejects(ground.world.step(REVIEWER, id, 'review', { data: FILLED['review'] ?? {} }), { code: 'conflict' })
    await assert.rejects(ground.world.step(APPROVER, id, 'approve'), { code: 'conflict' })
  })
})

describe('延长办理期限', () => {
  it('期限届满当日还可以延长，两个期限都加上，文书写明理由和新的期限', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-16'
    const extended = await extend(id, 10)
    assert.deepEqual([extended.state, extended.dueOn, extended.statutoryDueOn, extended.queueDueOn], ['accepted', '2026-03-30', '2026-04-14', '2026-03-30'])
    const { data } = await paperOf(ground, id, 'extension')
    assert.deepEqual(data, { days: 10, approvedBy: 'head-of-organ', reason: '需要补充核实', newDueOn: '2026-03-30' })
  })

  it('最多十个工作日，至少一个', async () => {
    const { id } = await accepted()
    for (const days of [0, 11, 1.5, -1]) await assert.rejects(extend(id, days), { code: 'invalid' })
    assert.equal((await extend(id, 1)).dueOn, '2026-03-17')
  })

  it('只能延长一次', async () => {
    const { id } = await accepted()
    await extend(id, 1)
    await assert.rejects(extend(id, 1), { code: 'rule', message: /只能延长一次/ })
  })

  it('过了期限不能再延长，说得出期限是哪一天', async () => {
    const { id } = await accepted()
    ground.world.today = '2026-03-17'
    await assert.rejects(extend(id, 5), { code: 'rule', message: /2026-03-16/ })
  })

  it('特别程序中延长：程序照旧，该结束的日子不变，结束以后加上', async () => {
    const { id } = await accepted()
    const paused = await led(ground, id, ['startSpecialProcedure@2026-03-05'])
    ground.world.today = '2026-03-06'
    const extended = await extend(id, 5)
    assert.deepEqual([extended.state, extended.dueOn, extended.queueDueOn], ['special', null, paused.queueDueOn])
    assert.equal(Object.hasOwn((await paperOf(ground, id, 'extension')).data, 'newDueOn'), false)
    assert.equal((await led(ground, id, ['endSpecialProcedure@2026-03-10'])).dueOn, '2026-03-26')
  })

  it('只有审批的人能延长', async () => {
    const { id } = await accepted()
    for (const actor of [REVIEWER, WINDOW, LIN])
      await assert.rejects(ground.world.step(actor, id, 'extend', { data: FILLED['extend'] ?? {} }), { code: 'forbidden' })
  })
})

describe('不予受理和不予批准', () => {
  it('不予受理：写明理由和救济途径，窗口写的救济途径原样告知', async () => {
    const [plain, written] = [(await filed(ground)).found, (await filed(ground)).found]
    await led(ground, plain.id, ['refuseAcceptance'])
    const { data } = await paperOf(ground, plain.id, 'non-acceptance')
    assert.deepEqual([data.reason, typeof data.remedies === 'object' && data.remedies.reviewBodies.length > 0], ['经营场所不在本区', true])
    await ground.world.step(
      WINDOW, written.id, 'refuseAcceptance', { data: { reason: '不属于本机关职权', legalBasis: ['行政许可法第三十二条第一款第二项'], remedies: '可以向某机关申请行政复议。' } },
    )
    const own = (await paperOf(ground, written.id, 'non-acceptance')).data
    assert.deepEqual([own.remedies, own.legalBasis], ['可以向某机关申请行政复议。', [{ law: '行政许可法', article: '第三十二条第一款第二项' }]])
    assert.equal((await ground.world.caseNow(plain.id)).state, 'notAccepted')
  })

  it('不予批准：没有理由不行；决定书写明理由、依据和救济途径', async () => {
    const { id } = await accepted()
    await led(ground, id, ['review'])
    for (const data of [{}, { reason: '' }, { reason: '不' }]) await assert.rejects(ground.world.step(APPROVER, id, 'deny', { data }), { code: 'invalid' })
    const denied = await led(ground, id, ['deny'])
    assert.deepEqual([denied.state, denied.closedAt !== null], ['denied', true])
    const { data, issuedOn } = await paperOf(ground, id, 'denial')
    assert.deepEqual([data.reason, data.legalBasis, issuedOn], ['经营场所离污染源太近', [{ law: '食品安全法', article: '第三十三条第一款第一项' }], FIRST_DAY])
    assert(typeof data.remedies === 'object' && data.remedies.court !== '')
  })

  it('超过期限作出的决定照样有效，迟了就是迟了', async () => {
    const { id } = await accepted()
    await led(ground, id, ['review'])
    ground.world.today = '2026-03-30'
    assert.equal((await led(ground, id, ['approve'])).state, 'approved')
  })
})

describe('撤回、终止', () => {
  it('决定以前随时可以撤回，决定以后不能', async () => {
    for (const path of [[], ['requestCorrection'], ['accept'], ['accept', 'startSpecialProcedure'], ['accept', 'review']]) {
      const { found } = await filed(ground)
      await led(ground, found.id, path)
      assert.equal((await led(ground, found.id, ['withdraw'])).state, 'withdrawn', path.join())
      assert.equal((await papersOf(ground, found.id)).at(-1)?.kind, 'withdrawal')
    }
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept', 'review', 'approve'])
    await assert.rejects(ground.world.step(LIN, found.id, 'withdraw'), { code: 'conflict' })
    await assert.rejects(ground.world.step(WINDOW, found.id, 'withdraw'), { code: 'forbidden' })
  })

  it('受理以后由审批部门终止，窗口不能；写明原因', async () => {
    const { id } = await accepted()
    await assert.rejects(ground.world.step(WINDOW, id, 'terminate', { data: { reason: '申请人失联' } }), { code: 'rule', message: /由审批部门终止/ })
    await assert.rejects(ground.world.step(REVIEWER, id, 'terminate'), { code: 'invalid' })
    assert.equal((await ground.world.step(REVIEWER, id, 'terminate', { data: { reason: '赋予行政许可的公民死亡' } })).state, 'terminated')
  })

  it('有没有办结都写在队列上：办结的才能归档', async () => {
    const { id } = await accepted()
    await assert.rejects(ground.world.step(WINDOW, id, 'archive'), { code: 'conflict' })
    await led(ground, id, ['withdraw'])
    assert.equal((await ground.world.step(REVIEWER, id, 'archive')).state, 'archived')
    await assert.rejects(ground.world.step(WINDOW, id, 'archive'), { code: 'conflict' })
  })
})

describe('证照', () => {
  const issue = (caseId: string, data: Record<string, unknown>) => ground.world.step(REVIEWER, caseId, 'issue', { data })
  it('没有的日子、倒过来的有效期，制不了证；对的写在证上', async () => {
    const { id } = await accepted()
    await led(ground, id, ['review', 'approve'])
    for (const data of [
      { validFrom: '2026-02-30' }, { validTo: '2026-13-01' }, { validFrom: '2026-05-01', validTo: '2026-04-30' }, { validTo: '2026-03-01' },
    ]) {
      const refused = await issue(id, data).catch(Object)
      assert.deepEqual([refused.code, refused.fields.length], ['invalid', 1], JSON.stringify(data))
    }
    const scope = `热食类食品制售${'、'.repeat(1900)}`
    await issue(id, { certificateNumber: 'JY1', scope, validFrom: '2026-03-02', validTo: '2031-03-01' })
    const { data } = await paperOf(ground, id, 'certificate')
    assert.deepEqual([data.certificateNumber, data.holder, data.scope, data.validFrom, data.validTo], [
      'JY1', '林小溪', [{ label: '许可内容', value: scope }], '2026-03-02', '2031-03-01',
    ])
  })

  it('准予附条件的，条件逐条写在决定书里；写不下的不收，不悄悄去掉', async () => {
    const { id } = await accepted()
    await led(ground, id, ['review'])
    const conditions = Array.from({ length: 60 }, (_, index) => `第 ${index} 条：不得油烟扰民`)
    await assert.rejects(ground.world.step(APPROVER, id, 'approve', { data: { conditions: [...conditions, '第 60 条：多出一条'].join('\n') } }), { code: 'invalid' })
    await ground.world.step(APPROVER, id, 'approve', { data: { conditions: conditions.join('\n\n') } })
    assert.deepEqual((await paperOf(ground, id, 'approval')).data.conditions, conditions)
  })
})
