import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { BUREAU, HALL, hallGround, HOURS, ITEM, OTHER_ITEM, type HallGround } from '../hall.test-support.ts'
import { keepGroup, keepPlace, keepWindow } from './keep.ts'
import { isMachineKey, issueMachineKey } from './machine-key.ts'
import { hallOf } from './register.ts'
import { endException, exceptionsOf, grantException, seatItem, type ExceptionEntry } from './residents.ts'
import { importRegister, registerCsv } from './sheet.ts'
import { standingCounts, standingItems } from './standing.ts'

let ground: HallGround
before(async () => { ground = await hallGround() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = '2026-03-02'
  await runSql(ground.database, 'truncate hall.exception')
  await bureau((call) => seatItem(call, ITEM.code, [ground.windows.A01, ground.windows.A02]))
  await bureau((call) => seatItem(call, OTHER_ITEM.code, []))
})

const bureau = <Result>(work: (call: Call) => Promise<Result>): Promise<Result> => ground.world.as(BUREAU, work)
const counts = () => standingCounts(ground.database, ground.world.today)
const standingOf = async (code: string) => (await bureau((call) => standingItems(call, { page: 1 }))).items.find((item) => item.code === code)
const EXCEPTION: ExceptionEntry = {
  itemCode: OTHER_ITEM.code, kind: 'site', reason: '要在专门的场地现场核验', basis: '某某〔2026〕1 号', approver: '区政务服务管理机构', approvedOn: '2026-03-01', untilOn: '2026-03-31',
}
const grant = (changes: Partial<ExceptionEntry> = {}) => bureau((call) => grantException(call, { ...EXCEPTION, ...changes }))

describe('应进必进', () => {
  it('没有登记窗口、又没有例外的，是应进未进；登记了就进了', async () => {
    assert.deepEqual(await counts(), {
      in: 1,
      missing: 1,
      expired: 0,
      excepted: 0,
      must: 2,
      general: 1,
      residentRate: { part: 1, whole: 2, percent: 50 },
      generalRate: { part: 1, whole: 1, percent: 100 },
    })
    await bureau((call) => seatItem(call, OTHER_ITEM.code, [ground.windows.B01]))
    const after = await counts()
    assert.deepEqual([after.residentRate.percent, after.generalRate.percent], [100, 50])
  })

  it('经批准的例外不算在应进里，到期那天还算，第二天就是毛病', async () => {
    await grant()
    assert.deepEqual((await counts()).residentRate, { part: 1, whole: 1, percent: 100 })
    ground.world.today = '2026-03-31'
    assert.equal((await standingOf(OTHER_ITEM.code))?.standing, 'excepted')
    ground.world.today = '2026-04-01'
    assert.deepEqual([(await standingOf(OTHER_ITEM.code))?.standingLabel, (await counts()).residentRate.percent], ['例外已到期，仍未进驻', 50])
    await bureau((call) => seatItem(call, OTHER_ITEM.code, [ground.windows.A01]))
    assert.equal((await counts()).residentRate.percent, 100)
  })

  it('每个数字打开就是它的名单：数目一样', async () => {
    await grant({ itemCode: ITEM.code })
    const all = await counts()
    for (const standing of ['in', 'missing', 'expired', 'excepted', 'must'] as const) {
      assert.equal((await bureau((call) => standingItems(call, { standing, page: 1 }))).total, all[standing], standing)
    }
    assert.equal((await bureau((call) => standingItems(call, { isGeneral: true, page: 1 }))).total, all.general)
  })

  it('窗口停用了，在那里办的事项就不再算进驻', async () => {
    const window = { hall: HALL, letter: 'A', kind: 'general', organisation: 'hall', hours: HOURS } as const
    for (const number of ['A01', 'A02']) await bureau((call) => keepWindow(call, { ...window, number, active: false }))
    assert.equal((await standingOf(ITEM.code))?.standing, 'missing')
    for (const number of ['A01', 'A02']) await bureau((call) => keepWindow(call, { ...window, number, active: true }))
    assert.deepEqual((await standingOf(ITEM.code))?.windows.map(({ number }) => number), ['A01', 'A02'])
  })

  it('按名称、编码、单位找；百分号不是通配', async () => {
    const total = async (filter: object) => (await bureau((call) => standingItems(call, { ...filter, page: 1 }))).total
    assert.deepEqual(
      [
        await total({ q: '个体户' }),
        await total({ q: ITEM.code }),
        await total({ q: '%' }),
        await total({ organisation: ITEM.organisation }),
        await total({ organisation: 'tax' }),
      ],
      [1, 1, 0, 2, 0],
    )
  })
})

