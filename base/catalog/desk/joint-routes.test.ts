import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Item } from '../item.ts'
import { itemVersion } from '../items.ts'
import type { Lane, LaneEdge } from '../joint-matter.ts'
import { testItem } from '../test-item.ts'
import { openDesk, type Desk } from './desk.test-support.ts'
import type { JointFacts } from './lane-facts.ts'

const TODAY = '2026-03-02'
const [SHOP, SIGN, FIRE] = ['SL0000301', 'SL0000302', 'SL0000303']
let desk: Desk
before(async () => {
  desk = await openDesk(`${TODAY}T01:00:00Z`)
  for (const [code, name, days] of [[SHOP, '开店许可', 10], [SIGN, '招牌备案', 4], [FIRE, '消防检查', 7]] as const) {
    await desk.publish(testItem({ code, name, promisedWorkingDays: days, limitsByAnswer: [] }))
  }
})
after(() => desk.close())

const at = (code: string, rest = ''): string => `/api/catalog/items/${code}${rest}`
const get = async (url: string, cookie = desk.bureau) => desk.door.ask('GET', url, { cookie })
const post = async (url: string, payload: object, cookie = desk.bureau) => desk.door.ask('POST', url, { cookie, payload })
const propose = (more: object = {}, cookie = desk.bureau) =>
  post('/api/catalog/joint/draft', { name: '开一家店', lead: 'market-regulation', items: [SHOP, SIGN, FIRE], ...more }, cookie)
const draft = async (code: string): Promise<{ edition: number; item: Item; problems: { path: string; text: string; cure: string }[] }> =>
  (await get(at(code, '/draft'))).json()
const facts = async (item: Item): Promise<JointFacts> => (await post('/api/catalog/joint/facts', { item })).json()
const save = (item: Item, edition: number) => post(at(item.code, '/draft'), { edition, item })

/** With one lane waiting for others; every other as it is. */
function waiting(item: Item, lane: number, after: readonly (readonly [number, LaneEdge['needs']])[]): Item {
  const { joint } = item
  assert(joint)
  const idOf = (place: number): string => joint.lanes[place]?.id ?? ''
  const edges = after.map(([before, needs]) => ({ lane: idOf(before), needs }))
  return { ...item, joint: { ...joint, lanes: joint.lanes.map((one, place) => (place === lane ? { ...one, after: edges } : one)) } }
}

describe('新建一件事', () => {
  it('选三件事项，得到一份草稿：每件都在，谁也不等谁，可以直接发布', async () => {
    const answer = await propose({ code: 'SL0000310' })
    assert.deepEqual([answer.statusCode, answer.json()], [200, { code: 'SL0000310', edition: 1 }])
    const { item, problems } = await draft('SL0000310')
    assert.deepEqual([item.joint?.lanes.map(({ itemCode }) => itemCode), item.joint?.lead, item.name], [[SHOP, SIGN, FIRE], 'market-regulation', '开一家店'])
    assert.deepEqual(problems, [])
    assert.equal((await post(at('SL0000310', '/publish'), { edition: 1 })).json().version, 1)
  })

  it('没有写编码，用自己的示例编码；同样的再来一次，说已经有了，不会有两份', async () => {
    const { code } = (await propose({ name: '开两家店' })).json()
    assert.match(code, /^SL[0-9A-Z]{4,}$/)
    const again = await propose({ name: '开两家店' })
    assert.equal(again.statusCode, 409)
    assert.match(again.json().error.message, /已经有编码为.*请打开它接着写/)
    assert.equal((await draft(code)).edition, 1)
  })

  it('不在办理的、选了两次的、自己就是一件事的，说出是第几件；什么也没有存下', async () => {
    const broken = await propose({ code: 'SL0000311', items: [SHOP, 'SL9999999', SHOP, 'SL0000310'] })
    assert.equal(broken.statusCode, 422)
    assert.deepEqual(broken.json().error.fields.map(({ path }: { path: string }) => path), ['items.1', 'items.2', 'items.3'])
    assert.equal((await draft('SL0000311')).edition, 0)
  })

  it('少于两件、多于十件、没有名称的不收；不是政数局的不能用', async () => {
    const tooMany = Array.from({ length: 11 }, (_, index) => `SL00004${String(index).padStart(2, '0')}`)
    for (const wrong of [{ items: [SHOP] }, { items: tooMany }, { name: '' }]) assert.equal((await propose(wrong)).statusCode, 400)
    assert.equal((await propose({ code: 'SL0000312' }, desk.window)).statusCode, 403)
    assert.equal((await post('/api/catalog/joint/facts', { item: testItem() }, desk.window)).statusCode, 403)
  })
})

