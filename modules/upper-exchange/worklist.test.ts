import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { FIRST_DAY, filed, led, LIN } from '../applications/hall.test-support.ts'
import {
  BUREAU, afresh, connected, exchange, expected, held, later, lived, quiet, rows, turn, type Exchange,
} from './exchange.test-support.ts'
import { dropRow, mendRow, resendRows } from './outbox/mend.ts'
import { compared } from './reconcile/compare.ts'
import { askForDay } from './reconcile/days.ts'
import { guidOf } from './outbox/stamp.ts'
import { days, downIn, rowOf, rowsIn } from './views.ts'

let ground: Exchange
before(async () => { ground = await exchange() })
after(() => ground.close())
beforeEach(async () => {
  await afresh(ground)
  ground.world.today = FIRST_DAY
  await runSql(ground.database, "update kernel.case set opened_at = opened_at - interval '400 days'")
  await connected(ground)
})

const bureau = <Result>(work: (call: Call) => Promise<Result>): Promise<Result> => ground.world.as(BUREAU, work)
const rejected = () => bureau((call) => rowsIn(call, { peer: 'city', state: 'rejected' }))
const day = async (on = FIRST_DAY) => (await bureau((call) => days(call, 'city'))).days.find((one) => one['day'] === on) ?? assert.fail()

/** A case whose first row is wrong by a rule: nothing else of it in this family goes out before that is mended. */
async function wrong(): Promise<string> {
  const { found } = await filed(ground)
  await ground.world.settle()
  await runSql(ground.database, `update upper_exchange.row set columns = columns || '{"SQRLX":"7"}' where case_id = $1 and tbl = 'EX_GDBS_SB'`, [found.id])
  await quiet(ground)
  return found.id
}

