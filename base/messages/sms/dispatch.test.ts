import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { at, PHONE, PostOffice } from '../post-office.test-support.ts'
import { localAdapter, type SmsAdapter } from './adapter.ts'
import { outcomeOf } from './dispatch.ts'
import { httpAdapter } from './http-adapter.ts'
import { listSms, resendAllSms, resendSms, smsDepth } from './outbox.ts'
import { Provider } from './provider.test-support.ts'

let office: PostOffice
let provider: Provider
before(async () => {
  [office, provider] = await Promise.all([PostOffice.open(), Provider.open()])
  await office.account('lin')
})
after(async () => { await provider.close(); await office.close() })
beforeEach(async () => {
  await office.empty()
  provider.received.length = 0
  provider.delivered.clear()
  provider.answer = (response, _, received) => provider.deliver(response, received)
})

const gateway = (): SmsAdapter => httpAdapter(provider.gateway())
/** So many different urgent messages, planned and ready to go. */
async function ready(count = 1): Promise<void> {
  for (let index = 0; index < count; index += 1) await office.tell({ urgency: 'urgent', gist: `第${index}件` })
  await office.plan()
}
const states = async (): Promise<string[]> => (await office.sms()).map(({ state }) => state)
const later = (seconds: number): void => { office.now = new Date(office.now.getTime() + seconds * 1000) }

describe('没有接短信服务：都在表里，什么也不出门', () => {
  it('写明本来会发什么；号码只看得到头尾', async () => {
    await ready()
    await office.send(localAdapter)
    const [sms] = await listSms(office.database, { state: null, limit: 10 })
    assert.deepEqual([sms?.state, sms?.phone, sms?.reason], ['kept', '139****1234', null])
    const kept = JSON.stringify(await runSql(office.database, 'select * from messages.sms'))
    assert.equal(kept.includes(PHONE), false)
  })
})

describe('发给服务商', () => {
  it('每条一次，都有自己的幂等键，就是它的编号', async () => {
    await ready(25)
    while (await office.send(gateway())) { /* as long as there is more */ }
    assert.deepEqual(new Set(await states()), new Set(['sent']))
    assert.deepEqual(provider.received.map(({ key }) => key).sort(), (await office.sms()).map(({ id }) => id).sort())
  })

  it('几个进程一起发，也是每条一次', async () => {
    await ready(30)
    for (let round = 0; round < 4; round += 1) await Promise.all(Array.from({ length: 4 }, () => office.send(gateway())))
    assert.equal(provider.received.length, 30)
    assert.equal(provider.delivered.size, 30)
  })

  it('夜里不发，早上发；夜里也不重试', async () => {
    await ready()
    office.now = at('2026-03-02T21:00')
    await office.send(gateway())
    office.now = at('2026-03-03T07:59')
    await office.send(gateway())
    assert.equal(provider.received.length, 0)
    office.now = at('2026-03-03T08:00')
    await office.send(gateway())
    assert.deepEqual(await states(), ['sent'])
  })

  it('服务商出错：越等越久地再试，试够了进“发不出去”，写明原因；再来一轮从头试，幂等键不变', async () => {
    provider.answer = (response) => void response.writeHead(500).end()
    await ready()
    for (const [seconds, attempts] of [[0, 1], [14, 1], [1, 2], [29, 2], [1, 3], [10_000, 3]] as const) {
      later(seconds)
      await office.send(gateway())
      assert.equal(provider.received.length, attempts, `${seconds} 秒以后`)
    }
    const [dead] = await office.sms()
    assert.deepEqual([dead?.state, dead?.reason], ['dead', '试了 3 次没有发出：服务商答复 500'])
    provider.answer = (response, _, received) => provider.deliver(response, received)
    await resendSms(office.database, dead?.id ?? '', office.now)
    await office.send(gateway())
    assert.deepEqual([await states(), new Set(provider.received.map(({ key }) => key)).size], [['sent'], 1])
  })

  it('服务商说等两小时就等两小时', async () => {
    provider.answer = (response) => void response.writeHead(429, { 'retry-after': '7200' }).end()
    await ready()
    await office.send(gateway())
    later(7199)
    await office.send(gateway())
    assert.equal(provider.received.length, 1)
    later(1)
    await office.send(gateway())
    assert.equal(provider.received.length, 2)
  })

  it('说请求不对的不再试', async () => {
    provider.answer = (response) => void response.writeHead(400).end()
    await ready()
    for (const seconds of [0, 100, 10_000]) { later(seconds); await office.send(gateway()) }
    assert.deepEqual([provider.received.length, (await office.sms()).map(({ state, reason }) => [state, reason])], [1, [['dead', '服务商答复 400']]])
  })

  it('一条坏的不拖累别的', async () => {
    await ready(8)
    const [bad] = await office.sms()
    provider.answer = (response, _, received) => { if (received.key === bad?.id) response.writeHead(400).end(); else provider.deliver(response, received) }
    await office.send(gateway())
    assert.deepEqual((await states()).sort(), ['dead', ...Array.from({ length: 7 }, () => 'sent')])
  })

  it('等着发的时候注销了手机号：说明原因，不再试', async () => {
    await office.account('gone')
    await office.tell({ recipient: 'gone', urgency: 'urgent' })
    await office.plan()
    await runSql(office.database, "update people.account set phone = null where id = 'gone'")
    await office.send(gateway())
    assert.deepEqual((await office.sms()).map(({ reason }) => reason), ['没有登记手机号，或者账号已经不在'])
    assert.equal(provider.received.length, 0)
  })
})

