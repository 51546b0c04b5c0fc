import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { FIRST_DAY, filed, led, LIN } from '../applications/hall.test-support.ts'
import {
  ADMIN, afresh, BUREAU, connected, exchange, expected, filledIn, held, later, lived, quiet, rows, turn, type Exchange,
} from './exchange.test-support.ts'
import { addressIn } from './wire/address.ts'
import { ALONE_MAX } from './outbox/send.ts'
import { connect, switchOff, switchOn } from './peers.ts'
import { overview } from './views.ts'

let ground: Exchange
before(async () => { ground = await exchange() })
after(() => ground.close())
beforeEach(async () => {
  await afresh(ground)
  ground.world.today = FIRST_DAY
  await runSql(ground.database, "update kernel.case set opened_at = opened_at - interval '400 days'")
})

const cityNow = async () => (await ground.world.as(BUREAU, overview)).peers.find(({ id }) => id === 'city') ?? assert.fail()
const ours = async (caseId: string): Promise<Map<string, string>> => {
  const guids = await runSql<{ guid: string }>(ground.database, 'select distinct guid from upper_exchange.row where case_id = $1', [caseId])
  const all = await expected(ground, 'city')
  return new Map(guids.flatMap(({ guid }) => { const columns = all.get(guid); return columns === undefined ? [] : [[guid, columns]] }))
}

describe('报送', () => {
  it('办件走一步就有它的行；送到的与从记录里算出来的一字不差，按次序，一行一次', async () => {
    await connected(ground)
    const caseId = await lived(ground, [
      'requestCorrection',
      'supplement',
      'accept',
      'startSpecialProcedure',
      'endSpecialProcedure',
      'extend',
      'review',
      'approve',
      'issue',
      'deliver',
      'rate',
    ])
    await quiet(ground)
    const all = await ours(caseId)
    assert(all.size > 25)
    assert.deepEqual(new Map([...held(ground)].toSorted()), new Map([...all].toSorted()))
    assert.deepEqual([ground.upper.store.complaints, ground.upper.store.repeated], [[], 0])
    assert.equal((await rows(ground, "state not in ('accepted', 'replaced')")).length, 0)
  })

  it('没有接通、停着、起报日以前收的、封存的：一行也没有', async () => {
    const old = await lived(ground)
    await connected(ground)
    await ground.world.as(BUREAU, (call) => switchOff(call, 'city'))
    await lived(ground)
    assert.equal((await rows(ground)).length, 0)
    await ground.world.as(BUREAU, (call) => switchOn(call, 'city', FIRST_DAY))
    await runSql(ground.database, "update kernel.case set opened_at = opened_at - interval '1 day' where id = $1", [old])
    await led(ground, old, ['archive'])
    await ground.world.settle()
    assert.equal((await rows(ground)).length, 0)
    const { found: sealed } = await filed(ground)
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [sealed.id])
    await ground.world.settle()
    assert.equal((await rows(ground)).length, 0)
  })

  it('任务来两次、次序颠倒：不重，不漏', async () => {
    await connected(ground)
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept', 'review'])
    const jobs = ground.world.jobs.filter(({ reaction }) => reaction === 'upper-exchange.report')
    ground.world.jobs.push(...jobs.toReversed(), ...jobs)
    await ground.world.settle()
    const made = await rows(ground)
    assert.deepEqual(made.map(({ version }) => version), made.map(() => 1))
    assert.equal(made.length, (await ours(found.id)).size)
  })

  it('后来的事改了报过的行：版本加一；没送出过的就地改，不留半成品', async () => {
    await connected(ground, { families: ['national'] })
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept'])
    await ground.world.settle()
    await quiet(ground)
    await led(ground, found.id, ['extend', 'review', 'approve', 'issue', 'deliver'])
    await ground.world.settle()
    const made = await rows(ground, "tbl in ('up_pro_accept', 'up_pro_result')")
    assert.deepEqual(
      made.map(({ table, version, state }) => [table, version, state]),
      [
        ['up_pro_accept', 1, 'accepted'],
        ['up_pro_accept', 2, 'waiting'],
        ['up_pro_result', 1, 'queued'],
      ],
    )
    await quiet(ground)
    await led(ground, found.id, ['rate'])
    await ground.world.settle()
    await quiet(ground)
    assert.deepEqual((await rows(ground, "tbl = 'up_pro_result'")).map(({ version, state }) => [version, state]), [[1, 'replaced'], [2, 'accepted']])
    const [result] = [...ground.upper.store.rows.values()].filter(({ table }) => table === 'up_pro_result')
    assert.partialDeepStrictEqual(result, { version: 2, columns: { satisfaction: '1', cd_operation: 'U', result_type: '1' } }, '5 非常满意在 A.8 里是 1')
  })

  it('姓名和写下的意见在库里、在路上都是密文；审计记录里写着送了几行，没有个人信息', async () => {
    await connected(ground)
    await lived(ground)
    await quiet(ground)
    const kept = JSON.stringify(await runSql(ground.database, 'select * from upper_exchange.row'))
    for (const word of [LIN.name, '符合条件']) assert(!kept.includes(word), word)
    const accept = [...ground.upper.store.rows.values()].find(({ table }) => table === 'up_pro_accept')
    assert.equal(accept?.columns['contact_name'], LIN.name, '对方用密钥打得开')
    const audit = await runSql<{ what: string; detail: unknown }>(ground.database, "select what, detail from audit.entry where what = '向上级平台报送'")
    assert(audit.length > 0)
    assert.doesNotMatch(JSON.stringify(audit), new RegExp(LIN.name))
  })
})

