import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { catalogPages } from '../web/index.ts'
import { Door } from '../../door.test-support.ts'
import type { Item } from '../item.ts'
import { testItem } from '../test-item.ts'
import { openDesk, type Desk } from './desk.test-support.ts'

const NOW = '2026-03-02T01:00:00Z'
let desk: Desk
let pages: Door
before(async () => {
  desk = await openDesk(NOW)
  pages = new Door(desk.database, catalogPages, NOW)
})
after(async () => { await pages.server.close(); await desk.close() })

const ask = (url: string, payload: object, cookie = desk.bureau) => desk.door.ask('POST', url, { cookie, payload })
const pictured = async (item: Item, more: object = {}): Promise<string> => (await ask('/api/catalog/preview', { item, ...more })).json().html
const check = async (item: Item): Promise<{ problems: { path: string; cure: string }[]; advice: { path: string; cure: string }[] }> =>
  (await ask('/api/catalog/check', { item })).json()
/** What a page says, without what only programs read. */
const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

describe('编辑时的预览', () => {
  it('和群众打开的页面一字不差：指南、问题、材料清单', async () => {
    const item = testItem({ code: 'SL0000201' })
    await desk.publish(item)
    const real = async (path: string) => mainOf((await pages.ask('GET', path)).body)
    assert.equal(mainOf(await pictured(item, { view: 'guide' })), await real('/items/SL0000201'))
    assert.equal(mainOf(await pictured(item, { view: 'question' })), await real('/items/SL0000201/questions'))
    const [signedOut, shown] = [
      await real('/items/SL0000201/checklist?a=premises.own'), mainOf(await pictured(item, { view: 'checklist', answers: { premises: 'own' } })),
    ]
    assert.equal(materialsIn(shown), materialsIn(signedOut))
    assert.notEqual(materialsIn(shown), '')
  })

  it('没有保存的改动马上看得到；长者版也能看；里面没有脚本', async () => {
    const item = testItem({ code: 'SL0000202', name: '刚刚改的名字' })
    assert.match(await pictured(item), /<h1>刚刚改的名字<\/h1>/)
    const elder = await pictured(item, { theme: 'elder' })
    assert.notEqual(elder, await pictured(item))
    assert.doesNotMatch(elder, /<script/)
    assert.equal((await ask('/api/catalog/preview', { item, theme: 'dark' })).statusCode, 400)
  })

  it('没有答完就看清单，说先答哪个问题；没有名称，说先写名称', async () => {
    const { statusCode, body } = await ask('/api/catalog/preview', { item: testItem(), view: 'checklist', answers: {} })
    assert.equal(statusCode, 400)
    assert.match(body, /请先回答/)
    assert.equal((await ask('/api/catalog/preview', { item: testItem({ name: '' }) })).statusCode, 422)
  })
})

describe('边写边核对', () => {
  it('能发布的没有要改的；写坏了，每处说出在哪里、怎么办；什么也不保存', async () => {
    assert.deepEqual((await check(testItem())).problems, [])
    const { problems } = await check(
      testItem({ code: 'SL0000203', promisedWorkingDays: 999, materials: [{ ...material(), when: { premises: ['leased'], lessor: [] } }] }),
    )
    assert.ok(problems.some(({ path }) => path === 'promisedWorkingDays'))
    assert.ok(problems.every(({ cure }) => /\p{Script=Han}/u.test(cure)))
    assert.equal((await desk.door.ask('GET', '/api/catalog/items/SL0000203/draft', { cookie: desk.bureau })).json().edition, 0)
  })

  it('建议和要改的分开：不妨碍发布的不拦', async () => {
    const twice = testItem({ materials: [material(), { ...material(), id: 'again' }] })
    const { problems, advice } = await check({
      ...twice, situations: [], limitsByAnswer: [], form: { ...twice.form, properties: {}, required: [], 'x-pages': [] },
    })
    assert.deepEqual(problems, [])
    assert.deepEqual(advice.map(({ path }) => path), ['materials.1.name'])
  })

  it('只有政数局能用', async () => {
    for (const url of ['/api/catalog/check', '/api/catalog/preview']) assert.equal((await ask(url, { item: testItem() }, desk.window)).statusCode, 403)
  })
})

function material(): Item['materials'][number] {
  return { id: 'identity', name: '身份证', need: 'required', originals: 1, copies: 0, source: 'applicant', checks: [] }
}

function materialsIn(html: string): string {
  return /<h2>您要交的<\/h2>[\s\S]*?<h2>要多久/.exec(html)?.[0] ?? ''
}
