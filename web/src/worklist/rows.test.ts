import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { WorklistRow } from '../api/types.ts'
import { kindText, nextOrder, ROWS_A_PAGE, SERVER_ORDER, shownRows, type Column } from './rows.ts'

const TODAY = '2026-05-07'

function row(number: string, others: Partial<WorklistRow> = {}): WorklistRow {
  return {
    id: number, number, type: 'application', typeLabel: '行政许可', title: '食品经营许可', state: 'submitted', stateLabel: '待受理', version: 1,
    applicant: { kind: 'person', name: '李群众' }, turn: { relation: 'window', label: '区综窗', dueOn: null }, queueDueOn: '2026-05-20',
    dueOn: null, statutoryDueOn: null, clock: { state: 'receiving', level: 'none' },
    owner: { organisation: 'market-regulation', name: '区市场监督管理局' },
    openedAt: '2026-05-01T00:00:00Z', closedAt: null, steps: [], itemCode: 'SL1', handlerId: null, waitsFor: null, ...others,
  }
}

function numbers(rows: WorklistRow[], view: Partial<Parameters<typeof shownRows>[1]>): string[] {
  return shownRows(rows, { order: SERVER_ORDER, words: '', page: 1, ...view }, TODAY).rows.map(({ number }) => number)
}

describe('列表的次序', () => {
  const rows = [
    row('1', { queueDueOn: '2026-05-20' }), row('2', { queueDueOn: null, clock: { state: 'paused', level: 'none' } }),
    row('3', { queueDueOn: '2026-05-01' }), row('4', { queueDueOn: '2026-05-08' }),
  ]

  it('不点表头就是服务器的次序', () => assert.deepEqual(numbers(rows, {}), ['1', '2', '3', '4']))

  it('按到期日：先到的在前，没有到期日的在最后', () => {
    assert.deepEqual(numbers(rows, { order: { column: 'due', descending: false } }), ['3', '4', '1', '2'])
    assert.deepEqual(numbers(rows, { order: { column: 'due', descending: true } }), ['2', '1', '4', '3'])
  })

  it('已办的按办结的时刻', () => {
    const closed = [row('1', { closedAt: '2026-05-02T08:00:00Z' }), row('2', { closedAt: '2026-05-01T08:00:00Z' })]
    assert.deepEqual(numbers(closed, { order: { column: 'due', descending: false } }), ['2', '1'])
  })

  it('按期限状态：超期、临期、正常、暂停', () => {
    assert.deepEqual(numbers(rows, { order: { column: 'standing', descending: false } }), ['3', '4', '1', '2'])
  })

  it('按事项：照拼音', () => {
    const titled = [row('1', { title: '社保卡申领' }), row('2', { title: '残疾人证' }), row('3', { title: '食品经营许可' })]
    assert.deepEqual(numbers(titled, { order: { column: 'title', descending: false } }), ['2', '1', '3'])
  })

  it('同一表头点三次：升序、降序、回到服务器的次序', () => {
    const once = nextOrder(SERVER_ORDER, 'due')
    assert.deepEqual(once, { column: 'due', descending: false })
    const twice = nextOrder(once, 'due')
    assert.deepEqual(twice, { column: 'due', descending: true })
    assert.deepEqual(nextOrder(twice, 'due'), SERVER_ORDER)
    assert.deepEqual(nextOrder(twice, 'title'), { column: 'title', descending: false })
  })

  it('怎样排都是同样的办件，一件不多一件不少', () => {
    const columns = fc.constantFrom<Column[]>('server', 'standing', 'number', 'title', 'applicant', 'turn', 'due')
    const numbered = fc.uniqueArray(fc.nat(99).map(String), { maxLength: ROWS_A_PAGE })
    fc.assert(fc.property(numbered, columns, fc.boolean(), (ids, column, descending) => {
      assert.deepEqual(numbers(ids.map((id) => row(id)), { order: { column, descending } }).sort(), [...ids].sort())
    }))
  })

  it('不改动已载入的列表', () => {
    const loaded = Object.freeze([row('2'), row('1')])
    shownRows(loaded, { order: { column: 'number', descending: false }, words: '', page: 1 }, TODAY)
    assert.deepEqual(loaded.map(({ number }) => number), ['2', '1'])
  })
})