describe('对方不好', () => {
  it('连不上：办件照走，一行不丢；越等越久；好了以后接着送', async () => {
    await connected(ground)
    ground.upper.behaviours.add('dead')
    const caseId = await lived(ground)
    await quiet(ground)
    for (let round = 0; round < 4; round += 1) { later(ground, 2 ** round); await turn(ground) }
    const { connection } = await cityNow()
    assert.partialDeepStrictEqual(connection, { failures: 5, reason: '连不上对方，或者连接中断' })
    ground.upper.behaviours.clear()
    assert.equal(await turn(ground), false, '还没有到再试的时候')
    later(ground, 600)
    await quiet(ground)
    assert.deepEqual(held(ground), await ours(caseId))
    assert.partialDeepStrictEqual((await cityNow()).connection, { failures: 0, reason: null })
  })

  it('收下了却没有答复：再送一次，对方认得，不成两行', async () => {
    await connected(ground)
    ground.upper.behaviours.add('unanswered')
    const caseId = await lived(ground)
    await quiet(ground)
    ground.upper.behaviours.clear()
    later(ground, 600)
    await quiet(ground)
    assert.deepEqual(held(ground), await ours(caseId))
    assert(ground.upper.store.repeated > 0)
    assert.deepEqual(ground.upper.store.complaints, [])
  })

  it('答复是乱码、签名不对、次序颠倒又漏掉一半、说两遍：都不当真，最后一行不少', async () => {
    await connected(ground)
    const caseId = await lived(ground)
    ground.upper.behaviours.add('garbled')
    await turn(ground)
    assert.equal((await cityNow()).connection?.reason, '答复不是 JSON')
    ground.upper.behaviours.clear()
    const right = ground.upper.secret
    ground.upper.secret = 'ab'.repeat(32)
    later(ground, 600)
    await turn(ground)
    assert.equal((await cityNow()).connection?.reason, '对方答复 403')
    ground.upper.secret = right
    ground.upper.behaviours.add('disorder').add('duplicating')
    for (let round = 0; round < 40; round += 1) { later(ground, 600); await quiet(ground) }
    assert.deepEqual(held(ground), await ours(caseId))
    assert.equal((await rows(ground, "state in ('waiting', 'queued')")).length, 0)
  })

  it('单独送了许多次都不成、别的送得到：交给人看，不挡别的办件', async () => {
    await connected(ground)
    await lived(ground)
    await quiet(ground)
    await lived(ground, ['accept'])
    await runSql(
      ground.database,
      `update upper_exchange.row set attempts = ${ALONE_MAX}, tried_at = $1::timestamptz - interval '1 hour' where state = 'waiting' and tbl = 'EX_GDBS_SB'`,
      [ground.world.now],
    )
    ground.upper.behaviours.add('dead')
    later(ground, 600)
    await turn(ground)
    assert.deepEqual((await rows(ground, "state = 'rejected'")).map(({ table, reason }) => [table, reason]), [['EX_GDBS_SB', '单独送了 8 次都不成，别的送得到：连不上对方，或者连接中断']])
  })
})

