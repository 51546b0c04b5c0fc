import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { AGENT, filed, FILLED, FIRST_DAY, fileOf, hall, led, LIN, OTHER, paperOf, papersOf, REVIEWER, WINDOW, type Hall } from './hall.test-support.ts'
import { materialsOf } from './application.ts'
import { draftOf } from './drafted-steps.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const ask = (caseId: string, data: Record<string, unknown>) => ground.world.step(WINDOW, caseId, 'requestCorrection', { data })
const supplement = (caseId: string, data: Record<string, unknown>, actor = LIN) => ground.world.step(actor, caseId, 'supplement', { data })
const application = (problems: string[]) => ({ materialId: 'application', problems })

describe('一次性告知补正', () => {
  it('告知书一次写明每一份材料的每一个问题、补正到哪一天和别的说明', async () => {
    const { found } = await filed(ground)
    const asked = await ask(found.id, {
      materials: [application(['没有签字', '日期没有填']), { materialId: 'lease', problems: ['看不清'] }, { materialId: 'other', name: '法人授权书', problems: ['缺少'] }],
      note: '带原件来核对。', withinWorkingDays: 10,
    })
    assert.deepEqual([asked.state, asked.queue, asked.queueDueOn], ['correcting', 'applicant:lin', '2026-03-16'])
    const { data } = await paperOf(ground, found.id, 'correction')
    assert.deepEqual(data, {
      materials: [
        { material: '材料 application', problems: ['没有签字', '日期没有填'] }, { material: '材料 lease', problems: ['看不清'] }, { material: '法人授权书', problems: ['缺少'] },
      ],
      note: '带原件来核对。', dueOn: '2026-03-16',
    })
  })

  it('一百份材料、每份二十个问题，告知书一项不少', async () => {
    const { found } = await filed(ground)
    const problems = Array.from({ length: 20 }, (_, index) => `问题 ${index}`)
    await ask(found.id, { materials: Array.from({ length: 100 }, (_, index) => ({ materialId: `m${index}`, name: `第 ${index} 份`, problems })) })
    const { data } = await paperOf(ground, found.id, 'correction')
    assert.deepEqual(data.materials, Array.from({ length: 100 }, (_, index) => ({ material: `第 ${index} 份`, problems })))
  })

  it('清单以外的材料要写名称；没有问题的、空着的都不收', async () => {
    const { found } = await filed(ground)
    const nameless = await ask(found.id, {
      materials: [{ materialId: 'x', problems: ['缺少'] }, application(['缺']), { materialId: 'y', name: ' ', problems: ['缺'] }],
    }).catch(Object)
    assert.deepEqual([nameless.code, nameless.fields.map(({ path }: { path: string }) => path)], ['invalid', ['materials.0.name', 'materials.2.name']])
    for (const materials of [[], [application([])], [application([''])]]) await assert.rejects(ask(found.id, { materials }), { code: 'invalid' })
    assert.equal((await ground.world.caseNow(found.id)).state, 'submitted')
  })

  it('只能告知一次：补正以后不能再要求补正，只能受理或不予受理', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection', 'supplement'])
    await assert.rejects(ask(found.id, FILLED['requestCorrection'] ?? {}), { code: 'rule', message: /已经告知过一次补正/ })
    assert.equal((await led(ground, found.id, ['accept'])).state, 'accepted')
  })

  it('第五个工作日还可以告知，过了就已经视为受理', async () => {
    const [inTime, late] = [await filed(ground), await filed(ground)]
    ground.world.today = '2026-03-09'
    assert.equal((await ask(inTime.found.id, FILLED['requestCorrection'] ?? {})).state, 'correcting')
    ground.world.today = '2026-03-10'
    await assert.rejects(ask(late.found.id, FILLED['requestCorrection'] ?? {}), { code: 'conflict' })
  })

  it('拟好的告知书列出没有交的必要材料；交了的、承诺后补的不列', async () => {
    const fileId = await fileOf(ground, LIN)
    const { found } = await filed(ground, LIN, { materials: [{ materialId: 'application', fileId }, { materialId: 'lease', promisedBy: '2026-03-20' }] })
    const draft = () => ground.world.as(WINDOW, (call) => draftOf(call, found.id, 'requestCorrection'))
    assert.deepEqual(await draft(), { materials: [], withinWorkingDays: 15 })
    await runSql(ground.database, "update applications.material set replaced = true where case_id = $1 and material_id = 'application'", [found.id])
    assert.deepEqual(await draft(), { materials: [{ materialId: 'application', name: '材料 application', problems: ['没有提交，请补交'] }], withinWorkingDays: 15 })
    await assert.rejects(ground.world.as(REVIEWER, (call) => draftOf(call, found.id, 'requestCorrection')), { code: 'forbidden' })
    await assert.rejects(ground.world.as(LIN, (call) => draftOf(call, found.id, 'requestCorrection')), { code: 'not-found' })
  })
})

