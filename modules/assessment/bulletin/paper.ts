import { dayInFigures, type Bar, type BarChart, type Paper, type PaperBlock, type Tone } from '#base/documents'
import type { IndicatorRule } from '../scheme.ts'
import type { Grade } from '../scoring.ts'
import type { BulletinFacts, UnitLine } from './facts.ts'
import { clearlyBelow, figureText, GRADES, possibleRanks, rankText, scoredOf, scoreText, titleLinesOf, unitsWith, valueText } from './words.ts'

const ADDRESSEE = '各镇（街）政府（办事处），区府直属各单位：'
/** So many columns of figures fit across a page. */
const COLUMNS_MAX = 5

/** The bulletin as a paper: what the assessment found in words, then the tables and charts it rests on. Pure. */
export function bulletinPaper(facts: BulletinFacts): Paper {
  return {
    titleLines: titleLinesOf(facts),
    number: facts.number ?? '',
    addressee: ADDRESSEE,
    issuedOn: facts.issuedOn,
    blocks: [...overall(facts), ...grades(facts), ...weaknesses(facts), ...mending(facts), { kind: 'paragraph', text: '特此通报。' }],
    signature: { organ: facts.issuer, date: dayInFigures(facts.issuedOn) },
    annexes: [
      { title: `${facts.periodName}考核得分和等次`, blocks: scoreBlocks(facts) },
      { title: `${facts.periodName}各项指标`, blocks: figureBlocks(facts) },
      { title: '考核办法和说明', blocks: schemeBlocks(facts) },
    ],
    watermark: facts.number === null ? '尚未发布' : facts.isExample ? '示例' : undefined,
  }
}

const say = (text: string): PaperBlock => ({ kind: 'paragraph', text })
const head = (text: string): PaperBlock => ({ kind: 'heading', text })

function overall(facts: BulletinFacts): PaperBlock[] {
  const { units, startsOn, endsOn, scheme, lockedOn, version, replaces } = facts
  const scored = scoredOf(facts)
  const counts = GRADES.map((grade) => `${grade} ${unitsWith(facts, grade).length} 个`).join('、')
  const few = units.length - scored.length
  return [
    ...(replaces === null ? [] : [say(`原通报（编号 ${replaces}）发布后有更正，以本通报为准。更正的内容见第四部分。`)]),
    say(`按照政务服务效能考核办法（第 ${scheme.version} 版），对 ${dayInFigures(startsOn)}至${dayInFigures(endsOn)}的政务服务效能进行了考核。`
      + `${lockedOn === null ? '' : `考核数据于${dayInFigures(lockedOn)}锁定，本通报用第 ${version} 版。`}现将有关情况通报如下。`),
    head('一、总体情况'),
    say(`本期有办件的单位 ${units.length} 个，其中 ${scored.length} 个样本足够，评定了等次：${counts}。${few === 0 ? '' : `另有 ${few} 个单位样本不足，只列数值，不评等次、不排名。`}`),
  ]
}

function grades(facts: BulletinFacts): PaperBlock[] {
  const lines = GRADES.flatMap((grade) => {
    const names = unitsWith(facts, grade).map(({ name, score }) => `${name}（${scoreText(score)} 分）`)
    return names.length === 0 ? [] : [say(`${grade}：${names.join('、')}。`)]
  })
  return [head('二、等次'), ...(lines.length === 0 ? [say('本期没有单位样本足够，都不评等次。')] : lines)]
}

function weaknesses(facts: BulletinFacts): PaperBlock[] {
  const lines = facts.scheme.indicators.flatMap((rule) => {
    const units = clearlyBelow(facts, rule)
    if (units.length === 0) return []
    const named = units.map(({ name, values }) => `${name} ${figureText(values[rule.code]?.value ?? null)}${rule.unit}`)
    return [say(`${rule.name}${rule.direction === 'up' ? '低于' : '高于'}合格线（${rule.pass}${rule.unit}）的：${named.join('、')}。`)]
  })
  return [head('三、存在的问题'), ...(lines.length === 0 ? [say('没有单位的指标连同区间都在合格线以外。')] : lines), ...failed(facts)]
}

function failed(facts: BulletinFacts): PaperBlock[] {
  const units = unitsWith(facts, '不合格')
  return units.length === 0 ? [] : [say(`评为不合格的${units.map(({ name }) => name).join('、')}应当限期整改，整改情况报${facts.issuer}。`)]
}

function mending({ appeals, corrections, issuer }: BulletinFacts): PaperBlock[] {
  const raised = appeals.raised === 0 ? '锁定以后没有单位申诉。' : `锁定以后收到申诉 ${appeals.raised} 件，采纳 ${appeals.adopted} 件，不采纳 ${appeals.rejected} 件。`
  const lines = corrections.map(({ on, unit, indicator, suffix, before, after, reason }) =>
    say(`${dayInFigures(on)}更正：${unit}${indicator}由 ${figureText(before.value)}${suffix} 更正为 ${figureText(after.value)}${suffix}`
      + `（样本数由 ${before.n} 更正为 ${after.n}）。理由：${reason.replace(/。$/, '')}。`))
  return [head('四、申诉和更正'), say(`${raised}${corrections.length === 0 ? '锁定以后没有更正。' : ''}`), ...lines, say(`各单位对通报有疑问的，请向${issuer}反映。`)]
}

