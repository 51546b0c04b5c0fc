import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { FOOD, Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'
import { BUREAU, TOWN } from '../../anywhere.test-support.ts'
import { writeMarks } from '../../marks/marks.ts'

const CHOOSE = `/items/${FOOD}/elsewhere`
let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  await town.world.as(BUREAU, (call) => writeMarks(call, [{ itemCode: FOOD, mode: 'proxy', places: [], fromOn: '2026-01-01', basis: '测试', isExample: true }]))
  citizen = await town.signedIn('citizen')
})
after(() => town.close())

const PLACES = { ownerPlace: '440114', receivingPlace: '440114001', returnPlace: '440114109' }

/** Answers every question with its first option; ends at the page of the places. */
async function asked(): Promise<{ page: string; pairs: string[]; key: string }> {
  let path = CHOOSE
  for (let pages = 0; pages < 20; pages += 1) {
    const page = (await citizen.get(path)).body
    const pairs = [...page.matchAll(/name="a" value="([^"]+)"/g)].map(([, pair = '']) => pair)
    const question = /name="q" value="([^"]+)"/.exec(page)?.[1]
    if (question === undefined) return { page, pairs, key: /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '' }
    const option = /type="radio" name="o" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const answer = await citizen.get(`${path.split('?')[0]}?${new URLSearchParams([...pairs.map((pair): [string, string] => ['a', pair]), ['q', question], ['o', option]])}`)
    path = String(answer.headers.location)
  }
  throw new Error('问个没完')
}

describe('全市通办事项（不用脚本，不用登录）', () => {
  it('清单写明是示例、外区是模拟；按方式和地点筛；乱写的条件当作没写', async () => {
    const visitor = town.visitor()
    assert.match((await visitor.get('/anywhere')).body, /200 项高频事项清单没有找到.*模拟.*食品经营许可.*异地代收代办/s)
    assert.match((await visitor.get('/anywhere?mode=online')).body, /没有符合条件的事项/)
    assert.match((await visitor.get('/anywhere?mode=x&place=y')).body, /共 1 项/)
  })

  it('办事指南有一行通到“可以在这些地方办”；地址没有查到的写未载明', async () => {
    const visitor = town.visitor()
    assert.match((await visitor.get(`/items/${FOOD}`)).body, new RegExp(`href="/items/${FOOD}/places">可以在这些地方办`))
    assert.match((await visitor.get(`/items/${FOOD}/places`)).body, /新华街道.*地址：未载明；电话：未载明.*从它收到材料之日起算/s)
  })
})

describe('选地点', () => {
  it('没有登录的先登录；情形一页问一个，没有选的当场说', async () => {
    assert.match(String((await town.visitor().get(CHOOSE)).headers.location), /^\/sign-in/)
    const first = /name="q" value="([^"]+)"/.exec((await citizen.get(CHOOSE)).body)?.[1] ?? ''
    const again = await citizen.get(`${CHOOSE}?q=${first}`)
    assert.equal(again.statusCode, 400)
    assert.match(again.body, /请选择一项/)
  })

  it('没有选的、选错的，在栏里说，选好的还在；按两次是同一件', async () => {
    const { page, pairs, key } = await asked()
    assert.match(page, /从它收到材料之日起算.*行政许可法第三十二条/s)
    const wrong = await citizen.post(CHOOSE, { a: pairs, ...PLACES, receivingPlace: '' })
    assert.equal(wrong.statusCode, 400)
    const path = async () => String((await citizen.post(CHOOSE, { a: pairs, key, ...PLACES })).headers.location)
    const [one, two] = [await path(), await path()]
    assert.match(one, /^\/elsewhere\//)
    assert.equal(one, two)
    const empty = await citizen.post(CHOOSE, { a: pairs, key: 'k', ...PLACES, receivingPlace: '440114' })
    assert.match(empty.body, /请选镇街/)
    assert.match(empty.body, /value="440114109" selected/)
  })
})

describe('材料在谁手里', () => {
  it('本人看得到，别人没有；办件页、“我的”都通到这一页；取消要再确认一次', async () => {
    const { pairs, key } = await asked()
    const path = String((await citizen.post(CHOOSE, { a: pairs, key: `${key}x`, ...PLACES })).headers.location)
    const id = path.split('/').at(-1) ?? ''
    assert.match((await citizen.get(path)).body, /还没有交材料.*2026年3月16日/s)
    assert.equal((await citizen.get(`/cases/${id}`)).headers.location, path)
    assert.match((await citizen.get('/me')).body, /异地代收：食品经营许可/)
    const other = await town.signedIn('enterprise')
    for (const answer of [await other.get(path), await other.post(`${path}/end`, { step: 'cancel' })]) assert.equal(answer.statusCode, 404)
    await town.world.step(TOWN, id, 'receive', {
      data: {
        identity: { kind: '居民身份证', lastFour: '1234', isSamePerson: true },
        checked: ['<b>看过</b>'],
        papers: [{ materialId: 'application', name: '<i>申请表</i>', originals: 1, copies: 0 }],
      },
    })
    const page = (await citizen.get(path)).body
    assert.match(page, /现在在：新华街道办事处的收件窗口.*&lt;i&gt;申请表/s)
    assert.match((await citizen.get(`${path}?end=withdraw`)).body, /确定撤回/)
    await citizen.post(`${path}/end`, { step: 'withdraw' })
    assert.match((await citizen.get(path)).body, /已撤回，待退还材料/)
  })
})
