import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Item } from '../item.ts'
import { findItem, itemVersion } from '../items.ts'
import { testItem } from '../test-item.ts'
import { openDesk, type Desk } from './desk.test-support.ts'

const TODAY = '2026-03-02'
let desk: Desk
before(async () => { desk = await openDesk(`${TODAY}T01:00:00Z`) })
after(() => desk.close())

const at = (code: string, rest = ''): string => `/api/catalog/items/${code}${rest}`
const get = async (url: string, cookie = desk.bureau) => desk.door.ask('GET', url, { cookie })
const post = async (url: string, payload: object, cookie = desk.bureau) => desk.door.ask('POST', url, { cookie, payload })
const save = (item: Item, edition: number, more: object = {}) => post(at(item.code, '/draft'), { edition, item, ...more })
const publish = (code: string, edition: number) => post(at(code, '/publish'), { edition })
const paths = (fields: readonly { path: string }[]): string[] => fields.map(({ path }) => path)

describe('草稿', () => {
  it('没有草稿就从最新一版写起；保存以后群众看到的还是原来那版', async () => {
    await desk.publish(testItem({ code: 'SL0000001' }))
    const begun = (await get(at('SL0000001', '/draft'))).json()
    assert.deepEqual([begun.edition, begun.baseVersion, begun.item.name, begun.problems], [0, 1, testItem().name, []])
    const saved = await save({ ...begun.item, promisedWorkingDays: 8 }, 0)
    assert.deepEqual([saved.statusCode, saved.json().edition], [200, 1])
    assert.equal((await findItem(desk.database, 'SL0000001', TODAY))?.promisedWorkingDays, 10)
    assert.equal((await get(at('SL0000001', '/draft'))).json().item.promisedWorkingDays, 8)
  })

  it('可以存没写完的：缺什么、哪条规则不过，逐条说出字段和办法', async () => {
    const begun = (await get(at('SL0000002', '/draft'))).json()
    assert.equal(begun.edition, 0)
    const saved = await save(
      {
        ...testItem({ code: 'SL0000002' }),
        name: '',
        promisedWorkingDays: 30,
        materials: [{ id: '', name: '', need: 'required', originals: 0, copies: 0, source: 'applicant', checks: [] }],
      },
      0,
    )
    assert.equal(saved.statusCode, 200, saved.body)
    const { problems } = saved.json()
    for (const path of ['name', 'materials.0.id', 'materials.0.name', 'promisedWorkingDays'])
      assert(paths(problems).includes(path), `${path} ${JSON.stringify(problems)}`)
    for (const { cure } of problems) assert.match(cure, /\p{Script=Han}/u)
  })

  it('没有的字段不收，编码不能改', async () => {
    assert.equal((await post(at('SL0000003', '/draft'), { edition: 0, item: { ...testItem({ code: 'SL0000003' }), colour: '红' } })).statusCode, 400)
    assert.equal((await post(at('SL0000003', '/draft'), { edition: 0, item: testItem({ code: 'SL0000004' }) })).statusCode, 400)
  })

  it('两个人同时改：后存的被告知是谁先存了，先存的一个字不丢', async () => {
    const item = testItem({ code: 'SL0000005' })
    assert.equal((await save(item, 0)).statusCode, 200)
    const [mine, theirs] = await Promise.all([save({ ...item, visits: 1 }, 1), save({ ...item, visits: 2 }, 1)])
    assert.deepEqual([mine.statusCode, theirs.statusCode].toSorted(), [200, 409])
    const lost = mine.statusCode === 409 ? mine : theirs
    assert.match(lost.json().error.message, /政数局管理员刚才保存了这份草稿（第 2 次）/)
    const kept = (await get(at('SL0000005', '/draft'))).json()
    assert.deepEqual([kept.edition, kept.item.visits], [2, mine.statusCode === 200 ? 1 : 2])
    assert.equal((await save(item, 0)).statusCode, 409)
  })

  it('放弃草稿：回到发布的那版；别人已经存过的不能放弃', async () => {
    const item = testItem({ code: 'SL0000006' })
    await desk.publish(item)
    await save({ ...item, visits: 1 }, 0)
    assert.equal((await post(at('SL0000006', '/draft/discard'), { edition: 7 })).statusCode, 409)
    assert.equal((await post(at('SL0000006', '/draft/discard'), { edition: 1 })).statusCode, 200)
    assert.deepEqual((await get(at('SL0000006', '/draft'))).json().item.visits, 0)
  })
})

