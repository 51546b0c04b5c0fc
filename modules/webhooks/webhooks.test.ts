import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { person } from '#kernel/testing'
import { FIRST_DAY, filed, hall, led, LIN, type Hall } from '../applications/hall.test-support.ts'
import { addressIn } from './allowed-hosts.ts'
import { ATTEMPTS_MAX, deliver } from './delivery.ts'
import { isSigned, Receiver } from './receiver.test-support.ts'
import { KINDS_MAX, kindsOf, resume, subscribe, subscriptions, SUBSCRIPTIONS_MAX, unsubscribe, type NewSubscription } from './subscriptions.ts'

const ADMIN = person('sysadmin', ['sysadmin'])
let ground: Hall
let receiver: Receiver
before(async () => {
  [ground, receiver] = await Promise.all([hall(), Receiver.open()])
  process.env['CHUNFENG_WEBHOOK_HOSTS'] = `${receiver.host}, example.gov.cn`
})
after(async () => { await receiver.close(); await ground.close() })
beforeEach(async () => {
  await runSql(ground.database, 'delete from webhooks.subscription')
  ground.world.today = FIRST_DAY
  receiver.heard.length = 0
  receiver.answer = (response) => void response.writeHead(204).end()
})

async function register(changes: Partial<NewSubscription> = {}): Promise<{ id: string; secret: string }> {
  while (!(await isSettled())) await pause(5)
  return ground.world.as(ADMIN, (call) => subscribe(call, { url: receiver.url, description: '示例系统', ...changes }))
}

/** A subscription begins at the oldest open transaction of the server; while another test has one open, what was just done comes after it. */
async function isSettled(): Promise<boolean> {
  const [row] = await runSql<{ settled: boolean }>(
    ground.database, "select coalesce(max(xid), '0') < pg_snapshot_xmin(pg_current_snapshot()) as settled from kernel.event",
  )
  return row?.settled === true
}

const round = () => deliver({ database: ground.database, kernel: ground.world.kernel, now: ground.world.now })
const later = (seconds: number): void => { ground.world.now = new Date(ground.world.now.getTime() + seconds * 1000) }
const only = async () => (await ground.world.as(ADMIN, subscriptions))[0] ?? assert.fail('没有登记')

/** The log is read no further than the oldest open transaction of the server, and other tests have some open. */
async function deliverAll(count: number): Promise<void> {
  while (receiver.heard.length < count) if (!(await round())) later(1)
}

async function accepted(): Promise<string[]> {
  const { found } = await filed(ground)
  await led(ground, found.id, ['accept', 'review'])
  return [1, 2, 3].map((seq) => `${found.id}/${seq}`)
}

describe('事件推送', () => {
  it('登记以后的每一步，按记录的次序推一次；登记以前的不推', async () => {
    await accepted()
    await register()
    const expected = [...await accepted(), ...await accepted()]
    await deliverAll(expected.length)
    assert.deepEqual(receiver.ids, expected)
    assert.deepEqual([await round(), receiver.heard.length], [false, expected.length])
    assert.partialDeepStrictEqual(await only(), { delivered: expected.length, attempts: 0, reason: null, state: 'active' })
  })

  it('收到的是 CloudEvents 1.0，签名对得上，改一个字就对不上；没有姓名、表单、意见', async () => {
    const { secret } = await register()
    await accepted()
    await deliverAll(3)
    const last = receiver.heard.at(-1) ?? assert.fail()
    assert.partialDeepStrictEqual(last.event, {
      specversion: '1.0',
      source: 'urn:chunfeng:cases',
      type: 'chunfeng.application.review',
      sequence: '0000000003',
      data: { state: 'reviewed', version: 3, isClosed: false },
    })
    assert.match(String(last.headers['content-type']), /^application\/cloudevents\+json/)
    for (const heard of receiver.heard) {
      assert(isSigned(heard, secret))
      assert(!isSigned({ ...heard, body: heard.body.replace('application', 'Application') }, secret))
      for (const word of [LIN.name, LIN.id, '小溪面馆', '符合条件']) assert(!heard.body.includes(word), word)
    }
  })

  it('办结的那一步说已经办结；封存的办件一个字也不推', async () => {
    await register()
    const { found: sealed } = await filed(ground)
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [sealed.id])
    const { found } = await filed(ground)
    await led(ground, found.id, ['withdraw'])
    await deliverAll(2)
    assert.deepEqual(receiver.heard.map(({ event }) => [event.data.version, event.data.isClosed]), [[1, false], [2, true]])
    assert(receiver.ids.every((id) => !id.startsWith(sealed.id)))
  })

  it('只要几种事件的，只得到那几种', async () => {
    await register({ kinds: ['application.accept'] })
    const ids = [...await accepted(), ...await accepted()]
    await deliverAll(2)
    assert.deepEqual(receiver.ids, ids.filter((id) => id.endsWith('/2')))
  })

  it('对方出错：停在那一步，越等越久地再推；好了以后从那一步继续，一步不少，次序不乱', async () => {
    await register()
    const expected = await accepted()
    receiver.answer = (response, count) => void response.writeHead(count === 1 ? 204 : 500).end()
    await deliverAll(2)
    // A second has passed since it was told.
    assert.partialDeepStrictEqual(await only(), { delivered: 1, attempts: 1, reason: '对方答复 500', nextAt: new Date(ground.world.now.getTime() + 4000) })
    await round()
    assert.equal(receiver.heard.length, 2)
    later(5)
    await round()
    later(9)
    await round()
    assert.equal(receiver.heard.length, 3)
    receiver.answer = (response) => void response.writeHead(200).end('收到')
    later(1)
    await deliverAll(5)
    assert.deepEqual(receiver.ids, [expected[0], expected[1], expected[1], expected[1], expected[2]])
  })

  it('转址不跟，断线、不说话也算没有推成', async () => {
    await register()
    await accepted()
    receiver.answer = (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    await deliverAll(1)
    assert.equal((await only()).reason, '对方答复 302')
    receiver.answer = (response) => response.destroy()
    later(5)
    await round()
    assert.equal((await only()).reason, '连不上对方，或者连接中断')
  })

  it(`连续 ${ATTEMPTS_MAX} 次不成就停下等人；恢复以后从停下的那一步继续`, async () => {
    const { id } = await register()
    const expected = await accepted()
    receiver.answer = (response) => void response.writeHead(503).end()
    await deliverAll(1)
    for (let attempt = 2; attempt <= ATTEMPTS_MAX; attempt += 1) { later(3600); await round() }
    assert.partialDeepStrictEqual(await only(), { state: 'paused', attempts: ATTEMPTS_MAX, reason: '对方答复 503' })
    later(100_000)
    assert.deepEqual([await round(), receiver.heard.length], [false, ATTEMPTS_MAX])
    receiver.answer = (response) => void response.writeHead(204).end()
    receiver.heard.length = 0
    await ground.world.as(ADMIN, (call) => resume(call, id))
    await deliverAll(3)
    assert.deepEqual(receiver.ids, expected)
  })

  it('几个进程一起推，每步恰好一次；推到一半死了，租约过后别的进程从没有确认的那一步再推', async () => {
    await register()
    const expected = [...await accepted(), ...await accepted()]
    while (receiver.heard.length < expected.length) { await Promise.all([round(), round(), round()]); later(1) }
    assert.deepEqual(receiver.ids, expected)
    const more = await accepted()
    // Its turn was taken, and it died with it.
    await runSql(ground.database, "update webhooks.subscription set turn = turn + 1, next_at = $1::timestamptz + interval '60 seconds'", [ground.world.now])
    assert.deepEqual([await round(), receiver.heard.length], [false, expected.length])
    later(60)
    await deliverAll(expected.length + more.length)
    assert.deepEqual(receiver.ids, [...expected, ...more])
  })

  it('一个地址不通，不耽误别的', async () => {
    await register({ url: 'http://example.gov.cn/', description: '不通的' })
    await register({ description: '通的' })
    delete process.env['CHUNFENG_WEBHOOK_HOSTS']
    process.env['CHUNFENG_WEBHOOK_HOSTS'] = receiver.host
    const expected = await accepted()
    await deliverAll(3)
    assert.deepEqual(receiver.ids, expected)
    process.env['CHUNFENG_WEBHOOK_HOSTS'] = `${receiver.host},example.gov.cn`
    const bad = (await ground.world.as(ADMIN, subscriptions)).find(({ description }) => description === '不通的')
    assert.match(String(bad?.reason), /已不允许/)
  })
})

