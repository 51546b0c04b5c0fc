import { dayInFigures, type Book, type Cell, type Sheet } from '#base/documents'
import type { BulletinFacts } from './facts.ts'
import { scoreChart } from './paper.ts'
import { possibleRanks, rankText, titleOf } from './words.ts'

/** The bulletin as a workbook: the same figures as numbers, with the chart behind them. Pure. */
export function bulletinBook(facts: BulletinFacts): Book {
  return { title: titleOf(facts), issuedOn: facts.issuedOn, sheets: [scores(facts), figures(facts), corrections(facts), scheme(facts)] }
}

function linesOf(facts: BulletinFacts): string[] {
  const standing = facts.number === null ? '尚未发布' : `编号 ${facts.number}，${dayInFigures(facts.issuedOn)}发布`
  return [titleOf(facts), `${dayInFigures(facts.startsOn)}至${dayInFigures(facts.endsOn)}，第 ${facts.version} 版，${standing}${facts.isExample ? '。示例，数都是编的' : ''}`]
}

function scores(facts: BulletinFacts): Sheet {
  const chart = scoreChart(facts)
  const columns = [['单位', 30], ['得分', 9, 1], ['区间下限', 10, 1], ['区间上限', 10, 1], ['等次', 9], ['名次', 9], ['可能名次', 11], ['比上期', 9, 1], ['说明', 46]] as const
  return {
    name: '得分和等次', lines: linesOf(facts), columns: columnsOf(columns),
    rows: facts.units.map((unit) =>
      [unit.name, unit.score, unit.low, unit.high, unit.grade ?? '不评', unit.rank ?? rankText(unit), possibleRanks(unit), unit.change, unit.words]),
    chart: chart && { chart, labels: 0, values: 1, range: { low: 2, high: 3 } },
  }
}

/** One row for each figure, so that it can be sorted and filtered. */
function figures(facts: BulletinFacts): Sheet {
  const columns = [
    ['单位', 30], ['指标', 10], ['指标名称', 22], ['分母 n', 10], ['分子', 10], ['数值', 10, 2], ['计量单位', 10], ['区间下限', 10, 2], ['区间上限', 10, 2], ['计分', 20],
  ] as const
  return {
    name: '各项指标', lines: linesOf(facts), columns: columnsOf(columns),
    rows: facts.units.flatMap(({ name, values }) => facts.scheme.indicators.flatMap(({ code, name: indicator, unit }): Cell[][] => {
      const figure = values[code]
      return figure === undefined
        ? []
        : [[name, code, indicator, figure.n, figure.part, figure.value, unit, figure.low, figure.high, figure.isCounted ? '计分' : '样本不足，不计分']]
    })),
  }
}

function corrections(facts: BulletinFacts): Sheet {
  const columns = [['日期', 16], ['谁', 16], ['单位', 30], ['指标', 22], ['更正前', 10, 2], ['更正前 n', 10], ['更正后', 10, 2], ['更正后 n', 10], ['理由', 46]] as const
  return {
    name: '更正', lines: linesOf(facts), columns: columnsOf(columns),
    rows: facts.corrections.length === 0 ? [['锁定以后没有更正']] : facts.corrections.map(({ on, by, unit, indicator, before, after, reason, isAppealed }) =>
      [{ day: on }, by, unit, indicator, before.value, before.n, after.value, after.n, isAppealed ? `申诉采纳：${reason}` : reason]),
  }
}

function scheme({ scheme: { indicators, version, basis }, ...facts }: BulletinFacts): Sheet {
  const columns = [['指标', 8], ['名称', 22], ['权重', 8], ['方向', 10], ['100 分', 9], ['60 分', 9], ['0 分', 9], ['计量单位', 10], ['怎样算', 60]] as const
  return {
    name: '考核办法',
    lines: [`考核办法第 ${version} 版`, `${facts.periodName}。${basis.indicators}`],
    columns: columnsOf(columns),
    rows: indicators.map(({ code, name, weight, direction, full, pass, zero, unit, formula }) => [
      code,
      name,
      weight,
      direction === 'up' ? '越高越好' : '越低越好',
      full,
      pass,
      zero,
      unit,
      formula,
    ]),
  }
}

function columnsOf(columns: readonly (readonly [title: string, width: number, digits?: number])[]): Sheet['columns'] {
  return columns.map(([title, width, digits]) => ({ title, width, digits }))
}