describe('不进驻的例外', () => {
  it('写明哪一类、理由、依据、谁批的、到哪天；一个事项同时只有一条', async () => {
    const { id } = await grant()
    const [found] = await exceptionsOf(ground.database, OTHER_ITEM.code)
    assert.deepEqual([found?.kind, found?.basis, found?.approver, found?.untilOn, found?.endedOn], [
      'site', EXCEPTION.basis, EXCEPTION.approver, '2026-03-31', null,
    ])
    await assert.rejects(grant(), { code: 'conflict', message: /先结束它/ })
    await bureau((call) => endException(call, id))
    await assert.rejects(bureau((call) => endException(call, id)), { code: 'not-found' })
    await grant()
    assert.equal((await exceptionsOf(ground.database, OTHER_ITEM.code)).length, 2)
  })

  const wrongs: Record<string, Partial<ExceptionEntry>> = {
    还没有批: { approvedOn: '2026-03-03' },
    已经过了: { approvedOn: '2026-01-01', untilOn: '2026-03-01' },
    没有这一天: { untilOn: '2026-02-30' },
  }
  for (const [title, changes] of Object.entries(wrongs)) it(`日子不对的不收：${title}`, () => assert.rejects(grant(changes), { code: 'invalid' }))

  it('没有的事项不收', () => assert.rejects(grant({ itemCode: 'SL9999999' }), { code: 'not-found' }))
})

describe('大厅和窗口', () => {
  it('同一个号再登记一次是修改，不是多一个', async () => {
    await bureau((call) => keepGroup(call, { hall: HALL, letter: 'B', name: '税务社保', slotMinutes: 20, seatsPerWindow: 3 }))
    const { groups } = await hallOf(ground.database, HALL)
    assert.deepEqual(groups.map(({ letter, name, slotMinutes, windows }) => [letter, name, slotMinutes, windows.length]), [
      ['A', '综合服务', 30, 2], ['B', '税务社保', 20, 1],
    ])
  })

  it('写错的说明怎样改', async () => {
    const place = { code: 'x1', name: '某大厅', kind: 'centre', organisation: 'hall', isExample: true } as const
    await assert.rejects(bureau((call) => keepPlace(call, { ...place, code: '大厅' })), { code: 'invalid', message: /小写字母/ })
    await assert.rejects(bureau((call) => keepPlace(call, { ...place, organisation: '没有' })), { code: 'invalid' })
    const group = { hall: HALL, letter: 'C', name: '别的', slotMinutes: 30, seatsPerWindow: 1 }
    await assert.rejects(bureau((call) => keepGroup(call, { ...group, letter: 'c' })), { code: 'invalid' })
    await assert.rejects(bureau((call) => keepGroup(call, { ...group, hall: 'no' })), { code: 'invalid' })
    await assert.rejects(bureau((call) => keepGroup(call, { ...group, name: '综合服务' })), { code: 'invalid', message: /同名/ })
    const window = { hall: HALL, letter: 'A', number: 'A09', kind: 'general', organisation: 'hall', hours: HOURS, active: true } as const
    await assert.rejects(bureau((call) => keepWindow(call, { ...window, letter: 'Z' })), { code: 'invalid' })
    await assert.rejects(bureau((call) => keepWindow(call, { ...window, hours: { 1: ['9点'] } })), { code: 'invalid', message: /09:00-12:00/ })
    await assert.rejects(bureau((call) => seatItem(call, ITEM.code, ['00000000-0000-4000-8000-000000000000'])), { code: 'invalid' })
  })

  it('取号机的口令只认最新的，只认自己的大厅', async () => {
    const { key: old } = await bureau((call) => issueMachineKey(call, HALL))
    const { key } = await bureau((call) => issueMachineKey(call, HALL))
    assert.deepEqual(
      [
        await isMachineKey(ground.database, HALL, key),
        await isMachineKey(ground.database, HALL, old),
        await isMachineKey(ground.database, 'xinhua', key),
        await isMachineKey(ground.database, HALL, undefined),
      ],
      [true, false, false, false],
    )
    await assert.rejects(bureau((call) => issueMachineKey(call, 'nowhere')), { code: 'not-found' })
  })
})

