import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { applicationWorkflow } from '../../applications/workflow.ts'
import { AGENT, filed, FIRST_DAY, hall, INSTANT, ITEM, led, LIN, SUPERVISOR, type Hall } from '../../applications/hall.test-support.ts'
import { readLog } from '../log-reading/read-log.ts'
import { mine } from '../mine.ts'
import { askFor } from '#base/computations'
import { refuseUnsound, type Asked } from './asked.ts'
import { surveyCases, type By } from './cases.ts'
import { choices } from './choices.ts'
import { SURVEY, surveyView } from './view.ts'
import { workOff } from './work-off.ts'
import { surveyText } from './written-out.ts'

const WHOLE = ['accept', 'review@2026-03-04', 'approve@2026-03-06', 'issue', 'deliver@2026-03-09']
const HISTORIES: readonly (readonly [day: string, steps: readonly string[]])[] = [
  [FIRST_DAY, WHOLE], [FIRST_DAY, WHOLE],
  [FIRST_DAY, ['requestCorrection@2026-03-03', 'supplement@2026-03-05', 'accept@2026-03-06', 'review', 'deny@2026-03-25']],
  [FIRST_DAY, ['accept', 'startSpecialProcedure@2026-03-04', 'endSpecialProcedure@2026-03-11', 'review', 'approve']],
  ['2026-03-10', ['requestCorrection']],
]
const TODAY = '2026-03-30'

let ground: Hall
const folder = mkdtempSync(join(tmpdir(), 'chunfeng-surveys-'))
before(async () => {
  ground = await hall()
  for (const [day, steps] of HISTORIES) {
    ground.world.today = day
    await led(ground, (await filed(ground, LIN)).found.id, steps)
  }
  ground.world.today = TODAY
  await filed(ground, AGENT, { itemCode: INSTANT.code })
  await ground.world.follow()
})
after(() => { rmSync(folder, { recursive: true, force: true }); return ground.close() })

const ask = (asked: Partial<Asked> = {}) => ground.world.as(SUPERVISOR, (call) => {
  const whole: Asked = { type: 'application', ...asked }
  refuseUnsound(call.kernel, whole)
  return askFor(call, SURVEY, whole, undefined)
})
const view = (id: string) => ground.world.as(SUPERVISOR, (call) => surveyView(call, id))
const cases = (id: string, by: By, value?: string) =>
  ground.world.as(SUPERVISOR, (call) => surveyCases(call, id, { by, ...(value !== undefined && { value }) }))
const worked = () => workOff({ database: ground.database, kernel: ground.world.kernel, now: ground.world.now, today: ground.world.today })

async function surveyed(asked: Partial<Asked> = {}) {
  const id = await ask(asked)
  while (await worked());
  const { result, ...survey } = await view(id)
  assert(result, survey.state)
  return { id, survey, result }
}