describe('编辑一件事', () => {
  it('先后改变总的时限和最长的一条路；当场说出来，不用保存', async () => {
    await propose({ code: 'SL0000321', name: '开三家店' })
    const { item } = await draft('SL0000321')
    const before = await facts(item)
    assert.deepEqual([before.limits?.promised, before.lanes.map(({ isCritical }) => isCritical)], [10, [true, false, false]])
    const after = await facts(waiting(item, 1, [[2, 'start']]))
    assert.deepEqual(after.limits?.promised, 11)
    assert.deepEqual(
      after.lanes.map(({ name, startsAfter, endsAfter, isCritical }) => [name, startsAfter, endsAfter, isCritical]),
      [
        ['开店许可', 0, 10, false],
        ['招牌备案', 7, 11, true],
        ['消防检查', 0, 7, true],
      ],
    )
    assert.deepEqual(after.lanes[0]?.fields.find(({ id }) => id === 'shopName'), { id: 'shopName', name: '店名', isRequired: true })
    assert.equal((await draft('SL0000321')).item.joint?.lanes[1]?.after.length, 0)
  })

  it('事项自己的问题定了答法，别的答法才要的材料就不算没有着落；还没有定的时候算', async () => {
    await propose({ code: 'SL0000326', name: '开八家店' })
    const { item } = await draft('SL0000326')
    assert(item.joint)
    const { joint } = item
    const leaseFor = async (answers: Lane['answers']): Promise<boolean | undefined> => {
      const { lanes } = await facts({ ...item, joint: { ...joint, lanes: joint.lanes.map((lane, at) => (at === 0 ? { ...lane, answers } : lane)) } })
      return lanes[0]?.materials.find(({ id }) => id === 'lease')?.isRequired
    }
    assert.deepEqual(
      [await leaseFor([]), await leaseFor([{ situation: 'premises', option: 'leased' }]), await leaseFor([{ situation: 'premises', option: 'own' }])],
      [true, true, false],
    )
  })

  it('转了圈：说出是哪几件，发布不了，去掉一条就好；内容一个字不丢', async () => {
    await propose({ code: 'SL0000322', name: '开四家店' })
    const { item } = await draft('SL0000322')
    const circled = waiting(waiting(item, 0, [[1, 'start']]), 1, [[0, 'release']])
    const { circle, limits } = await facts(circled)
    assert.deepEqual([circle?.toSorted(), limits], [['开店许可', '招牌备案'].toSorted(), null])
    const saved = await save(circled, 1)
    assert.equal(saved.statusCode, 200, saved.body)
    const refused = await post(at('SL0000322', '/publish'), { edition: 2 })
    assert.equal(refused.statusCode, 422)
    assert.match(JSON.stringify(refused.json().error.fields), /圈.*去掉/)
    assert.equal((await draft('SL0000322')).item.joint?.lanes[0]?.after.length, 1)
    await save(item, 2)
    assert.equal((await post(at('SL0000322', '/publish'), { edition: 3 })).statusCode, 200)
  })

  it('包含的事项没有了，说得出是哪一件，别的照样排', async () => {
    await propose({ code: 'SL0000323', name: '开五家店' })
    const { item } = await draft('SL0000323')
    assert(item.joint)
    const [first] = item.joint.lanes
    assert(first)
    const lost = { ...item, joint: { ...item.joint, lanes: [{ ...first, itemCode: 'SL9999998' }, ...item.joint.lanes.slice(1)] } }
    assert.deepEqual((await facts(lost)).lanes.map(({ isKnown }) => isKnown), [false, true, true])
    const { problems } = (await post('/api/catalog/check', { item: lost })).json()
    assert.ok(problems.some(({ path }: { path: string }) => path.startsWith('joint.lanes.0')), JSON.stringify(problems))
  })

  it('两版之间改了先后、改了对应，都写成一句话；旧的一版原样留着', async () => {
    await propose({ code: 'SL0000324', name: '开六家店' })
    await post(at('SL0000324', '/publish'), { edition: 1 })
    const { item } = await draft('SL0000324')
    const later = waiting({ ...item, promisedWorkingDays: 11 }, 1, [[2, 'release']])
    const { statutory = 0 } = (await facts(later)).limits ?? {}
    assert.equal((await save({ ...later, statutoryWorkingDays: statutory }, 0)).statusCode, 200)
    assert.equal((await post(at('SL0000324', '/publish'), { edition: 1 })).statusCode, 200)
    const { words } = (await get(at('SL0000324', '/difference?from=1&to=2'))).json()
    assert.ok(words.includes('增加：“招牌备案”要等“消防检查”（同时审查，先后发证）'), words.join('\n'))
    assert.equal((await itemVersion(desk.database, 'SL0000324', 1)).joint?.lanes[1]?.after.length, 0)
    const { changes } = (await get(at('SL0000324'))).json()
    assert.ok(changes[0].words.includes('增加：“招牌备案”要等“消防检查”（同时审查，先后发证）'))
  })

  it('没有的字段不收；不是一件事的事项没有泳道', async () => {
    const { item } = await draft('SL0000324')
    assert.equal((await post('/api/catalog/joint/facts', { item: { ...item, joint: { ...item.joint, colour: '红' } } })).statusCode, 400)
    assert.deepEqual((await facts(testItem())).lanes, [])
  })
})