describe('补正', () => {
  it('补正是重新收件：再给五个工作日，凭证写明补了什么，改正的内容写进表单', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    ground.world.today = '2026-03-12'
    const fileId = await fileOf(ground, LIN)
    const supplemented = await supplement(found.id, { materials: [{ materialId: 'application', fileId }], form: { shopName: '小溪粥店' }, note: '已签字' })
    assert.deepEqual([
      supplemented.state, supplemented.queueDueOn, supplemented.form['shopName'], supplemented.form['area'],
    ], ['submitted', '2026-03-19', '小溪粥店', 40])
    const receipts = (await papersOf(ground, found.id)).filter(({ kind }) => kind === 'receipt')
    assert.deepEqual(receipts.map(({ data, clock }) => [data, clock.receivedOn])
      .at(-1), [{ materials: [{ material: '材料 application', originals: 0, copies: 1 }] }, '2026-03-12'])
    const { materials } = await materialsOf(ground.database, supplemented)
    const state = materials.find(({ id }) => id === 'application')
    assert.deepEqual([
      state?.problems, state?.given.map(({ replaced, file }) => [replaced, file?.fileId === fileId]),
    ], [['没有签字', '日期没有填'], [[true, false], [false, true]]])
  })

  it('经办人也可以补正，别人不行，窗口也不行', async () => {
    const { found } = await filed(ground, AGENT)
    await led(ground, found.id, ['requestCorrection'])
    await assert.rejects(supplement(found.id, { form: { area: 5 } }, OTHER), { code: 'not-found' })
    await assert.rejects(supplement(found.id, { form: { area: 5 } }, WINDOW), { code: 'forbidden' })
    assert.equal((await supplement(found.id, { form: { area: 5 } }, AGENT)).state, 'submitted')
  })

  it('什么都没有补的不算补正', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    for (const data of [{}, { note: '补好了' }, { materials: [] }, { form: {} }, { materials: [], form: {} }])
      await assert.rejects(supplement(found.id, data), { code: 'invalid' }, JSON.stringify(data))
    assert.equal((await ground.world.caseNow(found.id)).version, 2)
  })

  const wrong: Record<string, [data: Record<string, unknown>, paths: string[]]> = {
    不要的材料: [{ materials: [{ materialId: 'nothing', promisedBy: '2026-04-01' }] }, ['materials.0.materialId']],
    不能容缺的材料: [{ materials: [{ materialId: 'application', promisedBy: '2026-04-01' }] }, ['materials.0.promisedBy']],
    没有的日子: [{ materials: [{ materialId: 'lease', promisedBy: '2026-02-30' }] }, ['materials.0.promisedBy']],
    过去的日子: [{ materials: [{ materialId: 'lease', promisedBy: '2026-03-02' }] }, ['materials.0.promisedBy']],
    表单没有的一项: [{ form: { nothing: 1 } }, ['form.nothing']],
    '填错的和不要的一起说': [{
      materials: [{ materialId: 'nothing', promisedBy: '2026-04-01' }], form: { area: -1, seats: 0.5 },
    }, ['materials.0.materialId', 'form.area', 'form.seats']],
  }
  for (const [title, [data, paths]] of Object.entries(wrong)) {
    it(`补正的内容有误：${title}`, async () => {
      const { found } = await filed(ground)
      await led(ground, found.id, ['requestCorrection'])
      const refused = await supplement(found.id, data).catch(Object)
      assert.deepEqual([refused.code, refused.fields.map(({ path }: { path: string }) => path)], ['invalid', paths])
      assert.equal((await ground.world.caseNow(found.id)).state, 'correcting')
    })
  }

  it('别人的文件不能拿来补正', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    const foreign = await fileOf(ground, OTHER)
    await assert.rejects(supplement(found.id, { materials: [{ materialId: 'application', fileId: foreign }] }), {
      code: 'invalid',
      fields: [{ path: 'materials.0.fileId', message: '没有这个文件，请重新上传' }],
    })
    assert.deepEqual(await runSql(ground.database, 'select count(*)::int as n from applications.material where file_id = $1', [foreign]), [{ n: 0 }])
  })
})

describe('补正期限', () => {
  it('期限没有过不能终止，过了窗口和部门都可以，文书写明原因', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['requestCorrection'])
    ground.world.today = '2026-03-16'
    const terminate = () => ground.world.step(WINDOW, found.id, 'terminate', { data: FILLED['terminate'] ?? {} })
    await assert.rejects(terminate(), { code: 'rule', message: /2026-03-16 为止/ })
    ground.world.today = '2026-03-17'
    assert.equal((await terminate()).state, 'terminated')
    const { data } = await paperOf(ground, found.id, 'termination')
    assert.deepEqual([data.reason, typeof data.remedies], ['补正期限已过，没有补正', 'object'])
  })

  it('没有写期限的按默认的十五个工作日；过了期限没有终止，申请人还可以补正', async () => {
    const { found } = await filed(ground)
    assert.equal((await ask(found.id, { materials: [application(['缺'])] })).queueDueOn, '2026-03-23')
    ground.world.today = '2026-04-20'
    assert.equal((await supplement(found.id, { form: { area: 41 } })).state, 'submitted')
  })
})