describe('发布', () => {
  it('规则不过不能发布，每一处都说出字段和办法；改好以后发布成新的一版', async () => {
    const item = testItem({ code: 'SL0000011' })
    await desk.publish(item)
    await save({ ...item, visits: 1, questions: [] }, 0)
    const refused = await publish('SL0000011', 1)
    assert.equal(refused.statusCode, 422)
    assert.deepEqual(paths(refused.json().error.fields), ['visitReason', 'visits', 'questions'])
    await save({ ...item, promisedWorkingDays: 8, effectiveFrom: '2026-04-01' }, 1)
    assert.deepEqual((await publish('SL0000011', 2)).json(), { code: 'SL0000011', version: 2, outcome: 'changed' })
    assert.equal((await findItem(desk.database, 'SL0000011', '2026-03-31'))?.promisedWorkingDays, 10)
    assert.equal((await findItem(desk.database, 'SL0000011', '2026-04-01'))?.promisedWorkingDays, 8)
    assert.equal((await itemVersion(desk.database, 'SL0000011', 1)).promisedWorkingDays, 10)
  })

  it('新版不倒签：生效日期已经过去的，从发布当天起生效；发布以后草稿就没有了', async () => {
    const item = testItem({ code: 'SL0000012' })
    await desk.publish(item)
    await save({ ...item, visits: 0, limitNote: '新的说明' }, 0)
    await publish('SL0000012', 1)
    assert.equal((await findItem(desk.database, 'SL0000012', TODAY))?.effectiveFrom, TODAY)
    assert.equal((await get(at('SL0000012', '/draft'))).json().edition, 0)
    assert.equal((await publish('SL0000012', 1)).statusCode, 409)
  })

  it('写草稿的时候别的途径发布了新版，要比较以后再保存确认', async () => {
    const item = testItem({ code: 'SL0000013' })
    await desk.publish(item)
    await save({ ...item, limitNote: '我的说明' }, 0)
    await desk.publish({ ...item, promisedWorkingDays: 7 })
    const refused = await publish('SL0000013', 1)
    assert.deepEqual([refused.statusCode, /现在已经有第 2 版/.test(refused.json().error.message)], [409, true])
    await save({ ...item, limitNote: '我的说明' }, 1, { baseVersion: 2 })
    assert.equal((await publish('SL0000013', 2)).json().version, 3)
  })

  it('全新的事项从草稿发布为第一版', async () => {
    await save(testItem({ code: 'SL0000014' }), 0)
    assert.deepEqual((await publish('SL0000014', 1)).json(), { code: 'SL0000014', version: 1, outcome: 'new' })
  })

  it('在办的办件留在自己的版上：各版列出还有几件', async () => {
    const item = testItem({ code: 'SL0000015' })
    await desk.publish(item)
    await runSql(desk.database, `insert into kernel.case (id, number, type, workflow_version, item_code, item_version, title, applicant_kind, applicant_id, applicant_name,
      owner_organisation, receiving_organisation, place, state, version, form, traits, clock, queue, queue_due_on, query_password_hash, opened_at, last_at, last_hash)
      values (gen_random_uuid(), 'n1', 'application', 1, 'SL0000015', 1, '', 'person', 'a', '', 'o', 'hall', '',
        'submitted', 1, '{}', '{}', '{}', 'window:hall', now(), '', now(), now(), '')`)
    await save({ ...item, promisedWorkingDays: 6 }, 0)
    await publish('SL0000015', 1)
    const { versions } = (await get(at('SL0000015'))).json()
    assert.deepEqual(versions.map((row: { version: number; openCases: number; isInForce: boolean }) => [
      row.version, row.openCases, row.isInForce,
    ]), [[2, 0, true], [1, 1, false]])
    assert.equal((await itemVersion(desk.database, 'SL0000015', 1)).promisedWorkingDays, 10)
  })

  it('停用要写原因，停用以后找不到，记在经过里', async () => {
    await desk.publish(testItem({ code: 'SL0000016' }))
    assert.equal((await post(at('SL0000016', '/retire'), { reason: '' })).statusCode, 400)
    assert.equal((await post(at('SL0000016', '/retire'), { reason: '权限上收' })).statusCode, 200)
    assert.equal(await findItem(desk.database, 'SL0000016', TODAY), undefined)
    assert.deepEqual((await get(at('SL0000016'))).json().changes[0].words, [`自 ${TODAY} 起停用：权限上收`])
  })
})

