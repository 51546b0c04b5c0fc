import { dayAt } from '#platform/day'
import { DRIFT_MAX, ERROR_MAX, type Band, type Comparison, type Prediction, type StationCompared, type Validation, type Verdict } from '#modules/what-if'

const STATION_LINES = 12
const DRIFT_LINES = 6

export function comparisonLines({ span, replications, actual, figures, stations, remarks }: Comparison, name = '改动'): string[] {
  const days = (value: number): string => `${value.toFixed(2)} 天`
  return [
    `${dayAt(new Date(span.from))} 起至 ${dayAt(new Date(span.until - 1))}，重演 ${replications} 次；方括号里是九成的结果落在的区间`,
    `记录里：已办结 ${actual.cases} 件，平均 ${days(actual.meanDays)}，九成不超过 ${days(actual.p90Days)}`, '',
    `指标 | 现状 | ${name} | 差`,
    ...figures.map(({ label, unit, digits, base, changed, difference }) =>
      `${label}（${unit}） | ${withBand(base, digits)} | ${withBand(changed, digits)} | ${signed(difference, digits)}`),
    '', '窗口和部门（停留最多的在前） | 人数 | 在排队等人手 | 停留小时 | 每人每日件数 | 忙的时间',
    ...stations.slice(0, STATION_LINES).map(stationLine), ...remarks.map((remark) => `注意：${remark}`),
  ]
}

function stationLine({ key, staff, staffChanged, isBound, stayHours, visitsADay, load }: StationCompared): string {
  const busy = load === null ? '不知道' : `${percent(load.base.mean)} → ${percent(load.changed.mean)}`
  return [
    key, staff === staffChanged ? String(staff) : `${staff} → ${staffChanged}`, isBound ? '是' : '否',
    `${stayHours.base.mean.toFixed(1)} → ${withBand(stayHours.changed, 1)}`, `${visitsADay.base.mean.toFixed(1)} → ${visitsADay.changed.mean.toFixed(1)}`, busy,
  ].join(' | ')
}

export function validationLines({ first, second, drifts, driftShare, predictions, verdict }: Validation): string[] {
  const half = (label: string, { cases, meanDays, p90Days }: Validation['first']): string =>
    `${label}：${cases} 件，平均 ${meanDays.toFixed(3)} 天，九成不超过 ${p90Days.toFixed(3)} 天`
  return [
    half(`${spanOf(first)} 收的（用来学）`, first), half(`${spanOf(second)} 收的（用来验）`, second),
    Math.abs(driftShare) > DRIFT_MAX
      ? `两段本身不一样：后一段平均比前一段${driftShare < 0 ? '短' : '长'} ${percent(Math.abs(driftShare))}。变化最大的几步：`
      : `两段差 ${signedPercent(driftShare)}。变化最大的几步：`,
    ...drifts.slice(0, DRIFT_LINES).map(driftLine),
    '', '预测后一段 | 平均（天） | 误差 | 九成（天） | 误差', ...predictions.map(predictionLine),
    `允许误差 ${percent(ERROR_MAX)}；最后一种“给它”只告诉模型收件、每步的次数和停留变了多少，分布和次序仍是前一段学来的`, `结论：${VERDICTS[verdict]}`,
  ]
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  right: '只凭前一段学到的，平均和九成都在允许误差以内',
  drifted: '只凭前一段预测不了：事情本身变了。告诉它变了什么以后在允许误差以内，所以差的是变化，不是模型',
  wrong: '超出允许误差，告诉它变了什么以后仍然超出：推演的数不要当真',
}

function driftLine({ step, station, shareBefore, shareAfter, hoursBefore, hoursAfter }: Validation['drifts'][number]): string {
  const stay = shareBefore === 0 ? `停留 ${hoursAfter.toFixed(1)} 小时；前一段没有` : `停留 ${hoursBefore.toFixed(1)} → ${hoursAfter.toFixed(1)} 小时`
  return `  ${step}${station === step || station === '' ? '' : `（${station}）`}：走到的 ${percent(shareBefore)} → ${percent(shareAfter)}，${stay}`
}

function spanOf({ from, until }: Validation['first']): string {
  return `${dayAt(new Date(from))} 至 ${dayAt(new Date(until - 1))}`
}

function predictionLine({ label, meanDays, p90Days, meanError, p90Error, isWithin }: Prediction): string {
  return `${label} | ${withBand(meanDays, 3)} | ${signedPercent(meanError)} | ${withBand(p90Days, 3)} | ${signedPercent(p90Error)} | ${isWithin ? '在内' : '超出'}`
}

const withBand = ({ mean, low, high }: Band, digits: number): string => `${mean.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`
const signed = ({ mean, low, high }: Band, digits: number): string =>
  [mean, low, high]
    .map((value) => (value > 0 ? '+' : '') + value.toFixed(digits))
    .join(' ')
    .replace(/ (.*) (.*)/, ' [$1, $2]')
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
const signedPercent = (share: number): string => `${share > 0 ? '+' : ''}${percent(share)}`
