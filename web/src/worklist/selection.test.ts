import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { WorklistRow } from '../api/types.ts'
import { CHOSEN_MAX, commonSteps, NOTHING, renewed, toggled, withRange, withRows } from './selection.ts'

function row(id: string, steps: readonly string[] = ['accept'], version = 1): WorklistRow {
  return {
    id, number: id, type: 'application', typeLabel: '行政许可', title: '食品经营许可',
    state: 'submitted', stateLabel: '待受理', version, applicant: { kind: 'person', name: '李群众' },
    turn: null, queueDueOn: null, dueOn: null, statutoryDueOn: null, clock: { state: 'receiving', level: 'none' }, owner: { organisation: 'o', name: 'o' },
    openedAt: '', closedAt: null, steps: steps.map((step) => ({ step, label: step })), itemCode: 'SL1', handlerId: null, waitsFor: null,
  }
}
const rows = ['1', '2', '3', '4', '5'].map((id) => row(id))
const ids = (selection: ReadonlyMap<string, WorklistRow>): string[] => [...selection.keys()]

describe('选中几件', () => {
  it('再按一次就不选', () => {
    const one = toggled(NOTHING, rows[0] ?? row('x'))
    assert.deepEqual(ids(one), ['1'])
    assert.deepEqual(ids(toggled(one, rows[0] ?? row('x'))), [])
  })

  it('按住 Shift 从上一次选的到这一件，往上往下都行；没有上一次就只选这一件', () => {
    assert.deepEqual(ids(withRange(NOTHING, rows, { from: '2', to: '4' })), ['2', '3', '4'])
    assert.deepEqual(ids(withRange(NOTHING, rows, { from: '4', to: '2' })), ['2', '3', '4'])
    assert.deepEqual(ids(withRange(NOTHING, rows, { from: null, to: '3' })), ['3'])
    assert.deepEqual(ids(withRange(NOTHING, rows, { from: '别页的', to: '3' })), ['3'])
  })

  it('翻了页还选着；最多五百件', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1200 }), (count) => {
      const many = withRows(withRows(NOTHING, rows), Array.from({ length: count }, (_, index) => row(`n${index}`)))
      assert.equal(many.size, Math.min(CHOSEN_MAX, count + rows.length))
      assert.deepEqual(ids(many).slice(0, 5), ['1', '2', '3', '4', '5'])
    }))
  })

  it('列表更新以后，选中的用新的版本；不在这一页的不丢', () => {
    const fresh = renewed(withRows(NOTHING, rows), [row('2', ['review'], 7)])
    assert.deepEqual([fresh.size, fresh.get('2')?.version, fresh.get('1')?.version], [5, 7, 1])
  })

  it('只有每一件都能办的、往前办的一步才能一起办', () => {
    const choose = (...steps: string[][]) => commonSteps(withRows(NOTHING, steps.map((each, index) => row(String(index), each)))).map(({ step }) => step)
    assert.deepEqual(choose(['accept', 'refuseAcceptance'], ['accept']), ['accept'])
    assert.deepEqual(choose(['review'], ['accept']), [])
    assert.deepEqual(choose(['terminate', 'deny', 'assign']), [])
    assert.deepEqual(choose(['archive', 'approve'], ['archive', 'approve']), ['approve', 'archive'])
    assert.deepEqual(commonSteps(NOTHING), [])
    const joint = { ...row('7'), steps: [{ step: 'accept', label: '统一受理' }] }
    const plain = { ...row('8'), steps: [{ step: 'accept', label: '受理' }] }
    assert.deepEqual(commonSteps(withRows(NOTHING, [joint, plain])), [{ step: 'accept', label: '受理' }], '总件和普通件一起，用大家都说得通的名字')
    assert.deepEqual(commonSteps(withRows(NOTHING, [joint])), joint.steps)
  })
})