describe('发出以后、记下以前进程死了', () => {
  /** The message is with the provider, and whoever sent it is no more. */
  const dying: SmsAdapter = { send: async (outgoing) => { await gateway().send(outgoing); throw new Error('killed') } }

  it('租约过后另一个进程再发一次，幂等键一样，服务商只送达一条', async () => {
    await ready()
    await assert.rejects(office.send(dying), /killed/)
    assert.deepEqual(await states(), ['sending'])
    await office.send(gateway())
    assert.equal(provider.received.length, 1)
    later(41)
    await office.send(gateway())
    await office.send(gateway())
    assert.deepEqual([await states(), provider.received.length, provider.delivered.size], [['sent'], 2, 1])
    assert.equal(provider.received[0]?.key, provider.received[1]?.key)
  })

  it('死在发出以前：一条不丢', async () => {
    await ready()
    await assert.rejects(office.send({ send: async () => { throw new Error('killed') } }), /killed/)
    later(41)
    await office.send(gateway())
    assert.deepEqual([await states(), provider.delivered.size], [['sent'], 1])
  })

  it('慢得过了租约的，回来说什么都不算；后来的那次说了算', async () => {
    await ready()
    const slow: SmsAdapter = {
      send: async () => {
        later(41)
        await office.send(gateway())
        return { kind: 'refused', reason: '迟到的答复' }
      },
    }
    await office.send(slow)
    assert.deepEqual((await office.sms()).map(({ state, reason }) => [state, reason]), [['sent', null]])
  })
})

describe('给运维看', () => {
  it('等着几条、发不出去几条；能一起重发，别的不能重发', async () => {
    provider.answer = (response) => void response.writeHead(404).end()
    await ready(3)
    assert.deepEqual(await smsDepth(office.database), { waiting: 3, dead: 0, oldest: office.now })
    await office.send(gateway())
    assert.deepEqual(await smsDepth(office.database), { waiting: 0, dead: 3, oldest: null })
    assert.equal((await listSms(office.database, { state: 'dead', limit: 2 })).length, 2)
    assert.equal(await resendAllSms(office.database, office.now), 3)
    const [first] = await office.sms()
    await assert.rejects(resendSms(office.database, first?.id ?? '', office.now), { code: 'conflict' })
  })

  it('一次的结果怎样记，是纯函数', () => {
    const now = new Date(0)
    const after = (attempts: number, afterSeconds?: number): number | undefined =>
      outcomeOf({ kind: 'later', reason: 'x', ...(afterSeconds !== undefined && { afterSeconds }) }, { attempts, attemptsMax: 50, now }).nextAt?.getTime()
    assert.deepEqual([1, 2, 3, 8, 9, 40].map((attempts) => after(attempts)), [15_000, 30_000, 60_000, 1_920_000, 3_600_000, 3_600_000])
    assert.equal(after(1, 90), 90_000)
    assert.deepEqual(outcomeOf({ kind: 'kept' }, { attempts: 1, attemptsMax: 3, now }), { state: 'kept', reason: null, nextAt: null })
  })
})