describe('退回数据', () => {
  it('不合规则的退回来，说明为什么；同一件后面的等着，别的件照送；改好以后版本加一，接着送', async () => {
    const caseId = await wrong()
    await led(ground, caseId, ['accept'])
    const other = await lived(ground, ['accept'])
    await quiet(ground)
    const { rows: [row = assert.fail()] } = await rejected()
    assert.partialDeepStrictEqual(row, { table: 'EX_GDBS_SB', version: 1, reason: 'SQRLX 申请人类型只能是 1（个人）、2（企业）、3（其他）' })
    assert.deepEqual((await rows(ground, `case_id = '${caseId}' and state in ('waiting', 'queued')`)).map(({ table }) => table), [
      'EX_GDBS_SBCL', 'EX_GDBS_SBCL', 'EX_GDBS_SL',
    ])
    assert.deepEqual(await rows(ground, `case_id = '${other}' and state <> 'accepted'`), [])
    await assert.rejects(
      bureau((call) => mendRow(call, row.id, { changes: { SQRLX: '8' }, reason: '改错了' })),
      (error) => error instanceof Refusal && error.fields[0]?.path === 'changes.SQRLX',
    )
    await assert.rejects(bureau((call) => mendRow(call, row.id, { changes: { SQRLX: '1', PROJECT_CODE: 'x'.repeat(25) }, reason: '太长' })),
      (error) => error instanceof Refusal && error.fields[0]?.message === '投资项目统一编码最多 24 个字')
    const { version } = await bureau((call) => mendRow(call, row.id, { changes: { SQRLX: '1' }, reason: '申请人是个人' }))
    await quiet(ground)
    assert.equal(version, 2)
    assert.deepEqual(await rows(ground, `case_id = '${caseId}' and state not in ('accepted', 'replaced')`), [])
    const sent = [...ground.upper.store.rows.values()].find(({ guid }) => guid === guidOf({ peer: 'city', table: 'EX_GDBS_SB', caseId, sequence: 1 }))
    assert.partialDeepStrictEqual(sent, { version: 2, columns: { SQRLX: '1', VERSION: '2' } })
  })

  it('改过的留着：后来的事又改这一行，人改的那一列不变回去', async () => {
    const { found } = await filed(ground)
    await led(ground, found.id, ['accept'])
    await ground.world.settle()
    ground.upper.behaviours.add('rejecting')
    await quiet(ground)
    ground.upper.behaviours.clear()
    await runSql(ground.database, "update upper_exchange.row set state = 'rejected' where case_id = $1 and tbl = 'up_pro_accept'", [found.id])
    const { rows: found2 } = await rejected()
    const row = found2.find(({ table }) => table === 'up_pro_accept') ?? assert.fail()
    await bureau((call) => mendRow(call, row.id, { changes: { zip_code: '510800' }, reason: '补邮编' }))
    await quiet(ground)
    await led(ground, found.id, ['extend'])
    await ground.world.settle()
    for (let round = 0; round < 6; round += 1) { const { rows: back } = await rejected(); await bureau((call) => resendRows(call, back.map(({ id }) => id))); await quiet(ground) }
    const sent = [...ground.upper.store.rows.values()].find(({ guid }) =>
      guid === guidOf({ peer: 'city', table: 'up_pro_accept', caseId: found.id, sequence: 1 }))
    assert.partialDeepStrictEqual(sent, { columns: { zip_code: '510800', promise_date: '2026-03-23' } })
  })

  it('编号、版本、扣下的个人信息不能改；没有的列不能添；处理过的不能再处理；理由要写', async () => {
    const caseId = await wrong()
    const { rows: [row = assert.fail()] } = await rejected()
    for (const name of ['SBLSH', 'VERSION', 'NAME'])
      await assert.rejects(bureau((call) => mendRow(call, row.id, { changes: { [name]: '1' }, reason: '试试' })), /有的列不能改/, name)
    const both = await Promise.allSettled([1, 2].map(() => bureau((call) => mendRow(call, row.id, { changes: { SQRLX: '1' }, reason: '两人同时' }))))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(bureau((call) => dropRow(call, row.id, '不报了')), /已经有人处理过/)
    assert.deepEqual((await rows(ground, `case_id = '${caseId}' and tbl = 'EX_GDBS_SB'`)).map(({ version, state }) => [version, state]), [[1, 'replaced'], [2, 'waiting']])
  })

  it('不再上报的，后面的接着走，后来的事也不让它回来', async () => {
    const caseId = await wrong()
    const { rows: [row = assert.fail()] } = await rejected()
    await bureau((call) => dropRow(call, row.id, '重复登记的件'))
    await led(ground, caseId, ['accept'])
    await ground.world.settle()
    await quiet(ground)
    assert.deepEqual((await rows(ground, `case_id = '${caseId}' and family = 'guangdong'`)).map(({ table, state }) => [table, state]), [
      ['EX_GDBS_SB', 'dropped'], ['EX_GDBS_SBCL', 'accepted'], ['EX_GDBS_SBCL', 'accepted'], ['EX_GDBS_SL', 'accepted'],
    ])
  })

  it('打开一行：每列的规则、是不是默认值；个人信息只说有，不给看', async () => {
    const caseId = await lived(ground, ['accept'])
    await quiet(ground)
    const [accept = assert.fail()] = await rows(ground, `case_id = '${caseId}' and tbl = 'up_pro_accept'`)
    const shown = await bureau((call) => rowOf(call, accept.id))
    const columnOf = (name: string) => shown.columns.find((one) => one.name === name)
    assert.partialDeepStrictEqual(columnOf('contact_name'), { value: null, isKept: true, personal: 'sealed' })
    assert.match(columnOf('project_no')?.rule ?? '', /^必填（默认值）；最多 50 个字$/)
    assert.doesNotMatch(JSON.stringify(shown), new RegExp(LIN.name))
  })
})

