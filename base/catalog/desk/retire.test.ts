import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { catalogPages } from '../web/index.ts'
import { Door } from '../../door.test-support.ts'
import { findItem, itemVersion } from '../items.ts'
import { testItem } from '../test-item.ts'
import { openDesk, type Desk } from './desk.test-support.ts'

const TODAY = '2026-03-02'
let desk: Desk
let pages: Door
before(async () => {
  desk = await openDesk(`${TODAY}T01:00:00Z`)
  pages = new Door(desk.database, catalogPages, `${TODAY}T01:00:00Z`)
})
after(async () => { await pages.server.close(); await desk.close() })

const retire = (code: string, payload: object) => desk.door.ask('POST', `/api/catalog/items/${code}/retire`, { cookie: desk.bureau, payload })
const inForce = async (code: string, day: string): Promise<number | undefined> => (await findItem(desk.database, code, day))?.version
async function pageOn(code: string, day: string): Promise<{ status: number; body: string }> {
  pages.now = new Date(`${day}T01:00:00Z`)
  const { statusCode, body } = await pages.ask('GET', `/items/${code}`)
  return { status: statusCode, body }
}

describe('停用一个事项', () => {
  it('从选定的那天起不再办，前一天还办；各版都还查得到，在办的件照自己的一版办完', async () => {
    await desk.publish(testItem({ code: 'SL0000101' }))
    assert.equal((await retire('SL0000101', { reason: '权限上收到市里', on: '2026-04-01' })).statusCode, 200)
    assert.deepEqual([await inForce('SL0000101', '2026-03-31'), await inForce('SL0000101', '2026-04-01')], [1, undefined])
    assert.equal((await itemVersion(desk.database, 'SL0000101', 1)).code, 'SL0000101')
  })

  it('别的系统问一个没有的编码，不像编码的也一样：没有这个事项，请用名称找', async () => {
    for (const code of ['SL0000199', 'no-such-item', '%E9%A3%9F%E5%93%81']) {
      const answer = await desk.door.ask('GET', `/api/items/${code}`)
      assert.deepEqual([answer.statusCode, /请用名称重新查找/.test(answer.json().error.message)], [404, true], code)
    }
  })

  it('那天还没有生效的新版也不会再生效', async () => {
    const item = testItem({ code: 'SL0000102' })
    await desk.publish(item)
    await desk.publish({ ...item, promisedWorkingDays: 8, effectiveFrom: '2026-05-01' })
    await retire('SL0000102', { reason: '权限上收', on: '2026-04-01' })
    assert.deepEqual([await inForce('SL0000102', '2026-03-31'), await inForce('SL0000102', '2026-05-02')], [1, undefined])
  })

  it('群众打开旧网址，看到一句明白话：哪天起、为什么、已提交的怎么办；停用以前看到要停办了', async () => {
    const item = testItem({ code: 'SL0000103', name: '开书店（示例）' })
    await desk.publish(item)
    await retire('SL0000103', { reason: '改由市里办理。', on: '2026-04-01' })
    const earlier = await pageOn('SL0000103', '2026-03-31')
    assert.equal(earlier.status, 200)
    assert.match(earlier.body, /要停办了。<\/strong>“开书店（示例）”办到 2026-04-01 前一天为止/)
    const later = await pageOn('SL0000103', '2026-04-01')
    assert.equal(later.status, 410)
    assert.match(later.body, /“开书店（示例）”从 2026-04-01 起不再办理。原因：改由市里办理。已经提交的申请照常办完。/)
    assert.match((await desk.door.ask('GET', '/api/items/SL0000103')).body, /办到 2026-04-01 前一天|"code":"SL0000103"/)
  })

  it('程序问接口，也是同一句话，不只是“没有”', async () => {
    await desk.publish(testItem({ code: 'SL0000104' }))
    await retire('SL0000104', { reason: '权限上收' })
    const answer = await desk.door.ask('GET', '/api/items/SL0000104')
    assert.equal(answer.statusCode, 404)
    assert.match(answer.json().error.message, /从 2026-03-02 起不再办理。原因：权限上收。已经提交的申请照常办完/)
  })

  it('停用以后再发布，就又在用了，不再有停用的话；内容一样也算新的一版', async () => {
    const item = testItem({ code: 'SL0000105' })
    await desk.publish(item)
    await retire('SL0000105', { reason: '写错了，先停用', on: '2026-04-01' })
    await desk.publish(item)
    assert.equal(await inForce('SL0000105', '2026-04-02'), 2)
    assert.doesNotMatch((await pageOn('SL0000105', TODAY)).body, /停办|不再办理/)
  })

  it('过去的日子、不存在的日子、没有理由、没有发布过的事项，都不行，说清楚', async () => {
    await desk.publish(testItem({ code: 'SL0000106' }))
    for (const wrong of [{ reason: '权限上收', on: '2026-03-01' }, { reason: '权限上收', on: '2026-02-31' }, { reason: '' }])
      assert.equal((await retire('SL0000106', wrong)).statusCode, 400, JSON.stringify(wrong))
    assert.equal(await inForce('SL0000106', TODAY), 1)
    for (const on of [TODAY, '2026-04-01']) assert.equal((await retire('SL0000199', { reason: '权限上收', on })).statusCode, 404)
  })

  it('记在经过里：谁、什么时候、从哪天起、为什么；编辑台也看得到', async () => {
    const { changes, retirement } = (await desk.door.ask('GET', '/api/catalog/items/SL0000101', { cookie: desk.bureau })).json()
    assert.deepEqual([changes[0].what, changes[0].by, changes[0].words], ['retire', '政数局管理员', ['自 2026-04-01 起停用：权限上收到市里']])
    assert.deepEqual([retirement.on, retirement.reason], ['2026-04-01', '权限上收到市里'])
  })
})
