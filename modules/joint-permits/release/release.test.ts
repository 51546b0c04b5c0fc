import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mayRelease, obstaclesTo, PERMITS, SETS, type Permit, type PermitSet, type Standing } from './gates.ts'
import { answerRelease, type ReleaseCase, type ReleaseEvent } from './history.ts'
import { answerReleaseLine } from './line.ts'
import { everySequence, membersOf, slowMay, slowRefused } from './slow-gates.test-support.ts'

const ON = '2026-03-02'
const ORDINARY = { specialWorks: false, fireDrawings: true }
const SPECIAL = { specialWorks: true, fireDrawings: false }
const passed = (permit: Permit): ReleaseEvent => ({ on: ON, what: 'reviewed', permit, result: 'passed' })
const failed = (permit: Permit): ReleaseEvent => ({ on: ON, what: 'reviewed', permit, result: 'refused' })
const released = (permit: Permit): ReleaseEvent => ({ on: ON, what: 'released', permit })
const outside = (permit: Permit): ReleaseEvent => ({ on: ON, what: 'issued-outside', permit })
const revoked = (permit: Permit): ReleaseEvent => ({ on: ON, what: 'revoked', permit })
const LAND: ReleaseEvent = { on: ON, what: 'land-document', kind: '国有建设用地使用权出让合同' }

function told(set: PermitSet, events: ReleaseEvent[], project: ReleaseCase['project'] = ORDINARY, chosen = true) {
  return answerRelease({ id: 'x', set, chosen, project, events })
}
const allPassed = (set: PermitSet) => SETS[set].map(passed)

describe('放行的顺序（城乡规划法40、建筑法8、消防法12）', () => {
  it('五证同一天全部审完：用地、规划、施工依次放行；施工许可不能先出', () => {
    const { mayRelease: may, order, refused } = told('five', [...allPassed('five'), released('SG')])
    assert.deepEqual(may, { YD: true, BD: true, RF: true, GC: false, SG: false })
    assert.deepEqual([order, refused], [['YD', 'BD', 'RF', 'GC', 'SG'], [5]])
  })

  it('四证：土地文件在手才有规划许可；特殊工程先有消防设计审查', () => {
    assert.deepEqual(told('four', allPassed('four'), SPECIAL).order, ['RF', 'XF'])
    assert.deepEqual(told('four', [...allPassed('four'), LAND], SPECIAL).order, ['RF', 'XF', 'GC', 'SG'])
  })

  it('不是特殊工程：消防设计审查不在其内，施工许可要有消防设计图纸', () => {
    const { mayRelease: may, order, refused } = told('four', [LAND, ...allPassed('four'), released('XF')])
    assert.deepEqual(Object.keys(may), ['RF', 'GC', 'SG'])
    assert.deepEqual([order, refused], [['RF', 'GC', 'SG'], [5]])
    assert.deepEqual(told('four', [LAND, ...allPassed('four')], { specialWorks: false, fireDrawings: false }).order, ['RF', 'GC'])
  })

  it('特殊工程只交图纸不够：五证里没有消防审查，要在外面取得', () => {
    const special = { specialWorks: true, fireDrawings: true }
    assert.deepEqual(told('five', allPassed('five'), special).order, ['YD', 'BD', 'RF', 'GC'])
    assert.deepEqual(told('five', [...allPassed('five'), outside('XF')], special).order, ['YD', 'BD', 'RF', 'GC', 'SG'])
  })

  it('在外面取得的算前证，也就不在待放行之列；再放行它要拒绝', () => {
    const { mayRelease: may, order, refused } = told('five', [...allPassed('five'), outside('GC'), released('GC')])
    assert.deepEqual(Object.keys(may), ['YD', 'BD', 'RF', 'SG'])
    assert.deepEqual([order, refused], [['YD', 'BD', 'RF', 'SG'], [6]])
    assert.deepEqual(told('four', [outside('BD'), passed('GC')]).order, ['GC'])
  })

  it('前证被撤销，门又关上；被撤销的要重新审查，已出的后证不因此作废', () => {
    const issued = [...allPassed('five'), released('YD'), released('RF'), released('GC')]
    assert.deepEqual(told('five', [...issued, revoked('GC')]).mayRelease, { BD: true, GC: false, SG: false })
    assert.deepEqual(told('five', [...issued, revoked('GC'), passed('GC')]).order, ['BD', 'GC', 'SG'])
    assert.deepEqual(told('five', [...issued, released('SG'), revoked('GC')]).mayRelease, { BD: true, GC: false })
  })

  it('最近一次审查算数；不予的不影响别的', () => {
    assert.deepEqual(told('five', [...allPassed('five'), failed('GC')]).order, ['YD', 'BD', 'RF'])
    assert.deepEqual(told('five', [failed('YD'), ...allPassed('five')]).order, ['YD', 'BD', 'RF', 'GC', 'SG'])
    assert.deepEqual(told('five', [passed('RF'), released('RF'), failed('RF')]).mayRelease, { YD: false, BD: false, GC: false, SG: false })
  })

  it('被拒绝的放行没有效果：出过的不能再出，没有审过的不能出', () => {
    assert.deepEqual(told('five', [passed('RF'), released('RF'), released('RF'), released('YD')]).refused, [2, 3])
    assert.deepEqual(told('five', [...allPassed('five'), released('GC'), released('SG')]).mayRelease, { YD: true, BD: true, RF: true, GC: false, SG: false })
  })

  it('退出联办不改变任何一道门', () => {
    const events: ReleaseEvent[] = [...allPassed('five'), { on: ON, what: 'opt-out' }]
    assert.deepEqual(told('five', events), { ...told('five', allPassed('five')), mode: 'single' })
    assert.equal(told('five', [...events, { on: ON, what: 'opt-in' }]).mode, 'joint')
    assert.equal(told('five', allPassed('five'), ORDINARY, false).mode, 'single')
  })

  it('拦下时说明缺什么、依据哪一条', () => {
    const nothing: Standing = { ...SPECIAL, landDocument: false, passed: new Set(), out: new Set() }
    assert.deepEqual(obstaclesTo('SG', nothing).map(({ article }) => article), [
      '建筑法第八条第一款第一项', '建筑法第八条第一款第二项', '人民防空法第二十二条', '消防法第十二条',
    ])
    assert.deepEqual(obstaclesTo('GC', nothing).map(({ article }) => article), ['城乡规划法第四十条'])
    assert(!mayRelease('GC', { ...nothing, passed: new Set(PERMITS) }))
  })
})

