import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { printedText } from '../../../base/documents/pdf/printed-text.ts'
import { soundParts } from '../../../base/documents/paper/paper.test-support.ts'
import { demoFigures } from '../demo-figures.ts'
import type { SchemeBody } from '../scheme.ts'
import shipped from '../scheme.json' with { type: 'json' }
import { isCounted, resultsOf } from '../scoring.ts'
import type { AssessedValue } from '../values.ts'
import type { BulletinFacts } from './facts.ts'
import { bulletinBook } from './book.ts'
import { bulletinPaper } from './paper.ts'
import { FORMATS, rendered } from './rendered.ts'

// Safe: scoring.test.ts holds the file against the schema.
const SCHEME = { ...shipped as SchemeBody, version: 1 }
const FIGURE = { n: 420, part: 414, value: 98.57, low: 97, high: 99.3 }

/** A bulletin over these values; by default those of the demo, which has every grade and units with too few cases. */
async function factsOf(changes: Partial<BulletinFacts> = {}, given?: readonly AssessedValue[]): Promise<BulletinFacts> {
  // Safe: the invented figures do not look at a database.
  const values = given ?? await demoFigures(0).valuesOf(undefined as never, { from: '2026-01-01', to: '2026-03-31', indicators: SCHEME.indicators })
  const own = Map.groupBy(values, ({ organisation }) => organisation)
  const units = resultsOf(SCHEME, values).toSorted((one, other) => (one.rank ?? 99) - (other.rank ?? 99)).map((result) => ({
    ...result, name: `单位${result.organisation}`, change: 1.5,
    values: Object.fromEntries((own.get(result.organisation) ?? []).map((value) => [value.indicator, { ...value, isCounted: isCounted(value, SCHEME) }])),
  }))
  return {
    number: 'KHTB-2026-007',
    replaces: null,
    periodName: '2026年第一季度',
    startsOn: '2026-01-01',
    endsOn: '2026-03-31',
    version: 2,
    issuer: '某局',
    issuedOn: '2026-04-20',
    lockedOn: '2026-04-03',
    scheme: SCHEME,
    units,
    corrections: [
      {
        on: '2026-04-08',
        by: '效能监督',
        unit: '单位water',
        indicator: '按时办结率',
        suffix: '%',
        before: FIGURE,
        after: { ...FIGURE, part: 416, value: 99.04 },
        reason: '日期补录有误',
        isAppealed: true,
      },
    ],
    appeals: { raised: 2, adopted: 1, rejected: 1 },
    before: { periodName: '2025年第四季度' },
    isExample: false,
    ...changes,
  }
}
const wordsOf = async (facts: BulletinFacts): Promise<string> => printedText((await rendered(facts, 'pdf')).bytes).map(({ text }) => text).join('')

describe('通报说什么', () => {
  it('每个单位都在；样本不足的不写等次名次，另外说明；更正写明前后和理由', async () => {
    const facts = await factsOf()
    const words = await wordsOf(facts)
    for (const { name } of facts.units) assert(words.includes(name), name)
    assert.match(words, /样本不足，不评等次、不排名的：单位/)
    assert.match(words, /98\.57% 更正为 99\.04%/)
    assert.match(words, /收到申诉 2 件，采纳 1 件，不采纳 1 件/)
    assert.match(words, /编号：KHTB-2026-007/)
    const few = facts.units.filter(({ score }) => score === null)
    assert(few.length > 0)
    const table = bulletinPaper(facts).annexes.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'table' && block.caption === '得分和等次')
    assert(table?.kind === 'table')
    assert(few.every(({ name }) => !table.rows.some(([first]) => first === name)))
  })

  it('存在的问题只点连区间都在合格线以外的；小样本再难看也不点', async () => {
    const value = (organisation: string, n: number): AssessedValue => ({
      organisation,
      indicator: 'B01',
      n,
      part: 0,
      value: 0,
      low: 0,
      high: 1,
      definitionVersion: 'x',
      source: 'x',
    })
    const words = await wordsOf(await factsOf({}, [value('many', 100), value('few', 29)]))
    assert.match(words, /按时办结率低于合格线（98%）的：单位many 0%/)
    assert.doesNotMatch(words, /单位few 0%/)
  })

  it('没有一个单位评得了，也写得出来；更正通报写明代替哪一份；没有发布的、示例的有水印', async () => {
    assert.match(await wordsOf(await factsOf({ corrections: [], before: null }, [])), /本期没有单位样本足够/)
    const corrected = await wordsOf(await factsOf({ replaces: 'KHTB-2026-003' }))
    assert.match(corrected, /更正通报/)
    assert.match(corrected, /原通报（编号 KHTB-2026-003）/)
    const marks = await Promise.all([factsOf({ number: null }), factsOf({ isExample: true }), factsOf()])
    assert.deepEqual(marks.map((facts) => bulletinPaper(facts).watermark), ['尚未发布', '示例', undefined])
  })
})

describe('通报的文件', () => {
  it('PDF、DOCX、XLSX 都打得开，图在里面，名字说明是什么', async () => {
    const facts = await factsOf()
    for (const format of FORMATS) {
      const { bytes, name } = await rendered(facts, format)
      assert.equal(name, `关于2026年第一季度政务服务效能考核情况的通报.${format}`)
      if (format === 'pdf') assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
      else assert([...soundParts(bytes).keys()].some((part) => part.endsWith('charts/chart1.xml')), format)
    }
  })

  it('表格里名次、更正前后的值是数，更正的日期是日子，日期用中文写', async () => {
    const [scores, , corrections] = bulletinBook(await factsOf()).sheets
    assert.deepEqual(scores?.rows[0]?.[5], 1)
    assert.deepEqual(corrections?.rows[0], [{ day: '2026-04-08' }, '效能监督', '单位water', '按时办结率', 98.57, 420, 99.04, 420, '申诉采纳：日期补录有误'])
    assert.match(scores?.lines.join() ?? '', /2026年1月1日至2026年3月31日/)
  })

  it('没有可画的就没有图，文件照样打得开', async () => {
    const facts = await factsOf({}, [])
    for (const format of ['docx', 'xlsx'] as const)
      assert([...soundParts((await rendered(facts, format)).bytes).keys()].every((part) => !part.includes('chart')))
  })
})
