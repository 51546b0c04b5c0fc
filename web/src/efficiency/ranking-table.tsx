import { Link } from '../shell/link.tsx'
import { GROUPINGS, type Indicator, type OneIndicator, type Ranked } from './calls.ts'
import { viewAddress } from './doors.ts'
import { LevelMark } from './level-mark.tsx'
import { partsText, rangeText, valueText } from './value-text.ts'

/** By unit, with ranges: the best first; whoever has too few cases stands below without a number. */
export function RankingTable({ one, asked, minimum }: { one: OneIndicator; asked: URLSearchParams; minimum: string }) {
  const { rows, by, indicator, definition } = one
  const scale = scaleOf(rows)
  const title = `按${GROUPINGS[by]}`
  return (
    <section className="card" aria-labelledby="ranking-title">
      <h2 id="ranking-title">{title}</h2>
      {definition.scopes.length > 1 && (
        <nav className="tabs" aria-label="按什么分">
          {definition.scopes.map((scope) => (
            <Link key={scope} href={viewAddress(asked, { indicator: indicator.id, by: scope })} aria-current={scope === by ? 'page' : undefined}>
              按{GROUPINGS[scope]}
            </Link>
          ))}
        </nav>
      )}
      {rows.length === 0 && <p className="empty">这一段还没有办件，或者这个指标分不到{GROUPINGS[by]}。有了以后，这里按{GROUPINGS[by]}排列。</p>}
      {rows.length > 0 && (
        <div className="wide-table" role="region" aria-label={`${title}的表`} tabIndex={0}>
          <table className="plain-table">
            <thead><tr>
              <th scope="col" className="figure">名次</th><th scope="col">{GROUPINGS[by]}</th><th scope="col" className="figure">值</th>
              <th scope="col">范围</th><th scope="col" className="figure">怎样算来</th><th scope="col" className="figure">收缩值</th><th scope="col">等级</th>
            </tr></thead>
            <tbody>{rows.map((row) => <Row key={row.key} row={row} one={one} asked={asked} scale={scale} />)}</tbody>
          </table>
        </div>
      )}
      <p className="faded">{minimum}。按收缩值排：件数越少，越靠向全区的值。范围与上一名重叠的，先后没有意义，名次旁写“相近”。</p>
    </section>
  )
}

interface RowProps { row: Ranked; one: OneIndicator; asked: URLSearchParams; scale: { low: number; high: number } }

function Row({ row, one: { indicator, by, opens }, asked, scale }: RowProps) {
  const cases = viewAddress(asked, { indicator: indicator.id, part: 'numerator', [by]: row.key })
  return (
    <tr>
      <td className="figure">
        {row.rank ?? '—'}{row.rank !== null && row.rank > 1 && !row.isDistinct && row.range !== null && <span className="second">相近</span>}
        {row.rank === null && row.isSmall && <span className="second">件数少</span>}
      </td>
      <th scope="row">
        {by === 'organisation' || by === 'window' ? <Link href={viewAddress(asked, { indicator: indicator.id, [by]: row.key })}>{row.name}</Link> : row.name}
      </th>
      <td className="figure"><b>{valueText({ value: row.value, unit: indicator.unit })}</b></td>
      <td><RangeBar row={row} unit={indicator.unit} scale={scale} /></td>
      <td className="figure">
        {opens.numerator ? <Link href={cases} aria-label={`${partsText(row)}，打开${row.name}的分子是哪些办件`}>{partsText(row)}</Link> : partsText(row)}
      </td>
      <td className="figure">{valueText({ value: row.shrunk, unit: indicator.unit })}</td>
      <td><LevelMark level={row.level} word={row.levelWord} /></td>
    </tr>
  )
}

function RangeBar({ row: { range, value }, unit, scale: { low, high } }: { row: Ranked; unit: Indicator['unit']; scale: { low: number; high: number } }) {
  if (range === null || value === null) return <span className="faded">—</span>
  const at = (point: number): number => Math.min(100, Math.max(0, ((point - low) / (high - low || 1)) * 100))
  return (
    <>
      <svg className="range-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect x={at(range.low)} y="3" width={Math.max(1, at(range.high) - at(range.low))} height="4" />
        <rect className="range-point" x={at(value) - 0.8} y="0" width="1.6" height="10" />
      </svg>
      <span className="second unbroken">{rangeText(range, unit)}</span>
    </>
  )
}

/** Where the lines begin and end: as the units with enough cases lie; one of a single case would squeeze all others into a corner. */
function scaleOf(rows: readonly Ranked[]): { low: number; high: number } {
  const enough = rows.filter(({ isSmall }) => !isSmall)
  const ends = (enough.length > 1 ? enough : rows).flatMap(({ range }) => (range ? [range.low, range.high] : []))
  return ends.length === 0 ? { low: 0, high: 1 } : { low: Math.min(...ends), high: Math.max(...ends) }
}