describe('筛选', () => {
  const rows = [
    row('4401142605070000017', { applicant: { kind: 'person', name: '王小明' } }),
    row('4401142605070000025', { title: '户外广告设置', stateLabel: '审查中', clock: { state: 'running', level: 'yellow' } }),
  ]

  it('编号、事项、申请人、状态、期限状态里有的都能找到', () => {
    assert.deepEqual(numbers(rows, { words: '0017' }), ['4401142605070000017'])
    assert.deepEqual(numbers(rows, { words: '小明' }), ['4401142605070000017'])
    assert.deepEqual(numbers(rows, { words: '广告' }), ['4401142605070000025'])
    assert.deepEqual(numbers(rows, { words: '超期' }), ['4401142605070000025'])
  })

  it('几个词要同时有', () => {
    assert.deepEqual(numbers(rows, { words: '广告 审查' }), ['4401142605070000025'])
    assert.deepEqual(numbers(rows, { words: '广告 小明' }), [])
  })

  it('申请以外的件写明是什么件，也按它找得到；申请不写', () => {
    const mixed = [row('1'), row('2', { type: 'rating-complaint', typeLabel: '差评办件' })]
    assert.deepEqual(mixed.map(kindText), ['', '差评办件'])
    assert.deepEqual(numbers(mixed, { words: '差评' }), ['2'])
    assert.deepEqual(numbers(mixed, { words: '行政' }), [])
    assert.equal(kindText(row('3', { type: 'question', typeLabel: '咨询', title: '咨询：食品经营许可' })), '', '标题已经写明的不写两遍')
  })

  it('一件事写明有几项，照样只占一行', () => {
    const joint = row('1', { type: 'life-event', typeLabel: '一件事', title: '新生儿出生一件事', parts: 8 })
    assert.equal(kindText(joint), '一件事 · 8 项')
    assert.deepEqual(numbers([joint, row('2')], { words: '8 项' }), ['1'])
  })

  it('几件事合成一件的，里面的一项写明是一项', () => {
    assert.equal(kindText(row('1', { parentId: 'whole' })), '总件里的一项')
    assert.equal(kindText(row('2', { parentId: null })), '')
    assert.equal(kindText(row('3', { type: 'eia-unit', typeLabel: '打捆批复的建设单位', parentId: 'bundle' })), '打捆批复的建设单位')
  })

  it('空格不算词', () => assert.equal(numbers(rows, { words: '  ' }).length, 2))
})

describe('分页', () => {
  const rows = Array.from({ length: 45 }, (_, index) => row(String(index).padStart(2, '0')))

  it('每页二十件，最后一页是余下的', () => {
    assert.deepEqual(numbers(rows, { page: 2 }).slice(0, 1), ['20'])
    assert.equal(numbers(rows, { page: 3 }).length, 5)
  })

  it('超出范围的页是最近的一页；没有办件也有一页', () => {
    const past = shownRows(rows, { order: SERVER_ORDER, words: '', page: 9 }, TODAY)
    assert.deepEqual([past.page, past.pages, past.rows.length], [3, 3, 5])
    assert.equal(shownRows(rows, { order: SERVER_ORDER, words: '', page: 0 }, TODAY).page, 1)
    assert.deepEqual(shownRows([], { order: SERVER_ORDER, words: '', page: 2 }, TODAY), { rows: [], found: 0, pages: 1, page: 1 })
  })

  it('找到几件说几件，不是这一页几件', () => {
    assert.equal(shownRows(rows, { order: SERVER_ORDER, words: '', page: 1 }, TODAY).found, 45)
  })
})