function scoreBlocks(facts: BulletinFacts): PaperBlock[] {
  const chart = scoreChart(facts)
  const few = facts.units.filter(({ score }) => score === null)
  const remarks = scoredOf(facts).filter(({ words }) => words !== '').map(({ name, words }) => `${name}：${words}`)
  return [
    ...(chart === undefined ? [] : [{ kind: 'chart', chart } as const, scoreTable(facts)]),
    say(`“可能名次”是各单位得分的区间允许的名次：区间有重叠的，名次先后不足以说明差别。${facts.before === null ? '没有上期可比。' : `“比上期”与${facts.before.periodName}比。`}`),
    ...(few.length === 0 ? [] : [say(`样本不足，不评等次、不排名的：${few.map(({ name }) => name).join('、')}。多数指标不到 ${facts.scheme.sampleMin} 件，数值见附表 2。`)]),
    ...(remarks.length === 0 ? [] : [say(`说明：${remarks.join('。')}。`)]),
  ]
}

function scoreTable(facts: BulletinFacts): PaperBlock {
  const columns = [['单位', 33], ['得分', 10], ['区间', 17], ['等次', 11], ['名次', 10], ['可能名次', 14], ['比上期', 11]] as const
  return {
    kind: 'table', caption: '得分和等次', isDense: true, columns: columns.map(([title, share], index) => ({ title, share, align: index === 0 ? 'left' : 'centre' })),
    rows: scoredOf(facts).map((unit) =>
      [unit.name, scoreText(unit.score), `${scoreText(unit.low)}—${scoreText(unit.high)}`, unit.grade ?? '不评', rankText(unit), possibleRanks(unit), changeText(unit)]),
  }
}

function changeText({ change }: UnitLine): string {
  return change === null ? '—' : `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(change).toFixed(1)}`
}

const TONE_OF: Readonly<Record<Grade, Tone>> = { 优秀: 'good', 良好: 'plain', 合格: 'weak', 不合格: 'bad' }

/** Undefined where nobody has a score. */
export function scoreChart(facts: BulletinFacts): BarChart | undefined {
  const bars = scoredOf(facts)
    .map(({ name, score, low, high, grade }): Bar => ({ label: name, value: score ?? 0, low, high, word: grade ?? '', tone: TONE_OF[grade ?? '合格'] }))
  if (bars.length === 0) return undefined
  return {
    title: '各单位得分和区间', caption: '横线是得分可能的区间，满分 100，数字见表', unit: ' 分', digits: 1, max: 100,
    line: { value: facts.scheme.grades.pass, label: `合格线 ${facts.scheme.grades.pass} 分` }, bars,
  }
}

function figureBlocks(facts: BulletinFacts): PaperBlock[] {
  const { indicators } = facts.scheme
  const parts = Math.ceil(indicators.length / COLUMNS_MAX)
  const size = Math.ceil(indicators.length / parts)
  const tables = Array.from({ length: parts }, (_, part) => figureTable(facts, indicators.slice(part * size, (part + 1) * size)))
  return [say(`每格从上到下是数值、区间和样本数 n；样本数写“不足”的不到 ${facts.scheme.sampleMin}，没有计分。`), ...tables]
}

function figureTable({ units }: BulletinFacts, rules: readonly IndicatorRule[]): PaperBlock {
  return {
    kind: 'table',
    isDense: true,
    columns: [
      { title: '单位', share: 21 },
      ...rules.map(({ name, unit }) => ({ title: unit === '%' ? name : `${name}（${unit}）`, share: 79 / rules.length, align: 'centre' as const })),
    ],
    rows: units.map(({ name, values }) => [name, ...rules.map((rule) => valueText(values[rule.code], rule))]),
  }
}

function schemeBlocks({ scheme, isExample }: BulletinFacts): PaperBlock[] {
  const { indicators, grades: lines, basis, sampleMin, coverageMinPercent } = scheme
  return [
    {
      kind: 'table', caption: `考核办法第 ${scheme.version} 版`,
      columns: [{ title: '指标', share: 19 }, { title: '怎样算', share: 40 }, ...['权重', '100分', '60分', '0分'].map((title) =>
        ({ title, share: 11, align: 'centre' as const }))],
      rows: indicators.map(({ name, formula, weight, full, pass, zero, unit }) =>
        [name, formula, String(weight), ...[full, pass, zero].map((value) => `${value}${unit}`)]),
    },
    say(`等次：优秀 ${lines.excellent} 分以上，良好 ${lines.good} 分以上，合格 ${lines.pass} 分以上；低于 ${lines.pass} 分，而且区间也在 ${lines.pass} 分以下的，评为不合格。`),
    say(`样本少于 ${sampleMin} 的指标不计分；计了分的指标权重不到 ${coverageMinPercent}% 的单位不评等次、不排名。比率的区间是 95% 的威尔逊区间；得分的区间由各项的区间合成，各项按互不相关算。`),
    say(`依据：${basis.indicators}。${basis.grades}。`),
    ...(isExample ? [say('本期是示例，数都是编的。')] : []),
  ]
}