describe('接通与补报', () => {
  it('从某天起补报以前收的：一段一段，中断了接着来，已经报过的不重报；进度看得见', async () => {
    const ids = [await lived(ground), await lived(ground), await lived(ground)]
    await connected(ground)
    await runSql(ground.database, 'update upper_exchange.peer set backfill_after = $1', [ids.toSorted()[0]])
    const live = await lived(ground)
    await filledIn(ground)
    await quiet(ground)
    const reported = new Set((await runSql<{ id: string }>(ground.database, 'select distinct case_id as id from upper_exchange.row')).map(({ id }) => id))
    assert.deepEqual([...reported].toSorted(), [...ids.toSorted().slice(1), live].toSorted(), '从停下的那一件以后接着来')
    assert.partialDeepStrictEqual((await cityNow()).connection, { backfillDone: 3, backfillTotal: 4 })
    assert.deepEqual((await rows(ground)).filter(({ version }) => version > 1), [])
  })

  it('后来加报一类：以前的件也补上，原来的一行不动', async () => {
    await connected(ground, { families: ['national'] })
    const caseId = await lived(ground)
    await filledIn(ground)
    await quiet(ground)
    const before = await rows(ground)
    await ground.world.as(ADMIN, (call) => connect(call, 'city', { url: ground.upper.url, families: ['national', 'rating'] }))
    await filledIn(ground)
    await quiet(ground)
    assert.deepEqual((await rows(ground)).filter(({ table }) => table !== 'APPRATE'), before)
    assert.deepEqual((await rows(ground, `case_id = '${caseId}' and tbl = 'APPRATE'`)).map(({ version, state }) => [version, state]), [[1, 'accepted']])
  })

  it('起报日可以改早，不能改晚，不能在将来', async () => {
    await connected(ground)
    const on = (day: string) => ground.world.as(BUREAU, (call) => switchOn(call, 'city', day))
    await assert.rejects(on('2026-03-03'), /不能晚于今天/)
    await assert.rejects(on('2026-02-30'), /没有 2026-02-30 这一天/)
    await on('2026-01-01')
    await assert.rejects(on('2026-01-02'), /已经从 2026-01-01 起报过/)
  })

  it('地址要在运维允许的主机里，对外要 https；密钥只出现一次', async () => {
    const hosts = new Set(['upper.example.gov.cn', '127.0.0.1:9'])
    assert.equal(addressIn('https://upper.example.gov.cn/exchange/', hosts), 'https://upper.example.gov.cn/exchange')
    assert.equal(addressIn('http://127.0.0.1:9', hosts), 'http://127.0.0.1:9')
    for (const [url, message] of [
      ['http://upper.example.gov.cn', /要用 https/],
      ['https://other.example.cn', /还没有允许/],
      ['https://a:b@upper.example.gov.cn', /不能带账号/],
      ['ftp://x', /完整的网址/],
    ] as const) {
      assert.throws(() => addressIn(url, hosts), message)
    }
    const again = (newSecret: boolean) => ground.world.as(ADMIN, (call) => connect(call, 'city', { url: ground.upper.url, families: ['rating'], newSecret }))
    await connected(ground)
    assert.equal((await again(false)).secret, null)
    assert.match(String((await again(true)).secret), /^[0-9a-f]{64}$/)
    await assert.rejects(ground.world.as(BUREAU, (call) => switchOn(call, 'province', FIRST_DAY)), /还没有登记省平台/)
  })
})