const permit = fc.constantFrom(...PERMITS)
const event: fc.Arbitrary<ReleaseEvent> = fc.oneof(
  { weight: 6, arbitrary: permit.map(passed) }, { weight: 5, arbitrary: permit.map(released) }, { weight: 1, arbitrary: permit.map(failed) },
  { weight: 1, arbitrary: permit.map(outside) }, { weight: 2, arbitrary: permit.map(revoked) }, { weight: 1, arbitrary: fc.constant(LAND) },
  { weight: 1, arbitrary: fc.constantFrom<ReleaseEvent>({ on: ON, what: 'opt-out' }, { on: ON, what: 'opt-in' }) },
)
const anyCase: fc.Arbitrary<ReleaseCase> = fc.record({
  id: fc.constant('any'), set: fc.constantFrom<PermitSet>('four', 'five'), chosen: fc.boolean(),
  project: fc.record({ specialWorks: fc.boolean(), fireDrawings: fc.boolean() }), events: fc.array(event, { maxLength: 24 }),
})

it('一万个随机的项目，与另写一遍的慢算法处处相同', () => {
  let [reached, turned] = [0, 0]
  fc.assert(fc.property(anyCase, (one) => {
    const { mayRelease: may, order, refused } = answerRelease(one)
    assert.deepEqual(refused, slowRefused(one))
    for (const [key, isOpen] of Object.entries(may)) assert.equal(isOpen, slowMay(one, PERMITS.find((known) => known === key) ?? 'YD'))
    const sequences = everySequence(one)
    assert(sequences.some((sequence) => sequence.join() === order.join()), `没有这个顺序 ${order.join()}`)
    assert.equal(order.length, Math.max(...sequences.map((sequence) => sequence.length)), '还有能出的没有排进去')
    assert(Object.keys(may).every((key) => membersOf(one).some((member) => member === key)))
    reached += order.length
    turned += refused.length
  }), { numRuns: 10_000 })
  assert(reached > 1000 && turned > 1000, '随机的项目几乎没有出证')
})

describe('joint release 的一行', () => {
  const GOOD = { id: 'r1', set: 'five', chosen: true, project: ORDINARY, events: [{ on: ON, what: 'reviewed', permit: 'RF', result: 'passed' }] }
  const answered = (change: object) => answerReleaseLine(JSON.stringify({ ...GOOD, ...change }))

  it('照约定的样子回答', () => {
    assert.deepEqual(answered({}), {
      id: 'r1', mode: 'joint', mayRelease: { YD: false, BD: false, RF: true, GC: false, SG: false }, order: ['RF'], refused: [],
    })
  })

  it('不对的行答 error，认得出的带上 id', () => {
    const bad = [
      { set: 'six' }, { chosen: 'yes' }, { chosen: undefined }, { project: {} },
      { project: { specialWorks: 1, fireDrawings: true } }, { events: {} }, { extra: 1 },
      ...[
        { what: 'reviewed', on: ON, permit: 'ZZ', result: 'passed' },
        { what: 'reviewed', on: ON, permit: 'RF', result: 'maybe' }, { what: 'reviewed', on: ON, permit: 'RF' },
        { what: 'closed', on: ON }, { what: 'released', permit: 'RF' }, { what: 'released', on: '2026-02-30', permit: 'RF' }, { what: 'land-document', on: ON },
        { what: 'toString', on: ON }, { what: 'opt-out', on: ON, permit: 'RF' }, null, 'released', { what: 'released', on: ON },
      ].map((one) => ({ events: [one] })),
    ]
    for (const change of bad) {
      const answer = answered(change)
      assert.deepEqual(Object.keys(answer).sort(), ['error', 'id'], JSON.stringify(change))
      assert.match(JSON.stringify(answer), /[一-龥]/)
    }
    for (const line of ['', '{', '[]', 'null', '7', '"x"', JSON.stringify({ ...GOOD, id: 1.5 })])
      assert.deepEqual(Object.keys(answerReleaseLine(line)), ['error'], line)
  })
})