describe('从办件记录看实际流程', () => {
  it('走法、先后、返工、换手、用时，和办过的一样', async () => {
    const { survey, result: { matching, mined, variants, edges, rework, handovers, timeUse } } = await surveyed()
    assert.deepEqual([survey.state, survey.done, survey.total, matching], ['done', 6, 6, 6])
    assert.deepEqual([mined.cases, mined.variants, mined.topVariantCases], [6, 5, 2])
    assert.deepEqual(variants[0]?.activities, ['提交申请', '受理', '审查', '准予', '制证', '送达'])
    const accepted = edges.find(({ from, to }) => from === '提交申请' && to === '受理')
    assert.deepEqual([accepted?.count, accepted?.cases], [3, 3])
    assert.deepEqual(edges.find(({ from, to }) => from === '受理' && to === '审查')?.workingDays, { mean: 1.33, median: 2, p90: 2 })
    assert.deepEqual(rework.returns.map(({ label, cases: count }) => [label, count]), [['待受理', 1], ['审查中', 1]])
    assert.equal(handovers.total, mined.handovers)
    assert.equal(handovers.betweenOffices.reduce((sum, { count }) => sum + count, 0), handovers.total)
    // 一次性告知那两件：等申请人 2 天（03-03 到 03-05），还有一件从 03-10 等到今天。
    assert.deepEqual([timeUse.applicant.workingDays, timeUse.applicant.cases, timeUse.special.workingDays], [2 + 14, 2, 5])
  })

  it('按事项、部门、时段、件数选；没有的一件也不算，件数不够时说共有多少', async () => {
    assert.equal((await surveyed({ item: INSTANT.code })).result.mined.cases, 1)
    assert.equal((await surveyed({ from: '2026-03-10', to: '2026-03-10', item: ITEM.code })).result.mined.cases, 1)
    assert.equal((await surveyed({ organisation: 'nobody' })).result.mined.cases, 0)
    const { survey, result } = await surveyed({ cases: 2 })
    assert.deepEqual([result.matching, survey.total, result.mined.cases], [6, 2, 2])
  })

  it('每个数字都打开得到它的办件，一件不多，一件不少；里面没有人、没有填的内容', async () => {
    const { id, result } = await surveyed()
    const opened: [By, string | undefined, number][] = [
      ['all', undefined, result.mined.cases], ['repeating', undefined, result.mined.casesWithRepeatedActivity], ['handovers', '1', result.handovers.cases],
      ['deviating', undefined, result.mined.cases - result.conformance.fittingCases],
      ...result.variants.map((way, index): [By, string, number] => ['variant', String(index + 1), way.cases]),
      ...result.edges.map(({ from, to, cases: count }): [By, string, number] => ['pair', `${from} → ${to}`, count]),
      ...result.rework.repeated.map(({ activity, cases: count }): [By, string, number] => ['repeated', activity, count]),
      ...result.rework.returns.map(({ state, cases: count }): [By, string, number] => ['returned', state, count]),
      ...Object.entries(result.timeUse).map(([kind, { cases: count }]): [By, string, number] => ['time', kind, count]),
      ...result.bottlenecks.map(({ key, cases: count }): [By, string, number] => ['stay', key, count]),
    ]
    for (const [by, value, count] of opened) {
      const found = await cases(id, by, value)
      assert.deepEqual([found.total, found.cases.length], [count, count], `${by} ${value}`)
      for (const secret of [LIN.name, '"lin"', '某公司', '小溪', '王某', 'reviewer']) assert(!JSON.stringify(found).includes(secret), `${by} ${secret}`)
    }
    for (const value of ['0', '-1', 'x', '999999', "1' or true"]) assert.equal((await cases(id, 'variant', value)).total, 0, value)
  })

  it('瓶颈按耽误的工作日排：超过这一环节期限的在前；等着的也算到今天；打开时耽误最多的在前', async () => {
    const { id, result: { bottlenecks } } = await surveyed()
    const [worst] = bottlenecks
    assert(worst)
    const lost = bottlenecks.map(({ lostDays }) => lostDays)
    assert.deepEqual(lost, lost.toSorted((one, other) => other - one))
    const waiting = bottlenecks.find(({ state }) => state === 'correcting')
    // 补正的期限是 03-24（03-10 起十个工作日），到 03-30 还没有补正。
    assert.deepEqual([waiting?.turn, waiting?.stays, waiting?.open, waiting?.lateStays, waiting?.lateDays], ['applicant', 2, 1, 1, 4])
    const found = await cases(id, 'stay', waiting?.key)
    assert.deepEqual(found.cases.map(({ late }) => late), [4, 0])
  })

  it('记录都照声明的流程走；有人绕过程序写进一步，看得出是哪件、哪一步、差在哪', async () => {
    const { result: { conformance } } = await surveyed()
    assert.deepEqual([conformance.fitness, conformance.fittingCases, conformance.deviations], [1, 6, []])
    const { found } = await filed(ground, LIN)
    await runSql(ground.database, `
      insert into kernel.event (case_id, seq, at, on_day, kind, actor_id, actor_name,
        actor_organisation, relation, from_state, to_state, data, case_sm3, previous_hash, hash)
      select case_id, 2, at, on_day, 'application.approve', 'window', '窗口', 'hall', 'window', 'submitted', 'approved', '{}', case_sm3, hash, 'x'
      from kernel.event where case_id = $1 and seq = 1`, [found.id])
    await ground.world.follow()
    const { id, result } = await surveyed()
    assert.deepEqual(
      [result.conformance.fittingCases, result.conformance.deviations.map(({ sentence, cases: count }) => [sentence, count])],
      [6, [['“准予”办在“待受理”，声明的是“审查中”、“待决定”', 1]]],
    )
    assert.deepEqual((await cases(id, 'deviation', result.conformance.deviations[0]?.key)).cases.map(({ caseId }) => caseId), [found.id])
    assert(result.conformance.fitness < 1)
  })

  it('可以拿别的版本来比；没有的版本、没有的种类、不对的日子说怎么改', async () => {
    assert.equal((await surveyed({ against: applicationWorkflow.version })).survey.asked.against, applicationWorkflow.version)
    for (const asked of [{ against: 999 }, { type: 'nothing' }, { from: '2026-02-30' }, { from: '2026-03-02', to: '2026-03-01' }])
      await assert.rejects(ask(asked), { code: 'invalid' }, JSON.stringify(asked))
  })
})

describe('写成事件日志', () => {
  it('XES 和 CSV 读回来，每个数字都和这份分析一样；没有一个人的名字', async () => {
    const { id, result: { mined: { transitions: _, ...expected } } } = await surveyed()
    for (const format of ['xes', 'csv'] as const) {
      const file = join(folder, `log.${format}`)
      const text = await ground.world.as(SUPERVISOR, async (call) => (await Array.fromAsync(await surveyText(call, id, format))).join(''))
      writeFileSync(file, text)
      const { transitions, ...found } = mine((await readLog(file)).log)
      assert.deepEqual([found, transitions], [expected, { complete: expected.events }])
      for (const secret of ['lin', '林小溪', '"window"', 'reviewer', '小溪面馆']) assert(!text.includes(secret), secret)
    }
  })

  it('后来又办了几步，这份分析和它的日志不变', async () => {
    const { id, result } = await surveyed({ from: FIRST_DAY, to: '2026-03-09' })
    const { found } = await filed(ground, LIN)
    await led(ground, found.id, ['accept'])
    const [first] = (await cases(id, 'variant', '1')).cases
    assert(first)
    await led(ground, first.caseId, ['archive'])
    await ground.world.follow()
    const text = await ground.world.as(SUPERVISOR, async (call) => (await Array.fromAsync(await surveyText(call, id, 'csv'))).join(''))
    assert.equal(text.trimEnd().split('\n').length - 1, result.mined.events)
    assert(!text.includes(found.number))
  })

  it('还没有算完的、不存在的，说怎么办', async () => {
    const id = await ask()
    await assert.rejects(ground.world.as(SUPERVISOR, (call) => surveyText(call, id, 'csv')), { code: 'conflict' })
    await assert.rejects(view('00000000-0000-0000-0000-000000000000'), { code: 'not-found' })
    while (await worked());
  })
})

describe('可以选的', () => {
  it('种类、部门、事项，有几件', async () => {
    const { types, groups } = await ground.world.as(SUPERVISOR, choices)
    const [first] = types
    assert.deepEqual([first?.type, first?.cases], [
      'application', groups.filter(({ type }) => type === 'application').reduce((sum, { cases: count }) => sum + count, 0),
    ])
    assert(groups.some(({ item }) => item === INSTANT.code))
  })
})
