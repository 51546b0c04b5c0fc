import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentLayout } from '../layout.ts'
import { renderText } from '../render-text.ts'
import { FACTS_BY_KIND, isDocumentKind } from '../facts.ts'
import { sampleFacts } from '../sample-facts.ts'
import { KINDS } from '../titles.ts'
import { documentRows } from './document-rows.ts'
import { widthOf } from './faces.ts'
import { PAGE, RIGHT, TEXT_HEIGHT } from './page.ts'
import type { Page } from './pagination.ts'
import type { Row, TextMark } from './rows.ts'
import { pagesOf } from './squeeze.ts'

const ALL = Object.keys(FACTS_BY_KIND).filter(isDocumentKind)
const LONG = '经营场所的食品处理区与非食品处理区未分开设置，现场核查时未见独立的餐用具清洗消毒区域；'.repeat(100)

function textMarks(rows: readonly Row[]): TextMark[] {
  return rows.flatMap(({ marks }) => marks.filter((mark) => mark.kind === 'text'))
}

function layoutWith(changes: Partial<DocumentLayout>): DocumentLayout {
  return { ...renderText(sampleFacts('denial')), ...changes }
}

function sixtyMaterials(): DocumentLayout {
  const materials = Array.from({ length: 60 }, (_, index) => ({
    material: `第${index + 1}项材料：${LONG.slice(0, index % 30)}`,
    problems: [LONG.slice(0, 10 + ((index * 7) % 50)), LONG.slice(0, 10 + ((index * 11) % 50)), '缺少签章'].slice(index % 3),
  }))
  return renderText(sampleFacts('correction', { data: { materials } }))
}

/** What stands in one column of the tables, repeated heads left out. */
function columnTexts(pages: readonly Page[], column: number): string[] {
  const rows = pages.flat().filter(({ isRepeated }) => !isRepeated).map(({ row }) => row)
  return textMarks(rows).filter(({ cell }) => cell === column).map(({ text }) => text)
}

/** Right edge of a line as it will be printed. */
function rightEdge({ text, x, size, weight, spreadTo }: TextMark): number {
  return x + (spreadTo ?? widthOf(text, size, weight))
}

for (const kind of ALL) {
  test(`${KINDS[kind].other}：没有一行字越过版心`, () => {
    for (const mark of textMarks(documentRows(renderText(sampleFacts(kind)), 'CF1'))) {
      assert(mark.x >= PAGE.left - 0.01 && rightEdge(mark) <= RIGHT + 0.01, mark.text)
    }
  })

  test(`${KINDS[kind].other}：平常的内容一页印完`, () => {
    assert.equal(pagesOf(documentRows(renderText(sampleFacts(kind)), 'CF1')).length, 1)
  })
}

test('每一格的字都在自己的格子里，不压表格线', () => {
  for (const layout of [sixtyMaterials(), ...ALL.map((kind) => renderText(sampleFacts(kind)))]) {
    for (const { marks, table, height } of documentRows(layout, 'CF1')) {
      for (const mark of marks) {
        if (mark.kind !== 'text' || table === undefined) continue
        const [left = 0, right = 0] = table.edges.slice(mark.cell)
        assert(mark.x > left && rightEdge(mark) < right, mark.text)
        assert(mark.baseline - mark.size * 0.88 >= 0 && mark.baseline + mark.size * 0.12 <= height, mark.text)
      }
    }
  }
})

test('六十项补正材料一项不少，续页都有表头', () => {
  const pages = pagesOf(documentRows(sixtyMaterials(), 'CF1'))
  assert.deepEqual(columnTexts(pages, 0), ['序号', ...Array.from({ length: 60 }, (_, index) => String(index + 1))])
  assert(pages.length > 2)
  const continued = pages.filter((page, index) => index > 0 && page.some(({ row, isRepeated }) => row.role === 'Table' && !isRepeated))
  assert(continued.length > 0 && continued.every((page) => page[0]?.isRepeated))
})

test('一个格子写了两千多字，接着印到下一页', () => {
  const problems = [LONG.slice(0, 900), LONG.slice(0, 900), LONG.slice(0, 900)]
  const layout = renderText(sampleFacts('correction', { data: { materials: [{ material: '甲', problems }] } }))
  const pages = pagesOf(documentRows(layout, 'CF1'))
  assert(pages.length >= 3)
  assert.equal(columnTexts(pages, 2).join(''), `需要补正的内容${['（1）', '（2）', '（3）'].map((mark) => mark + LONG.slice(0, 900)).join('')}`)
})

test('四千字的理由印得完整', () => {
  const reason = LONG.slice(0, 4000)
  const pages = pagesOf(documentRows(renderText(sampleFacts('denial', { data: { reason } })), 'CF1'))
  assert(textMarks(pages.flat().map(({ row }) => row)).map(({ text }) => text).join('').includes(reason))
})

