import type { ReactNode } from 'react'
import { momentText } from '../kit/days.ts'
import { Link } from '../shell/link.tsx'
import type { Report, ReportFigure, ReportMonth } from './report-calls.ts'
import './report.css'

const UNITS_MAX = 9
const LEVELS: readonly (readonly [string, string])[] = [['red', '■ 红牌'], ['yellow', '▮ 黄牌'], ['notice', '◆ 预警'], ['reminder', '○ 提示']]
const LOOP = ['problems', 'ordered', 'evidenced', 'rechecked', 'mending', 'late'] as const
const [WIDTH, HEIGHT] = [480, 110]

/** Where a figure of the report leads: to its cases, of one unit or of those the report is about. */
type To = (measure: string, unit?: string) => string
interface BodyProps { report: Report; to: To }

/** One sheet: the loop from problem to proof, alerts by level, units with their points, twelve months; measured in em, so that it fits a page and a wall. */
export function ReportBody({ report, to }: BodyProps) {
  const { organisationName, from, to: until, asOf, source } = report
  return (
    <article className="report-sheet" aria-labelledby="report-title">
      <header><h2 id="report-title">{organisationName}监督和整改汇报</h2><p>{from} 至 {until}　{source}，数到 {momentText(asOf)}</p></header>
      <ul className="report-loop">{LOOP.map((name) => <li key={name}><Figure report={report} name={name} to={to} /></li>)}</ul>
      <div className="report-panels">
        <Panel title="预警" id="levels"><Levels report={report} to={to} /></Panel>
        <Panel title="各单位" id="units"><Units report={report} to={to} /></Panel>
        <Panel title="一年来" id="trend"><Months months={report.months} /></Panel>
      </div>
    </article>
  )
}

function Panel({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return <section className={`report-panel report-${id}`} aria-labelledby={`report-${id}`}><h3 id={`report-${id}`}>{title}</h3>{children}</section>
}

const figureOf = ({ figures }: Report, name: string): ReportFigure => figures.find((figure) => figure.name === name) ?? { name, label: name, what: '', n: 0 }

function Figure({ report, name, to }: BodyProps & { name: string }) {
  const { label, what, n } = figureOf(report, name)
  const isLate = name === 'late' && n > 0
  return (
    <>
      <p>{label}</p>
      <Link href={to(name)} data-count={n} title={what} aria-label={`${label} ${n} 件`} className={isLate ? 'late' : undefined}>{isLate && '▲ '}{n}</Link>
      <p className="faded">件{name === 'mending' || name === 'late' ? '，现在' : ''}</p>
    </>
  )
}

function Levels({ report, to }: BodyProps) {
  const door = (name: string) => <Link href={to(name)}>{figureOf(report, name).n}</Link>
  const most = Math.max(1, ...LEVELS.map(([name]) => figureOf(report, name).n))
  return (
    <>
      <table className="report-table">
        <tbody>
          {LEVELS.map(([name, label]) => {
            const { n, what } = figureOf(report, name)
            return (
              <tr key={name} className={`report-level level-${name}`}>
                <th scope="row">{label}</th>
                <td className="report-bar"><span aria-hidden="true" style={{ inlineSize: `${(n / most) * 100}%` }} /></td>
                <td className="figure"><Link href={to(name)} data-count={n} title={what} aria-label={`${label} ${n} 条`}>{n}</Link></td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p>黄牌督办 {door('cardOrders')} 件，逾期没有答复提级的 {door('escalated')} 件；九十天里再次发生的整改 {door('again')} 件。</p>
    </>
  )
}

const UNIT_FIGURES = ['红牌', '黄牌', '问题', '销号', '没销号', '分值']

function Units({ report: { units, basePoints }, to }: BodyProps) {
  if (units.length === 0) return <p className="faded">这个月没有预警，也没有要整改的。有了会按单位列在这里，每个单位从 {basePoints} 分起算。</p>
  return (
    <>
      <div className="report-wide" role="region" aria-label="各单位的数和分值" tabIndex={0}><table className="report-table">
        <thead><tr><th scope="col">单位</th>{UNIT_FIGURES.map((label) => <th key={label} scope="col" className="figure">{label}</th>)}</tr></thead>
        <tbody>
          {units.slice(0, UNITS_MAX).map((unit) => (
            <tr key={unit.organisation}>
              <th scope="row">{unit.name}</th>
              {(['red', 'yellow', 'problems', 'rechecked', 'mending'] as const).map((name) => (
                <td key={name} className="figure">{unit[name] === 0 ? 0 : <Link href={to(name, unit.organisation)}>{unit[name]}</Link>}</td>
              ))}
              <td className="figure"><strong>{unit.points}</strong></td>
            </tr>
          ))}
        </tbody>
      </table></div>
      <p className="faded">{units.length > UNITS_MAX && `还有 ${units.length - UNITS_MAX} 个单位没有列出；`}没有预警和整改的单位是 {basePoints} 分。</p>
    </>
  )
}

const KEYS: readonly (readonly [keyof Omit<ReportMonth, 'month'>, string])[] = [['red', '红牌'], ['yellow', '黄牌'], ['problems', '问题'], ['rechecked', '销号']]

/** Bars of four kinds for each month, and the same as a table. */
function Months({ months }: { months: readonly ReportMonth[] }) {
  const most = Math.max(1, ...months.flatMap((month) => KEYS.map(([key]) => month[key])))
  const [step, thick] = [WIDTH / months.length, WIDTH / months.length / (KEYS.length + 1)]
  return (
    <>
      <p className="report-keys">{KEYS.map(([key, name]) => <span key={key}><i className={`report-key report-${key}`} aria-hidden="true" />{name}</span>)}</p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {months.flatMap((month, at) => KEYS.map(([key], index) => (
          <rect
            key={`${month.month} ${key}`} className={`report-${key}`} x={at * step + index * thick} width={thick * 0.9}
            y={HEIGHT - (month[key] / most) * HEIGHT} height={(month[key] / most) * HEIGHT}
          />
        )))}
      </svg>
      <div className="report-wide" role="region" aria-label="一年来，按月" tabIndex={0}><table className="report-table report-months">
        <thead>
          <tr><th scope="col">月份</th>{months.map(({ month }) => <th key={month} scope="col" className="figure">{Number(month.slice(5))}月</th>)}</tr>
        </thead>
        <tbody>
          {KEYS.map(([key, name]) => (
            <tr key={key}><th scope="row">{name}</th>{months.map((month) => <td key={month.month} className="figure">{month[key]}</td>)}</tr>
          ))}
        </tbody>
      </table></div>
    </>
  )
}
