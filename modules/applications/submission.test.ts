import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { randomUUID } from 'node:crypto'
import { runSql } from '#platform/database'
import type { Actor } from '#kernel'
import { fileOfCase, materialsOf } from './application.ts'
import {
  AGENT, filed, FIRST_DAY, fileOf, hall, ITEM, led, LIN, OTHER, paperOf, REVIEWER, submissionOf, SUPERVISOR, WINDOW, type Hall,
} from './hall.test-support.ts'
import { casesOfApplicant } from './my-cases.ts'
import { submitApplication, type Receipt, type Submission } from './submission.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const submit = (submission: Submission, { actor = LIN, key }: { actor?: Actor; key?: string } = {}): Promise<Receipt> =>
  ground.world.as(actor, (call) => submitApplication(call, submission, key))
const rows = () => runSql(ground.database, `select (select count(*) from kernel.case)::int as cases,
  (select count(*) from applications.material)::int as materials, (select count(*) from kernel.command)::int as commands`)

describe('提交申请', () => {
  it('交齐了就收件：给办件编号、查询密码和材料接收凭证', async () => {
    const { found, receipt } = await filed(ground)
    assert.match(receipt.number, /^440114260302\d{7}$/)
    assert.match(receipt.queryPassword, /^[2-9A-Z]{8}$/)
    assert.deepEqual([found.applicant, found.agentId, found.title], [{ kind: 'person', id: 'lin', name: '林小溪' }, null, ITEM.name])
    assert.deepEqual((await paperOf(ground, found.id, 'receipt')).data.materials.map(({ material }) => material), ['材料 application', '材料 lease'])
  })

  it('经办人替单位办：申请人是单位，经办人记在办件上', async () => {
    const { found } = await filed(ground, AGENT)
    assert.deepEqual([found.applicant, found.agentId], [{ kind: 'organisation', id: 'firm', name: '某公司（示例）' }, 'agent'])
  })

  it('所有缺的、错的、多的一次说完，什么也没有留下', async () => {
    const before = await rows()
    const refused = await submit({
      itemCode: ITEM.code, answers: { premises: 'leased', lessor: 'person' }, form: { area: 'x', kitchen: '柴火', wings: 2, lessorName: '\u0000' },
      materials: [{ materialId: 'lease', promisedBy: '2026-03-02' }, { materialId: 'deed', fileId: randomUUID() }],
    }).catch(Object)
    assert.equal(refused.code, 'invalid')
    assert.deepEqual(refused.fields.map(({ path }: { path: string }) => path).sort(), [
      'form.area', 'form.kitchen', 'form.lessorName', 'form.shopName', 'form.wings',
      'materials.0.promisedBy', 'materials.1.materialId', 'materials.application',
    ])
    assert(refused.fields.every(({ message }: { message: string }) => /[\u4e00-\u9fff]/.test(message)))
    assert.deepEqual(await rows(), before)
  })

  it('问题没有回答的、多答的、答错的，先说清楚', async () => {
    const base = await submissionOf(ground)
    const paths = async (answers: Record<string, string>): Promise<string[]> =>
      (await submit({ ...base, answers }).catch(Object)).fields.map(({ path }: { path: string }) => path)
    assert.deepEqual(await paths({}), ['answers.premises'])
    assert.deepEqual(await paths({ premises: 'leased' }), ['answers.lessor'])
    assert.deepEqual(await paths({ premises: 'rented' }), ['answers.premises'])
    assert.deepEqual(await paths({ premises: 'own', lessor: 'person' }), ['answers.lessor'])
  })

  it('没有这个事项、事项还没有生效，都不能申请', async () => {
    await assert.rejects(submit({ itemCode: 'SL9999999' }), { code: 'not-found' })
    ground.world.today = '2025-12-31'
    await assert.rejects(submit(await submissionOf(ground)), { code: 'not-found' })
  })

  it('一份材料最多九十九个文件', async () => {
    const submission = await submissionOf(ground)
    const [first] = submission.materials ?? []
    const many = { ...submission, materials: [...(submission.materials ?? []), ...Array.from({ length: 99 }, () => first ?? assert.fail())] }
    await assert.rejects(submit(many), { code: 'invalid', fields: [{ path: 'materials.application', message: '“材料 application”最多 99 个文件，请合并后再上传' }] })
    const { found } = await filed(ground, LIN, { materials: many.materials.slice(0, 100) })
    assert.deepEqual((await paperOf(ground, found.id, 'receipt')).data.materials.map(({ copies }) => copies), [99, 1])
  })
})