test('页首页末不留长段落的单独一行', () => {
  const pages = pagesOf(documentRows(renderText(sampleFacts('denial', { data: { reason: LONG.slice(0, 4000) } })), 'CF1'))
  const blockOf = (page: number, position: number) => pages[page]?.at(position)?.row.block
  for (let page = 0; page < pages.length - 1; page++) {
    if (blockOf(page, -1) !== blockOf(page + 1, 0)) continue
    assert.equal(blockOf(page, -2), blockOf(page, -1))
    assert.equal(blockOf(page + 1, 1), blockOf(page + 1, 0))
  }
})

test('任何长度的理由：署名和盖章处不独占一页，所在页上总有正文', () => {
  for (let length = 20; length < 1500; length += 37) {
    const pages = pagesOf(documentRows(renderText(sampleFacts('denial', { data: { reason: LONG.slice(0, length) } })), 'CF1'))
    const page = pages.find((rows) => rows.some(({ row }) => row.marks.some(({ kind }) => kind === 'circle'))) ?? []
    const before = page.findIndex(({ row }) => row.marks.some(({ kind }) => kind === 'circle'))
    assert(before >= 2, String(length))
  }
})

test('盖章处与二维码、正文不重叠，机关名称长短都一样', () => {
  for (const organ of ['花都区残联', '广州市花都区市场监督管理局', '广州市规划和自然资源局花都区分局空港经济区管理委员会联合审批办公室']) {
    const rows = documentRows(layoutWith({ signature: { organ, date: '2026年11月25日', sealPlace: '（盖章处）' } }), 'CF1')
    const row = rows.find(({ marks }) => marks.some(({ kind }) => kind === 'circle'))
    assert(row)
    const circle = row.marks.find((mark) => mark.kind === 'circle')
    const code = row.marks.find((mark) => mark.kind === 'qr')
    assert(circle && code)
    assert(circle.x - circle.radius > code.x + code.side)
    assert(circle.y - circle.radius >= 0 && circle.y + circle.radius <= row.height)
    const beside = textMarks([row]).filter(({ x }) => x > code.x + code.side)
    assert(beside.every(({ baseline, size }) => baseline - size > 0 && baseline < row.height))
    const middles = beside.map(({ baseline }) => baseline).sort((one, other) => one - other)
    middles.slice(1).forEach((baseline, index) => assert(baseline - (middles[index] ?? 0) >= 12, '两行字挤在一起'))
  }
})

test('很长的机关名称缩小字号，仍在版心之内', () => {
  for (const issuer of ['甲局', '局'.repeat(30), '局'.repeat(80)]) {
    const marks = textMarks(documentRows(layoutWith({ issuer }), 'CF1')).filter(({ colour }) => colour === '#c2261d')
    assert.equal(marks.map(({ text }) => text).join(''), issuer)
    assert(marks.every((mark) => rightEdge(mark) <= RIGHT + 0.01 && mark.size >= 15 && mark.size <= 24))
  }
})

test('有缺字时，末尾的注把缺字的编码写明', () => {
  const texts = textMarks(documentRows(layoutWith({ addressee: '张\uE5E5\uE5E6：' }), 'CF1')).map(({ text }) => text)
  assert(texts.includes('张〔U+E5E5〕〔U+E5E6〕：'))
  assert(texts.some((text) => text.startsWith('注：本文书中的〔U+E5E5〕、〔U+E5E6〕代表字库暂缺的字')))
  assert.equal(textMarks(documentRows(layoutWith({}), 'CF1')).some(({ text }) => text.includes('字库暂缺')), false)
})

test('理由里的换行分成几段，各自缩进', () => {
  const rows = documentRows(layoutWith({ blocks: [{ kind: 'paragraph', text: '第一段。\n第二段。' }] }), 'CF1')
  const marks = textMarks(rows).filter(({ text }) => /^第.段。$/.test(text))
  assert.deepEqual(marks.map(({ x }) => x - PAGE.left), [26, 26])
})

test('两个短栏并排，长栏独占一行，跨行的栏不并排', () => {
  const fields = ['短', '短', '长'.repeat(20), '短', '两\n行'].map((value, index) => ({ label: `栏${index}`, value }))
  const rows = documentRows(layoutWith({ blocks: [{ kind: 'fields', fields }] }), 'CF1').filter(({ role }) => role === 'Table')
  assert.deepEqual(rows.map(({ table }) => table?.edges.length), [5, 3, 3, 3])
})

test('版心高度容得下一份文书的署名', () => {
  assert(TEXT_HEIGHT > 600)
})
