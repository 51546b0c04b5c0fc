import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import qrcode from 'qrcode'
import { createKeyPair } from '#platform/sm'
import { FACTS_BY_KIND, isDocumentKind, type DocumentFacts } from '../facts.ts'
import { qrTextOf } from '../qr.ts'
import { plainText, renderText } from '../render-text.ts'
import { sampleFacts } from '../sample-facts.ts'
import { KINDS, titleOf } from '../titles.ts'
import { printable } from './missing-glyphs.ts'
import { printedText } from './printed-text.ts'
import { renderPdf } from './render.ts'

const ALL = Object.keys(FACTS_BY_KIND).filter(isDocumentKind)
const signingKey = createKeyPair()
const render = (facts: DocumentFacts) => renderPdf(facts, { signingKey })

function pageCount(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\n/g)].length
}

/** Letters of a text without the blanks and marks that only part lines and cells. */
function bare(text: string): string {
  return text.replace(/[\s：:]/g, '')
}

function withMaterials(count: number): DocumentFacts {
  const materials = Array.from({ length: count }, (_, index) => ({ material: `第${index + 1}项材料`, problems: ['未加盖公章', '缺少日期'] }))
  return sampleFacts('correction', { data: { materials } })
}

for (const kind of ALL) {
  test(`${KINDS[kind].other}：是 A4 的 PDF，印出每一个字，一页`, async () => {
    const facts = sampleFacts(kind)
    const pdf = await render(facts)
    assert.equal(pdf.subarray(0, 8).toString(), '%PDF-1.7')
    assert.match(pdf.subarray(-8).toString('latin1'), /%%EOF/)
    assert.equal(pageCount(pdf), 1)
    assert.match(pdf.toString('latin1'), /\/MediaBox \[0 0 595\.28 841\.89\]/)
    const printed = bare(printedText(pdf).map(({ text }) => text).join(''))
    for (const line of plainText(renderText(facts)).split('\n')) {
      for (const part of line.split(/　|：/)) assert(printed.includes(bare(printable(part))), part)
    }
  })

  test(`${KINDS[kind].other}：同样的内容，文件一个字节也不差`, async () => {
    const [first, second] = [await render(sampleFacts(kind)), await render(sampleFacts(kind))]
    assert.equal(first.equals(second), true)
  })
}

test('正文用常规体、标题用粗体，字体随文件走，只带用到的字', async () => {
  const pdf = await render(sampleFacts('acceptance'))
  const names = [...pdf.toString('latin1').matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)].map(([, name]) => name)
  assert.deepEqual(names, ['NotoSansSC-Bold', 'NotoSansSC-Regular'])
  assert(pdf.length < 200_000)
})

test('内容不同，文件就不同', async () => {
  const facts = sampleFacts('acceptance')
  const changed = sampleFacts('acceptance', { case: { ...facts.case, agentName: '周垚' } })
  assert.equal((await render(facts)).equals(await render(changed)), false)
})

test('成文时间取自文书日期，不取机器的时间', async () => {
  const text = (await render(sampleFacts('acceptance', { issuedOn: '2026-01-02' }))).toString('latin1')
  assert.deepEqual([...new Set(text.match(/\(D:\d+Z\)/g))], ['(D:20260101160000Z)'])
})

test('六十项材料：每页印页码和续页的文书名称、文号，每项都印出', async () => {
  const facts = withMaterials(60)
  const pdf = await render(facts)
  const printed = printedText(pdf)
  const pages = pageCount(pdf)
  assert(pages >= 3)
  for (let page = 1; page <= pages; page++) {
    const texts = printed.filter((found) => found.page === page).map(({ text }) => text)
    assert(texts.includes(`第 ${page} 页　共 ${pages} 页`))
    assert(texts.includes(`办件编号 ${facts.case.number}`))
    assert(texts.includes(titleOf('correction', facts)) && texts.includes(facts.number))
  }
  const texts = printed.map(({ text }) => text)
  for (let index = 1; index <= 60; index++) assert(texts.includes(`第${index}项材料`), String(index))
  assert.equal(texts.filter((text) => text === '需要补正的内容').length >= pages - 1, true)
})

test('只有证照样张每页印“示例样张”', async () => {
  for (const kind of ALL) {
    const texts = printedText(await render(sampleFacts(kind))).map(({ text }) => text)
    assert.equal(texts.filter((text) => text === '示例样张').length, kind === 'certificate' ? 1 : 0)
  }
})

test('缺字印成统一编码，不印方框', async () => {
  const facts = sampleFacts('acceptance')
  const pdf = await render(sampleFacts('acceptance', { case: { ...facts.case, agentName: '周\uE5E5' } }))
  const texts = printedText(pdf).map(({ text }) => text)
  assert(texts.includes('周〔U+E5E5〕'))
  assert.equal(texts.some((text) => text.includes('\uE5E5') || text.includes('\u0000')), false)
})

test('基本平面以外的生僻字，拷出来还是原来的字', async () => {
  const facts = sampleFacts('acceptance')
  const pdf = await render(sampleFacts('acceptance', { case: { ...facts.case, agentName: '周𬱖㛃' } }))
  const texts = printedText(pdf).map(({ text }) => text)
  assert(texts.includes('周𬱖㛃'))
})

test('印出的二维码就是这份文书的二维码，一格不差', async () => {
  const facts = sampleFacts('denial')
  const { modules } = qrcode.create(qrTextOf(facts, signingKey), { errorCorrectionLevel: 'M' })
  const unit = 100 / modules.size
  const dark = new Set<number>()
  const squares = rectangles(await render(facts))
  const top = Math.min(...squares.map(({ y }) => y))
  for (const { x, y, width } of squares) {
    const row = Math.round((y - top) / unit)
    const column = Math.round((x - 76.64) / unit)
    for (let offset = 0; offset < Math.round(width / unit); offset++) dark.add(row * modules.size + column + offset)
  }
  const expected = [...modules.data].flatMap((value, index) => (value ? [index] : []))
  assert.deepEqual([...dark].sort((one, other) => one - other), expected)
})

test('读屏软件读得出结构：语言、标题、表头和二维码的说明', async () => {
  const text = (await render(sampleFacts('correction'))).toString('latin1')
  const marks = ['/Lang (zh-CN)', '/Marked true', '/S /H1', '/S /Table', '/S /TH', '/S /TD', '/S /Figure', '/Alt ', '/DisplayDocTitle true']
  for (const mark of marks) {
    assert(text.includes(mark), mark)
  }
})

test('内容里的尖括号和引号不会弄坏文件', async () => {
  const facts = sampleFacts('acceptance')
  const pdf = await render(sampleFacts('acceptance', { case: { ...facts.case, applicantName: '甲<script>&"乙(\\)' } }))
  assert(printedText(pdf).some(({ text }) => text === '甲<script>&"乙(\\)：'))
  assert.equal(pdf.toString('latin1').includes('<script>'), false)
})

/** Every rectangle filled on the pages: our code is drawn of nothing else. */
function rectangles(pdf: Buffer): { x: number; y: number; width: number }[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g)].flatMap((match) => {
    const start = match.index + match[0].length
    const content = inflateSync(pdf.subarray(start, start + Number(match[1]))).toString('latin1')
    return [...content.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ re$/gm)]
      .map(([, x, y, width]) => ({ x: Number(x), y: Number(y), width: Number(width) }))
  })
}
