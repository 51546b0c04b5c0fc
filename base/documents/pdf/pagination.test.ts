import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { paginate, type Page } from './pagination.ts'
import type { Row } from './rows.ts'
import { pagesOf } from './squeeze.ts'
import { tableRules } from './table-rules.ts'

const EDGES = [0, 50, 100]

function row(height: number, changes: Partial<Row> = {}): Row {
  return { height, gap: 0, marks: [], keepWithNext: false, block: 1, role: 'P', ...changes }
}

function tableRow(tableRowNumber: number, head?: Row): Row {
  return row(10, { role: 'Table', block: 7, table: { edges: EDGES, tableRow: tableRowNumber, ...(head ? { head } : {}) } })
}

/** Heights of the rows on each page, repeated heads left out. */
function heights(pages: readonly Page[]): number[][] {
  return pages.map((page) => page.filter(({ isRepeated }) => !isRepeated).map(({ row: placed }) => placed.height))
}

const ROW = fc.record({ height: fc.integer({ min: 1, max: 130 }), gap: fc.integer({ min: 0, max: 20 }), keepWithNext: fc.boolean() })
const ROWS = fc.array(ROW.map(({ height, ...rest }) => row(height, rest)), { maxLength: 60 })

test('放得下就只有一页', () => {
  assert.deepEqual(heights(paginate([row(40), row(60)], 100)), [[40, 60]])
})

test('放不下的行到下一页', () => {
  assert.deepEqual(heights(paginate([row(40), row(61), row(10)], 100)), [[40], [61, 10]])
})

test('行前的空白在页首不留', () => {
  const [first, second] = paginate([row(90, { gap: 5 }), row(20, { gap: 5 })], 100)
  assert.equal(first?.[0]?.y, 0)
  assert.equal(second?.[0]?.y, 0)
  assert.equal(paginate([row(50, { gap: 5 }), row(20, { gap: 5 })], 100)[0]?.[1]?.y, 55)
})

test('要与下一行在一起的行，一同到下一页', () => {
  assert.deepEqual(heights(paginate([row(50), row(30, { keepWithNext: true }), row(30)], 100)), [[50], [30, 30]])
})

test('一组行一页放不下时才拆开', () => {
  const group = Array.from({ length: 5 }, () => row(30, { keepWithNext: true }))
  assert.deepEqual(heights(paginate([row(50), ...group], 100)), [[50], [30, 30, 30], [30, 30]])
})

test('比一页还高的行独占一页，不丢失', () => {
  assert.deepEqual(heights(paginate([row(10), row(500), row(10)], 100)), [[10], [500], [10]])
})

test('表格续页时重复表头，表头不算新的行', () => {
  const head = tableRow(0)
  const pages = paginate([head, ...Array.from({ length: 20 }, (_, index) => tableRow(index + 1, head))], 100)
  assert.deepEqual(pages.map((page) => page.length), [10, 10, 3])
  assert.deepEqual(pages.map((page) => page[0]?.isRepeated), [false, true, true])
  assert.deepEqual(heights(pages).flat().length, 21)
})

test('任何行：每一行恰好出现一次，次序不变', () => {
  fc.assert(fc.property(ROWS, (rows) => {
    assert.deepEqual(paginate(rows, 100).flatMap((page) => page.map((placed) => placed.row)), rows)
  }))
})

test('任何行：行与行不重叠，没有一页超出，除非一行就比页高', () => {
  fc.assert(fc.property(ROWS, (rows) => {
    for (const page of paginate(rows, 100)) {
      let bottom = 0
      for (const placed of page) {
        assert(placed.y >= bottom)
        bottom = placed.y + placed.row.height
      }
      assert(bottom <= 100 || page.length === 1)
    }
  }))
})

test('任何行：除非文书是空的，没有空白页', () => {
  fc.assert(fc.property(ROWS, (rows) => {
    const pages = paginate(rows, 100)
    if (rows.length > 0) assert.equal(pages.some((page) => page.length === 0), false)
  }))
})

test('任何行：能同在一页的一组行不会被分开', () => {
  fc.assert(fc.property(ROWS, (rows) => {
    const pages = paginate(rows, 100)
    pages.slice(0, -1).forEach((page, index) => {
      const last = page.at(-1)?.row
      if (!last?.keepWithNext) return
      const first = rows.indexOf(last)
      let start = first
      while (start > 0 && rows[start - 1]?.keepWithNext) start -= 1
      let end = first
      while (rows[end]?.keepWithNext && end < rows.length - 1) end += 1
      const group = rows.slice(start, end + 1)
      assert(group.reduce((sum, member) => sum + member.height + member.gap, 0) - (group[0]?.gap ?? 0) > 100, `page ${index}`)
    })
  }))
})

test('略微收紧行距能省一页时就收紧，署名不独占一页', () => {
  const text = { kind: 'text', text: '字', x: 0, baseline: 20, size: 13, weight: 'regular', colour: '#000' } as const
  const rows = [...Array.from({ length: 32 }, () => row(22.5, { marks: [text] })), row(20, { marks: [text] })]
  assert.equal(paginate(rows).length, 2)
  const [page, ...more] = pagesOf(rows)
  assert.deepEqual(more, [])
  assert.equal(page?.length, 33)
  assert(page?.every(({ row: placed }) => placed.height >= 20 * 0.86))
})

test('收紧也省不了一页时，行距不变', () => {
  const rows = Array.from({ length: 50 }, () => row(22.5))
  assert.deepEqual(pagesOf(rows), paginate(rows))
})

test('收紧时盖章处和二维码的大小不变', () => {
  const seal = row(128, { marks: [{ kind: 'circle', x: 0, y: 0, radius: 60, openHeight: 20, colour: '#000' }] })
  const rows = [...Array.from({ length: 27 }, () => row(22.5)), seal]
  assert.equal(paginate(rows).length, 2)
  const pages = pagesOf(rows)
  assert.equal(pages.length, 1)
  assert.equal(pages[0]?.at(-1)?.row.height, 128)
})

test('表格被分页切开时，上下两头都封口', () => {
  const head = tableRow(0)
  const pages = paginate([head, ...Array.from({ length: 12 }, (_, index) => tableRow(index + 1, head))], 100)
  for (const page of pages) {
    const levels = tableRules(page).filter(({ fromY, toY }) => fromY === toY).map(({ fromY }) => fromY)
    assert.deepEqual(levels, Array.from({ length: page.length + 1 }, (_, index) => index * 10))
  }
})

test('一行切成几段时，段与段之间没有横线', () => {
  const pages = paginate([tableRow(1), tableRow(1), tableRow(1), tableRow(2)], 100)
  const levels = pages.flatMap(tableRules).filter(({ fromY, toY }) => fromY === toY).map(({ fromY }) => fromY)
  assert.deepEqual(levels, [0, 30, 40])
})

test('每一行的竖线从行顶到行底', () => {
  const uprights = tableRules(paginate([tableRow(1)], 100)[0] ?? []).filter(({ fromX, toX }) => fromX === toX)
  assert.deepEqual(uprights.map(({ fromX, fromY, toY }) => [fromX, fromY, toY]), EDGES.map((edge) => [edge, 0, 10]))
})

test('段落没有表格线', () => {
  assert.deepEqual(tableRules(paginate([row(10)], 100)[0] ?? []), [])
})
