import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { Town, type Visitor } from '../../../modules/applications/web/citizen/town.test-support.ts'

const PAGE = '/me/messages/preference'
let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  citizen = await town.signedIn('citizen')
})
after(() => town.close())

describe('消息怎样提醒（不用脚本）', () => {
  it('没有选过的写明是默认；法定的为什么不能关、夜里不打扰，都写在页上', async () => {
    const { body } = await citizen.get(PAGE)
    assert.match(body, /现在是默认的做法.*value="all"[^>]*checked.*value="18:00".*行政许可法第三十二.*21:00 到次日 08:00 不发短信（默认值）/s)
    assert.match((await citizen.get('/me/messages')).body, new RegExp(`href="${PAGE}"`))
  })

  it('没有登记手机号的说清楚，登记了就不说', async () => {
    await runSql(town.world.database, "update people.account set phone = null where id = 'demo-citizen'")
    assert.match((await citizen.get(PAGE)).body, /没有登记手机号/)
    await runSql(town.world.database, "update people.account set phone = '13900001234' where id = 'demo-citizen'")
    assert.doesNotMatch((await citizen.get(PAGE)).body, /没有登记手机号|13900001234/)
  })

  it('保存以后就是新的；写 9:30、9：30 也认', async () => {
    const saved = await citizen.post(PAGE, { wants: 'urgent', digestAt: '9：30' })
    assert.deepEqual([saved.statusCode, saved.headers.location], [303, `${PAGE}?saved=yes`])
    assert.match((await citizen.get(`${PAGE}?saved=yes`)).body, /已经保存.*value="urgent"[^>]*checked.*value="09:30"/s)
  })

  it('夜里的时间、不是时间的，在栏里说，选的还在，没有保存', async () => {
    for (const [digestAt, sentence] of [['23:00', /夜间（21:00 至次日 08:00）不发短信/], ['半夜', /请写几点几分/]] as const) {
      const answer = await citizen.post(PAGE, { wants: 'statutory', digestAt })
      assert.equal(answer.statusCode, 400)
      assert.match(answer.body, sentence)
      assert.match(answer.body, new RegExp(`value="statutory"[^>]*checked.*value="${digestAt}"`, 's'))
    }
    assert.match((await citizen.get(PAGE)).body, /value="urgent"[^>]*checked/)
  })

  it('最近发给她的短信和发出了没有；别人的看不到', async () => {
    await runSql(town.world.database, `insert into messages.sms (id, account, kind, matter, words, state, next_at, created_at)
      values (gen_random_uuid(), 'demo-citizen', 'urgent', 'm', '您的一条', 'kept', now(), now()), (gen_random_uuid(), 'someone', 'urgent', 'm', '别人的一条', 'sent', now(), now())`)
    const { body } = await citizen.get(PAGE)
    assert.match(body, /最近给您发的短信.*您的一条.*还没有接短信服务/s)
    assert.doesNotMatch(body, /别人的一条/)
  })

  it('没有登录的先登录；工作人员从自己的页面选', async () => {
    assert.equal((await town.visitor().get(PAGE)).statusCode, 303)
    const clerk = await town.signedIn('window')
    assert.equal((await clerk.get(PAGE)).statusCode, 403)
    const { digestAt, choices, statutoryWhy } = (await clerk.get('/api/me/message-preference')).json()
    assert.deepEqual([digestAt, choices.length, typeof statutoryWhy], ['09:00', 3, 'string'])
  })
})
