import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { REVIEWER, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { COLLEAGUE, office } from '../office.test-support.ts'
import { countUse, dropPhrase, keepPhrase, phrasesFor, type Phrase } from './phrases.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())

const keep = (phrase: Phrase, actor = WINDOW) => ground.world.as(actor, (call) => keepPhrase(call, phrase))
const listed = (item: string, step: string, actor = WINDOW) => ground.world.as(actor, (call) => phrasesFor(call, { item, step }))
const texts = async (item: string, step: string, actor = WINDOW) => (await listed(item, step, actor)).map(({ text }) => text)

describe('常用意见', () => {
  it('按单位、事项、步骤分开；不写事项的，本单位所有事项都有', async () => {
    await keep({ item: 'SL1', step: 'accept', text: '餐饮的受理意见' })
    await keep({ step: 'accept', text: '都能用的受理意见' })
    await keep({ item: 'SL2', step: 'accept', text: '药店的受理意见' })
    await keep({ item: 'SL1', step: 'accept', text: '审查局的' }, REVIEWER)
    assert.deepEqual((await texts('SL1', 'accept')).sort(), ['都能用的受理意见', '餐饮的受理意见'])
    assert.deepEqual(await texts('SL1', 'deny'), [])
    assert.deepEqual(await texts('SL1', 'accept', REVIEWER), ['审查局的'])
    assert.deepEqual((await texts('SL2', 'accept', COLLEAGUE)).sort(), ['药店的受理意见', '都能用的受理意见'])
  })

  it('用得最多的在前，同事用的也算', async () => {
    const [first, second] = await listed('SL1', 'accept')
    assert(first && second)
    for (const actor of [WINDOW, COLLEAGUE]) await ground.world.as(actor, (call) => countUse(call, second.id))
    assert.deepEqual((await listed('SL1', 'accept')).map(({ id, uses }) => [id, uses]), [[second.id, 2], [first.id, 0]])
    await assert.rejects(ground.world.as(REVIEWER, (call) => countUse(call, second.id)), { code: 'not-found' })
  })

  it('同样的话只存一次；空的不存；别的单位删不掉', async () => {
    const before = (await texts('SL1', 'accept')).length
    await keep({ item: 'SL1', step: 'accept', text: ' 餐饮的受理意见\n' }, COLLEAGUE)
    assert.equal((await texts('SL1', 'accept')).length, before)
    await assert.rejects(keep({ step: 'accept', text: '  \n ' }), { code: 'invalid' })
    const [{ id } = { id: '' }] = await listed('SL1', 'accept')
    await assert.rejects(ground.world.as(REVIEWER, (call) => dropPhrase(call, id)), { code: 'not-found' })
    await ground.world.as(COLLEAGUE, (call) => dropPhrase(call, id))
    assert.equal((await texts('SL1', 'accept')).length, before - 1)
  })
})
