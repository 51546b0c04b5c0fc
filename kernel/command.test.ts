import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { claimCommand, findCommand, idempotencyKeyOf, refuseTakenKey, requestHashOf } from './command.ts'
import { ERRAND, ground, LIN, opened, unfinished, untilSomebodyWaits, WINDOW, type Ground } from './district.test-support.ts'
import { openCase } from './open-case.ts'
import type { World } from './testing.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())

const command = (key: string, request: unknown = 'same', actorId = 'window') => ({ actorId, key, requestHash: requestHashOf(request) })

describe('请求的摘要', () => {
  it('同样的内容摘要相同，字段先后无关；内容不同摘要不同', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (data) => {
      const reversed = Object.fromEntries(Object.entries(data).reverse())
      assert.equal(requestHashOf(['id', 'accept', data, null]), requestHashOf(['id', 'accept', reversed, null]))
      assert.notEqual(requestHashOf(['id', 'accept', data, null]), requestHashOf(['id', 'accept', { ...data, 又一项: 1 }, null]))
    }))
    const hashes = [['a', 'b', {}, null], ['ab', '', {}, null], ['a', 'b', {}, 1], ['a', 'b', { x: null }, null], ['b', 'a', {}, null]].map(requestHashOf)
    assert.equal(new Set(hashes).size, hashes.length)
  })
})

describe('Idempotency-Key', () => {
  it('没有就没有；两百个字符以内原样，再长不收', () => {
    assert.equal(idempotencyKeyOf({}), undefined)
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (key) => {
      if (key.length <= 200) assert.equal(idempotencyKeyOf({ 'idempotency-key': key }), key)
      else assert.throws(() => idempotencyKeyOf({ 'idempotency-key': key }), { code: 'invalid' })
    }))
  })

  it('用过的找得到，换了人、换了键就找不到，换了请求就是冲突', async () => {
    const { id } = await opened(world)
    await world.step(WINDOW, id, 'note', { data: { opinion: '已核对' }, idempotencyKey: 'found' })
    const request = [id, 'note', { opinion: '已核对' }, null]
    assert.equal(await findCommand(database, command('found', request)), id)
    assert.equal(await findCommand(database, command('found', request, 'somebody')), undefined)
    assert.equal(await findCommand(database, command('lost', request)), undefined)
    await assert.rejects(findCommand(database, command('found', 'another')), { code: 'conflict' })
  })

  it('开件的键先占住：同一个键的第二个请求等第一个有了结果，得到同一件', async () => {
    const mine = command('open', 'form', 'lin')
    let first = ''
    const opening = await unfinished(world, LIN, async (call) => {
      assert.equal(await claimCommand(call.tx, mine), undefined)
      first = (await openCase(call, ERRAND, mine)).opened.id
    })
    const second = world.as(LIN, (call) => claimCommand(call.tx, mine))
    await untilSomebodyWaits(database)
    await opening.commit()
    assert.equal(await second, first)
  })

  it('第一个撤回了，第二个就轮到自己开', async () => {
    const mine = command('undone', 'form', 'lin')
    const opening = await unfinished(world, LIN, async (call) => {
      await claimCommand(call.tx, mine)
      await openCase(call, ERRAND, mine)
    })
    const second = world.as(LIN, (call) => claimCommand(call.tx, mine))
    await untilSomebodyWaits(database)
    await opening.abort()
    assert.equal(await second, undefined)
  })

  it('别的故障不当成键被占用', () => {
    for (const error of [new Error('断电'), undefined, 'x']) assert.throws(() => refuseTakenKey(error), (thrown) => thrown === error)
  })
})