describe('进驻登记表', () => {
  const HEAD = '事项编码,事项名称,大厅代码,窗口号,进驻日期'
  const send = (lines: readonly string[], mode: 'check' | 'import' = 'import') => bureau((call) => importRegister(call, [HEAD, ...lines].join('\r\n'), mode))

  it('导出的表原样导入，什么也不变', async () => {
    const before = await registerCsv(ground.database)
    const report = await bureau((call) => importRegister(call, before, 'import'))
    assert.deepEqual([report.errorsTotal, report.added, report.removed, report.rows], [0, 0, 0, 2])
    assert.equal(await registerCsv(ground.database), before)
    const saved = before.replace(/(\d{4})-0?(\d+)-0?(\d+)\r/g, '$1/$2/$3\r')
    assert.notEqual(saved, before)
    assert.deepEqual((await bureau((call) => importRegister(call, saved, 'check'))).errors, [], '在表格软件里另存过，日子写成 2026/3/2')
  })

  it('先检查：说要加几条、去几条，什么也不写', async () => {
    const before = await registerCsv(ground.database)
    const report = await send([`${ITEM.code},,${HALL},B01,2026-02-01`], 'check')
    assert.deepEqual([report.items, report.added, report.removed], [1, 1, 2])
    assert.equal(await registerCsv(ground.database), before)
  })

  it('表里写到的事项照表，没写到的不动', async () => {
    await bureau((call) => seatItem(call, OTHER_ITEM.code, [ground.windows.A01]))
    await send([`${ITEM.code},随便写,${HALL},B01,2026-02-01`])
    const text = await registerCsv(ground.database)
    assert.match(text, new RegExp(`${ITEM.code},[^\n]*,centre,B01,2026-02-01`))
    assert.doesNotMatch(text, new RegExp(`${ITEM.code},[^\n]*A01`))
    assert.match(text, new RegExp(`${OTHER_ITEM.code},[^\n]*,centre,A01`))
  })

  it('有一行错，一行也不写；每行错在哪、怎么改都说', async () => {
    const before = await registerCsv(ground.database)
    const report = await send([
      `${ITEM.code},,${HALL},A01,`, `SL9999999,,${HALL},A01,`, `${ITEM.code},,nowhere,A01,`, `${ITEM.code},,${HALL},A99,`,
      `${ITEM.code},,${HALL},A02,2026-02-30`, `${ITEM.code},,${HALL},A02,2030-01-01`, `${ITEM.code},,${HALL},A01,`,
    ])
    assert.deepEqual(report.errors.map(({ line, column }) => [line, column]), [[3, '事项编码'], [4, '大厅代码'], [5, '窗口号'], [6, '进驻日期'], [7, '进驻日期'], [8, '窗口号']])
    for (const { reason, suggestion } of report.errors) assert(/\p{Script=Han}/u.test(reason) && /\p{Script=Han}/u.test(suggestion))
    assert.equal(await registerCsv(ground.database), before)
  })

  it('缺列的表不收', () => assert.rejects(bureau((call) => importRegister(call, '事项编码,窗口号\nx,y', 'check')), { code: 'invalid', message: /大厅代码/ }))
})