describe('材料文件只能用自己的', () => {
  it('别人的、没有的、编出来的文件都不收，说得出是哪一份', async () => {
    const [own, foreign] = [await fileOf(ground, LIN), await fileOf(ground, OTHER)]
    const before = await rows()
    for (const fileId of [foreign, randomUUID(), await fileOf(ground, AGENT)]) {
      const materials = [{ materialId: 'application', fileId: own }, { materialId: 'lease', fileId }]
      await assert.rejects(submit({ ...await submissionOf(ground), materials }), {
        code: 'invalid', fields: [{ path: 'materials.1.fileId', message: '没有这个文件，请重新上传' }],
      })
    }
    assert.deepEqual(await rows(), before)
  })

  it('同一单位的经办人可以用单位的文件，离开了单位就不行', async () => {
    const colleague = { ...AGENT, id: 'colleague' }
    const fileId = await fileOf(ground, AGENT)
    const materials = [{ materialId: 'application', fileId }, { materialId: 'lease', fileId }]
    await assert.rejects(submit({ ...await submissionOf(ground, LIN), materials }, { actor: { ...colleague, party: null } }), { code: 'invalid' })
    assert.match((await submit({ ...await submissionOf(ground, LIN), materials }, { actor: colleague })).number, /^\d{19}$/)
  })

  it('办件的文件只有两边的人打得开，别的办件的、别的文件打不开', async () => {
    const fileId = await fileOf(ground, LIN)
    const { found } = await filed(ground, LIN, { materials: [{ materialId: 'application', fileId }, { materialId: 'lease', fileId }] })
    const another = (await filed(ground)).found
    for (const actor of [LIN, WINDOW, REVIEWER]) assert.equal(await ground.world.as(actor, (call) => fileOfCase(call, found.id, fileId)), fileId)
    for (const actor of [OTHER, SUPERVISOR, AGENT])
      await assert.rejects(ground.world.as(actor, (call) => fileOfCase(call, found.id, fileId)), { code: 'not-found' })
    await assert.rejects(ground.world.as(WINDOW, (call) => fileOfCase(call, another.id, fileId)), { code: 'not-found' })
    await assert.rejects(ground.world.as(WINDOW, async (call) => fileOfCase(call, found.id, await fileOf(ground, LIN))), { code: 'not-found' })
  })
})