describe('登记', () => {
  it('没有允许的主机、带口令的、不是网址的都不收；没有的事件不收', async () => {
    for (const url of [
      'https://elsewhere.gov.cn/',
      'http://127.0.0.1:1/',
      'ftp://example.gov.cn/',
      'https://a:b@example.gov.cn/',
      'example.gov.cn',
      'file:///etc/passwd',
      `https://example.gov.cn/${'x'.repeat(500)}`,
    ]) {
      await assert.rejects(register({ url }), { code: 'invalid' }, url)
    }
    await assert.rejects(register({ kinds: ['application.fly'] }), { code: 'invalid' })
    assert.equal((await ground.world.as(ADMIN, subscriptions)).length, 0)
  })

  it('随便什么网址：收下的一定是允许的主机', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string(),
          fc.constantFrom('http://example.gov.cn@evil.cn/', 'https://EXAMPLE.gov.cn./', 'http:\\\\evil.cn\\example.gov.cn'),
        ),
        (text) => {
          try {
            assert.equal(new URL(addressIn(text, new Set(['example.gov.cn']))).host, 'example.gov.cn')
          } catch (error) {
            assert.equal(Object(error).code, 'invalid')
          }
        },
      ),
    )
  })

  it('密钥只在登记时说一次，库里是密文；登记、恢复、删除都在审计记录里', async () => {
    const { id, secret } = await register()
    const kept = JSON.stringify(await runSql(ground.database, 'select * from webhooks.subscription'))
    assert(!kept.includes(secret) && !JSON.stringify(await only()).includes('secret'))
    await ground.world.as(ADMIN, (call) => unsubscribe(call, id))
    await assert.rejects(ground.world.as(ADMIN, (call) => unsubscribe(call, id)), { code: 'not-found' })
    const noted = await runSql<{ what: string }>(ground.database, 'select what from audit.entry where object = $1 order by id', [id])
    assert.deepEqual(noted.map(({ what }) => what), ['登记事件推送', '删除事件推送'])
  })

  it(`最多 ${SUBSCRIPTIONS_MAX} 个，一起来也不会多`, async () => {
    const answers = await Promise.allSettled(Array.from({ length: SUBSCRIPTIONS_MAX + 5 }, (_, index) => register({ description: `第 ${index} 个` })))
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, SUBSCRIPTIONS_MAX)
  })

  it('可用的事件就是流程里的每一步，各有中文名称', () => {
    const kinds = kindsOf(ground.world.kernel)
    for (const [kind, label] of [['application.open', '提交申请'], ['application.accept', '受理'], ['application.deemAccepted', '逾期未告知，视为受理']]) {
      assert.deepEqual(kinds.filter((one) => one.kind === kind), [{ kind, label, caseLabel: '政务服务办件' }])
    }
    assert(kinds.length <= KINDS_MAX)
    assert(kinds.every(({ label, caseLabel }) => label !== '' && caseLabel !== ''))
  })
})