describe('谁改了什么', () => {
  it('保存、发布、放弃都记着人、时间和改了什么；没有改就不记', async () => {
    const item = testItem({ code: 'SL0000021' })
    await desk.publish(item)
    await save({ ...item, promisedWorkingDays: 8 }, 0)
    await save({ ...item, promisedWorkingDays: 8 }, 1)
    await publish('SL0000021', 2)
    const { changes } = (await get(at('SL0000021'))).json()
    assert.deepEqual(
      changes.map((change: { what: string; version: number | null; by: string }) => [change.what, change.version, change.by]),
      [
        ['publish', 2, '政数局管理员'],
        ['draft', null, '政数局管理员'],
      ],
    )
    assert(changes[1].words.includes('承诺工作日：由“10”改为“8”'))
    await assert.rejects(runSql(desk.database, "update catalog.change set actor_name = '别人'"))
  })

  it('任何两版、最新版与草稿都可以比', async () => {
    const item = testItem({ code: 'SL0000022' })
    await desk.publish(item)
    await desk.publish({ ...item, promisedWorkingDays: 7 })
    await save({ ...item, promisedWorkingDays: 6 }, 0)
    assert.deepEqual((await get(at('SL0000022', '/difference?from=1&to=2'))).json().words, ['承诺工作日：由“10”改为“7”'])
    assert.deepEqual((await get(at('SL0000022', '/difference?from=2'))).json().words, ['承诺工作日：由“7”改为“6”'])
    assert.equal((await get(at('SL0000022', '/difference?from=9'))).statusCode, 404)
  })
})

describe('预览和目录', () => {
  const preview = (item: Item, answers?: object) => post('/api/catalog/preview', { item, ...(answers && { answers }) })
  it('预览就是群众的那一页，不用保存；回答情形以后是这种情形的清单', async () => {
    const item = testItem({ code: 'SL0000031', name: '开书店（示例）' })
    const { html } = (await preview(item)).json()
    assert.match(html, /<h1>开书店（示例）<\/h1>/)
    const leased = (await preview(item, { premises: 'leased', lessor: 'company' })).json().html
    assert.match(leased, /材料 lessor-licence/)
    assert.doesNotMatch(leased, /材料 deed/)
    assert.equal((await preview(item, { premises: 'leased' })).statusCode, 400)
    assert.equal((await preview({ ...item, name: '' })).statusCode, 422)
  })

  it('写的内容原样显示，不会变成页面代码', async () => {
    assert.match((await preview(testItem({ name: '<img src=x>' }))).json().html, /&lt;img src=x&gt;/)
  })

  it('目录按名称和编码找，能只看有草稿的', async () => {
    await desk.publish(testItem({ code: 'SL0000041', name: '开百货店100%' }))
    await save(testItem({ code: 'SL0000042', name: '还没有发布的事项' }), 0)
    const names = async (query: string): Promise<string[]> => (await get(`/api/catalog/items?${query}`)).json().items.map(({ name }: { name: string }) => name)
    assert.deepEqual(await names(`q=${encodeURIComponent('100%')}`), ['开百货店100%'])
    assert.deepEqual(await names('q=sl0000042'), ['还没有发布的事项'])
    assert(!(await names('drafts=yes')).includes('开百货店100%'))
    assert((await names('drafts=yes')).includes('还没有发布的事项'))
  })

  it('只有管目录的人能看、能改', async () => {
    for (const url of ['/api/catalog/items', at('SL0000041'), at('SL0000041', '/draft')]) assert.equal((await get(url, desk.window)).statusCode, 403)
    assert.equal((await post(at('SL0000041', '/publish'), { edition: 1 }, desk.window)).statusCode, 403)
  })
})
