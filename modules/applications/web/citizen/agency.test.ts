import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { findItem } from '#base/catalog'
import { asked, Firm, FIRM, OTHER, TODAY } from './agency.test-support.ts'
import { fileFood, SHOP, textOf } from './food.test-support.ts'
import { FOOD } from './town.test-support.ts'

let side: Firm
before(async () => { side = await Firm.open() })
after(() => side.close())
beforeEach(() => side.begin())

describe('单位授权经办人', () => {
  it('写明谁、办什么、能做什么、到哪天；名单上看得到，经办人收到消息', async () => {
    assert.equal((await side.grant()).headers.location, '/me/agents?done=granted')
    assert.match(textOf(await side.firm.get('/me/agents')), /李群众 正在用 只办“食品经营许可.*可以：提交申请；补正、补交材料 .*2026年3月2日至2026年6月30日/)
    assert.match(textOf(await side.agent.get('/me/messages')), /某餐饮公司（示例）授权您替它办事/)
  })

  it('找事项时填过的都还在，找到的可以勾选', async () => {
    const page = await side.firm.post('/me/agents/new', { account: 'citizen', name: '李群众', powers: ['file'], scope: 'some', q: '食品经营', find: 'yes' })
    assert.equal(page.statusCode, 200)
    assert.match(page.body, new RegExp(`name="items" value="${FOOD}"`))
    assert.match(page.body, /name="name" value="李群众"/)
  })

  const wrong: Record<string, [changes: Readonly<Record<string, string | readonly string[]>>, sentence: RegExp]> = {
    '账号和姓名对不上，不说有没有这个账号': [{ name: '别人' }, /没有这个个人账号，或者姓名与账号不符/],
    没有这个账号: [{ account: 'nobody-here' }, /没有这个个人账号，或者姓名与账号不符/],
    不能授权给工作人员: [{ account: 'window', name: '综合窗口' }, /没有这个个人账号/],
    一项也不能做: [{ powers: [] }, /至少选一项/],
    没有选事项: [{ items: [] }, /请选定事项或部门/],
    没有这个事项: [{ items: ['SL000000'] }, /没有编码是 SL000000 的事项/],
    日子倒过来: [{ until: '2026-03-01' }, /不能早于/],
    从过去开始: [{ from: '2026-03-01' }, /今天或者以后/],
    超过一年: [{ until: '2027-06-30' }, /最多授权一年/],
    没有写姓名: [{ name: '' }, /请填写经办人的姓名/],
  }
  for (const [title, [changes, sentence]] of Object.entries(wrong)) {
    it(`${title}：一句话说明，什么也没有授`, async () => {
      const answer = await side.grant(changes)
      assert(answer.statusCode >= 400 && answer.statusCode < 500)
      assert.match(textOf(answer), sentence)
      assert.equal(await side.agencyId(), '')
    })
  }

  it('同一个人重叠的日子只授一次，同时按了两下也一样；撤销以后可以再授', async () => {
    const answers = await Promise.all([side.grant(), side.grant(), side.grant()])
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [303, 409, 409])
    await side.revoke()
    assert.equal((await side.grant()).statusCode, 303)
  })

  it('群众的账号没有单位，不能授权；别的单位撤销不了', async () => {
    assert.equal((await side.agent.get('/me/agents/new')).statusCode, 403)
    await side.grant()
    await side.sql(`insert into people.party (id, name, uscc) values ('rival', '别的公司（示例）', '91440114000000001B') on conflict do nothing`)
    await side.sql(`update people.agency set party = 'rival'`)
    assert.equal((await side.firm.post(`/me/agents/${await side.agencyId()}/revoke`)).statusCode, 404)
  })
})

describe('经办人换成为单位办', () => {
  it('每一页都写着为谁办；申请人是单位，经办人是他；换回来就是自己', async () => {
    await side.wear()
    assert.match((await side.agent.get('/')).body, new RegExp(`您现在<strong>为${FIRM}办</strong>`))
    const filed = await fileFood(side.agent)
    const found = await side.town.world.caseNow(filed.caseId)
    assert.deepEqual([found.applicant.name, found.applicant.kind, found.agentId], [FIRM, 'organisation', 'demo-citizen'])
    await side.agent.post('/me/acting', { agency: 'self' })
    assert.doesNotMatch((await side.agent.get('/')).body, /您现在/)
    const own = await side.town.world.caseNow((await fileFood(side.agent)).caseId)
    assert.deepEqual([own.applicant.kind, own.agentId], ['person', null])
  })

  it('只办授权的事项：别的一开始就说明白，接口也一样', async () => {
    await side.wear()
    const page = await side.agent.post('/apply', { itemCode: OTHER, a: SHOP })
    assert.equal(page.statusCode, 422)
    assert.match(page.body, /没有授权您办“另一件事（示例）”/)
    const item = await findItem(side.town.world.database, OTHER, TODAY)
    assert.equal(item?.organisation, 'market-regulation')
  })

  it('按部门授权的，这个部门的事项都能办', async () => {
    await side.wear({ items: [], organisations: ['market-regulation'] })
    assert.equal((await side.agent.post('/apply', { itemCode: OTHER, a: SHOP })).statusCode, 303)
    await side.revoke()
    await side.wear({ items: [], organisations: ['housing'] })
    assert.equal((await side.agent.post('/apply', { itemCode: OTHER, a: SHOP })).statusCode, 422)
  })

  it('没有授权提交的，不能提交', async () => {
    await side.wear({ powers: ['see'] })
    const answer = await side.agent.post('/apply', { itemCode: FOOD, a: SHOP })
    assert.match(answer.body, /不包括提交申请/)
  })

  it('没有授权给他的、还没开始的、过了期的，选不到', async () => {
    await side.grant({ from: '2026-03-10' })
    assert.equal((await side.agent.post('/me/acting', { agency: await side.agencyId() })).statusCode, 422)
    assert.equal((await side.firm.post('/me/acting', { agency: await side.agencyId() })).statusCode, 422)
    assert.equal((await side.agent.post('/me/acting', { agency: 'nonsense' })).statusCode, 422)
    side.town.world.today = '2026-07-01'
    side.agent = await side.town.signedIn('citizen')
    assert.doesNotMatch(textOf(await side.agent.get('/me/acting')), /为某餐饮公司/)
  })
})