describe('容缺后补', () => {
  it('能容缺的材料承诺一个日子就收件，承诺写在受理通知书里', async () => {
    const { found } = await filed(
      ground, LIN, { materials: [{ materialId: 'application', fileId: await fileOf(ground, LIN) }, { materialId: 'lease', promisedBy: '2026-03-20' }] },
    )
    const { materials } = await materialsOf(ground.database, found)
    assert.deepEqual(materials.find(({ id }) => id === 'lease')?.given, [
      { file: null, promisedBy: '2026-03-20', givenOn: FIRST_DAY, replaced: false, onPaper: false, brokenOn: null },
    ])
    assert.deepEqual((await paperOf(ground, found.id, 'receipt')).data.materials.map(({ material }) => material), ['材料 application'])
    await led(ground, found.id, ['accept'])
    assert.deepEqual((await paperOf(ground, found.id, 'acceptance')).data.promisedMaterials, [{ material: '材料 lease', promisedBy: '2026-03-20' }])
  })

  it('补正时交来了，承诺就销掉；又承诺，就是新的日子', async () => {
    const promise = { materialId: 'lease', promisedBy: '2026-03-20' }
    const promised = async (): Promise<string> =>
      (await filed(ground, LIN, { materials: [{ materialId: 'application', fileId: await fileOf(ground, LIN) }, promise] })).found.id
    const acceptanceAfter = async (id: string, materials: object[]) => {
      await led(ground, id, ['requestCorrection'])
      await ground.world.step(LIN, id, 'supplement', { data: { materials } })
      await led(ground, id, ['accept'])
      return (await paperOf(ground, id, 'acceptance')).data.promisedMaterials
    }
    assert.equal(await acceptanceAfter(await promised(), [{ materialId: 'lease', fileId: await fileOf(ground, LIN) }]), undefined)
    assert.deepEqual(await acceptanceAfter(await promised(), [{ materialId: 'lease', promisedBy: '2026-04-01' }]), [
      { material: '材料 lease', promisedBy: '2026-04-01' },
    ])
  })

  it('必要的材料不能容缺；今天、过去、没有的日子不能承诺', async () => {
    const refusal = async (materials: Submission['materials'] & {}): Promise<string[]> =>
      (await submit({ ...await submissionOf(ground), materials }).catch(Object)).fields.map(({ path }: { path: string }) => path)
    const application = { materialId: 'application', fileId: await fileOf(ground, LIN) }
    for (const promisedBy of [FIRST_DAY, '2026-03-01', '2026-02-30', '2026-13-01'])
      assert.deepEqual(await refusal([application, { materialId: 'lease', promisedBy }]), ['materials.1.promisedBy'], promisedBy)
    assert.deepEqual(await refusal([
      { materialId: 'application', promisedBy: '2026-03-20' }, { materialId: 'lease', promisedBy: '2026-03-20' },
    ]), ['materials.0.promisedBy'])
  })
})

describe('同一份申请交两次', () => {
  it('同一个键得到同一张回执，查询密码也是同一个；不带键就是两件', async () => {
    const submission = await submissionOf(ground)
    const first = await submit(submission, { key: 'once' })
    assert.deepEqual(await submit(submission, { key: 'once' }), first)
    assert.notEqual((await submit(submission)).number, first.number)
  })

  it('五个同时到，只有一件', async () => {
    const submission = await submissionOf(ground)
    const receipts = await Promise.all(Array.from({ length: 5 }, () => submit(submission, { key: 'five' })))
    assert.equal(new Set(receipts.map(({ caseId, queryPassword }) => `${caseId} ${queryPassword}`)).size, 1)
  })

  it('同一个键交另一份申请：冲突', async () => {
    const submission = await submissionOf(ground)
    await submit(submission, { key: 'mixed' })
    await assert.rejects(submit({ ...submission, form: { ...submission.form, area: 41 } }, { key: 'mixed' }), { code: 'conflict' })
  })

  it('交错了的不占用键', async () => {
    await assert.rejects(submit({ itemCode: ITEM.code, answers: { premises: 'leased', lessor: 'person' } }, { key: 'again' }), { code: 'invalid' })
    assert.match((await submit(await submissionOf(ground), { key: 'again' })).number, /^\d{19}$/)
  })
})

it('我的办件：新的在前，只有自己的，写着现在能办什么', async () => {
  const mine = { ...LIN, id: 'my-cases' }
  const ids: string[] = []
  for (let index = 0; index < 21; index += 1) {
    ground.world.now = new Date(ground.world.now.getTime() + 1000)
    ids.unshift((await submit(await submissionOf(ground, mine), { actor: mine })).caseId)
  }
  const page = (number: number) => ground.world.as(mine, (call) => casesOfApplicant(call, number))
  const [first, second] = [await page(1), await page(2)]
  assert.deepEqual([first.total, [...first.cases, ...second.cases].map(({ id }) => id)], [21, ids])
  assert.deepEqual(first.cases[0]?.steps.map(({ step }) => step), ['withdraw'])
})