describe('对账', () => {
  it('说收下其实丢了的：对账找得到，原样补送，对平；改了的交给人看', async () => {
    ground.upper.behaviours.add('losing')
    const caseId = await lived(ground)
    await quiet(ground)
    ground.upper.behaviours.clear()
    const all = await expected(ground, 'city')
    const mine = new Set((
      await runSql<{ guid: string }>(ground.database, 'select guid from upper_exchange.row where case_id = $1', [caseId])).map(({ guid }) => guid),
    )
    assert(ground.upper.store.rows.size < mine.size, '丢了一些')
    await bureau((call) => askForDay(call, 'city', FIRST_DAY))
    await quiet(ground)
    assert.match(JSON.stringify((await day())['tables']), /"lost":[1-9]/)
    later(ground, 10)
    await quiet(ground)
    assert.equal((await day())['state'], 'even')
    assert.deepEqual(held(ground), new Map([...all].filter(([guid]) => mine.has(guid))))
    const [some] = ground.upper.store.rows.values()
    if (some) ground.upper.store.rows.set(some.guid, { ...some, columns: { ...some.columns, remark: '改' } })
    await bureau((call) => askForDay(call, 'city', FIRST_DAY))
    later(ground, 10)
    await quiet(ground)
    assert.deepEqual((await rejected()).rows.map(({ reason }) => reason), ['对账时上级的内容与报送的不同，请核对以后重报'])
  })

  it('当天的不急；过了半夜自己对；没有报过的日子对不了；对方多出来的看得见', async () => {
    await lived(ground, ['accept'])
    await quiet(ground)
    assert.equal((await day())['checkedAt'], null)
    ground.upper.store.rows.set('f'.repeat(32), { table: 'EX_GDBS_SB', guid: 'f'.repeat(32), version: 1, day: FIRST_DAY, columns: {} })
    ground.world.today = '2026-03-03'
    await quiet(ground)
    assert.equal((await day())['state'], 'uneven')
    assert.match(JSON.stringify((await day())['tables']), /"extra":1/)
    await assert.rejects(bureau((call) => askForDay(call, 'city', '2025-01-01')), /没有报送过/)
  })

  it('两边各列一张单子：丢的、改的、多的、重的，一个不漏，一个不冤', () => {
    const guid = fc.integer({ min: 0, max: 12 }).map((number) => `g${number}`)
    const held = fc.record({ guid, version: fc.integer({ min: 1, max: 2 }), digest: fc.constantFrom('a', 'b') })
    fc.assert(fc.property(fc.uniqueArray(held, { selector: ({ guid: one }) => one }), fc.array(held), (own, theirs) => {
      const { lost, altered, extra, doubled } = compared(own.map((row) => ({ ...row, id: row.guid })), theirs)
      for (const row of own) {
        const same = theirs.filter((one) => one.guid === row.guid && one.version === row.version)
        assert.equal(lost.some(({ id }) => id === row.guid), same.length === 0)
        assert.equal(altered.some(({ id }) => id === row.guid), same.length > 0 && same.every(({ digest }) => digest !== row.digest))
        assert.equal(doubled.includes(row.guid), theirs.filter((one) => one.guid === row.guid).length > 1)
      }
      assert.deepEqual(new Set(extra), new Set(theirs.map((one) => one.guid).filter((one) => own.every((row) => row.guid !== one))))
    }))
  })
})

describe('下发的数据', () => {
  it('退回的按最新一版进退回数据；说两遍、说以前的一版、说没有的行，都不动别的', async () => {
    const caseId = await lived(ground, ['accept'])
    await quiet(ground)
    const guid = guidOf({ peer: 'city', table: 'up_pro_accept', caseId, sequence: 1 })
    const back = (id: string, columns: Record<string, string>) => ground.upper.store.down.push({ id, table: 'dn_audit_abnormal', columns })
    ground.upper.behaviours.add('duplicating')
    back('1', { table_row_guid: guid, table_cd_batch: '202603020009', remark: '旧的' })
    back('2', { table_row_guid: 'no', remark: '没有的' })
    back('3', { table_row_guid: guid, table_cd_batch: '202603020001', err_type: '数据质检', remark: '姓名不对' })
    later(ground, 60)
    await quiet(ground)
    assert.deepEqual((await rejected()).rows.map(({ reason }) => reason), ['数据质检：姓名不对'])
    const { messages } = await bureau((call) => downIn(call, 'city'))
    assert.deepEqual(messages.map((one) => Object(one).reason).toSorted(), ['已进退回数据', '没有报过这一行', '说的是以前的一版，已经有新的了'].toSorted())
    assert.equal(ground.upper.store.down.length, 0)
  })
})
