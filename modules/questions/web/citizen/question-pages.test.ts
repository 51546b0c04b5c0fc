import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { FOOD, Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'

const ASK = `/items/${FOOD}/ask`
let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  citizen = await town.signedIn('citizen')
})
after(() => town.close())
beforeEach(async () => {
  town.world.today = '2026-03-02'
  await runSql(town.world.database, "update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null and type = 'question'")
})

/** Asks on the page and answers with the address of the question. */
async function asked(question = '外卖店要不要堂食面积？', who = citizen): Promise<string> {
  const [, key = ''] = /name="key" value="([^"]+)"/.exec((await who.get(ASK)).body) ?? []
  const { headers } = await who.post(ASK, { question, key })
  return String(headers.location)
}
const idOf = (path: string): string => path.split('/').at(-1) ?? ''

describe('在事项页提问（不用脚本）', () => {
  it('办事指南上有提问的链接；没有登录的先登录，登录后回到提问页', async () => {
    const visitor = town.visitor()
    assert.match((await visitor.get(`/items/${FOOD}`)).body, new RegExp(`href="${ASK}"`))
    assert.equal((await visitor.get(ASK)).headers.location, `/sign-in?next=${encodeURIComponent(ASK)}`)
    assert.match((await citizen.get(ASK)).body, /市场监督管理局.*3 个工作日内（默认值）/s)
  })

  it('写了就提交，到问题自己的页面；在“我的”里也看得到，点了到同一页', async () => {
    const path = await asked()
    const page = (await citizen.get(path)).body
    assert.match(page, /待答复.*现在轮到.*最迟.*外卖店要不要堂食面积？/s)
    const me = (await citizen.get('/me')).body
    assert.match(me, /咨询：食品经营许可.*现在由.*办理这一步，最迟/s)
    assert.equal((await citizen.get(`/cases/${idOf(path)}`)).headers.location, path)
  })

  it('没写、太短的，在栏里说，写的还在；尖括号不会变成标签', async () => {
    const again = await citizen.post(ASK, { question: '<b>', key: 'k' })
    assert.equal(again.statusCode, 400)
    assert.match(again.body, /href="#f-question".*至少 4 个字.*&lt;b&gt;/s)
    assert.match((await citizen.post(ASK, {})).body, /至少 4 个字/)
    assert.match((await citizen.get(await asked('<script>alert(1)</script>'))).body, /&lt;script&gt;/)
  })

  it('同一页提交两次，是同一个问题', async () => {
    const [, key = ''] = /name="key" value="([^"]+)"/.exec((await citizen.get(ASK)).body) ?? []
    const [first, second] = [await citizen.post(ASK, { question: '要不要体检？', key }), await citizen.post(ASK, { question: '要不要体检？', key })]
    assert.equal(first.headers.location, second.headers.location)
  })

  it('别人的问题看不到，也不能追问、撤回；不是问题的办件也不在这里', async () => {
    const path = await asked()
    const other = await town.signedIn('enterprise')
    for (const answer of [await other.get(path), await other.post(`${path}/follow-up`, { question: '我也想问' }), await other.post(`${path}/withdraw`)])
      assert.equal(answer.statusCode, 404)
    assert.equal((await citizen.get('/questions/00000000-0000-4000-8000-000000000000')).statusCode, 404)
  })
})

describe('答复以后', () => {
  it('看得到答复，可以追问、评价；公开的在办事指南和提问页上', async () => {
    const path = await asked()
    await town.step('reviewer', idOf(path), 'answer', { answer: '不做堂食的不用。\n只看操作间。', public: true, publicQuestion: '外卖店要不要堂食面积？' })
    const page = (await citizen.get(path)).body
    assert.match(page, /class="state good">/)
    assert.match(page, /已经答复.*不做堂食的不用。\n只看操作间。.*评价这次答复.*追问/s)
    const guide = (await town.visitor().get(`/items/${FOOD}`)).body
    assert.match(guide, /常见问题.*外卖店要不要堂食面积？.*不做堂食的不用。/s)
    assert.match((await citizen.get(ASK)).body, /先看看别人问过的.*外卖店要不要堂食面积？/s)
    const { entries } = (await town.visitor().get(`/api/items/${FOOD}/faq`)).json()
    assert.deepEqual(Object.keys(entries[0]), ['question', 'answer', 'publishedAt'])
  })

  it('追问：空着的在栏里说；写了就回到单位', async () => {
    const path = await asked()
    await town.step('reviewer', idOf(path), 'answer', { answer: '不用。' })
    const again = await citizen.post(`${path}/follow-up`, { question: ' ' })
    assert.equal(again.statusCode, 400)
    assert.match(again.body, /href="#f-question"/)
    assert.equal((await citizen.post(`${path}/follow-up`, { question: '仓库要不要算？' })).headers.location, path)
    assert.match((await citizen.get(path)).body, /追问，待答复.*仓库要不要算？/s)
    assert.equal((await citizen.post(`${path}/follow-up`, { question: '还有一个' })).statusCode, 409)
  })

  it('撤回以后写明已经撤回；再按一次也不出错', async () => {
    const path = await asked()
    for (let times = 0; times < 2; times += 1) assert.equal((await citizen.post(`${path}/withdraw`)).headers.location, path)
    assert.match((await citizen.get(path)).body, /您已经撤回这个问题/)
  })

  it('评价用同一个评价页，评完回到问题', async () => {
    const path = await asked()
    await town.step('reviewer', idOf(path), 'answer', { answer: '不用。' })
    assert.equal((await citizen.get(`/cases/${idOf(path)}/rating`)).statusCode, 200)
    assert.equal((await citizen.post(`/cases/${idOf(path)}/rating`, { level: '5' })).headers.location, `/cases/${idOf(path)}`)
    assert.doesNotMatch((await citizen.get(path)).body, /评价这次答复/)
  })
})

describe('接口', () => {
  it('部门打开咨询：没有材料不算出错，拟好的意见是空的', async () => {
    const path = await asked('要不要消毒柜？')
    const clerk = await town.signedIn('reviewer')
    assert.equal((await clerk.get(`/api/cases/${idOf(path)}`)).json().type, 'question')
    assert.equal((await clerk.get(`/api/cases/${idOf(path)}/materials`)).statusCode, 404)
    assert.deepEqual((await clerk.get(`/api/cases/${idOf(path)}/steps/answer/draft`)).json(), { data: {} })
  })


  it('带同一个幂等键提两次，是同一个办件；字段多了不收', async () => {
    const cookie = [...citizen.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const ask = (payload: object) => town.server.inject({ method: 'POST', url: '/api/questions', headers: { cookie, 'idempotency-key': 'same' }, payload })
    const [first, second] = [await ask({ itemCode: FOOD, question: '要不要照片？' }), await ask({ itemCode: FOOD, question: '要不要照片？' })]
    assert.deepEqual([first.statusCode, first.json().caseId], [201, second.json().caseId])
    assert.equal((await ask({ itemCode: FOOD, question: '要不要照片？', urgent: true })).statusCode, 400)
  })
})
