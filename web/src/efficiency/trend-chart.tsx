import type { TrendPoint } from './calls.ts'
import { numberText, partsText, valueText } from './value-text.ts'

const [WIDTH, HEIGHT, TOP, SIDE] = [720, 200, 44, 44]
/** Where the figure stands beside its point. */
const [ABOVE, BELOW] = [-10, 20]
/** More figures than these would run into one another. */
const NAMED_MAX = 13

/** The months as a line, and the same in a table. */
export function TrendChart({ points, unit, name }: { points: readonly TrendPoint[]; unit: string; name: string }) {
  const known = points.flatMap(({ value }, index) => (value === null ? [] : [{ value, index }]))
  if (known.length < 2) return <section className="card"><h2>走势</h2><p className="empty">有两个月以上的数，这里画出它怎样变。现在只有今天或一个月的。</p></section>
  const [low, high] = [Math.min(...known.map(({ value }) => value)), Math.max(...known.map(({ value }) => value))]
  const span = `最低 ${valueText({ value: low, unit })}，最高 ${valueText({ value: high, unit })}`
  const x = (index: number): number => SIDE + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * SIDE)
  const y = (value: number): number => HEIGHT - TOP - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * TOP)
  return (
    <section className="card" aria-labelledby="trend-title">
      <h2 id="trend-title">走势</h2>
      <svg className="trend-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name}每月的值，${span}；下面的表有每个月的数`}>
        <polyline points={known.map(({ value, index }) => `${x(index)},${y(value)}`).join(' ')} />
        {known.map(({ value, index }) => <circle key={index} cx={x(index)} cy={y(value)} r="4" />)}
        {points.length <= NAMED_MAX && known.map(({ value, index }, place) => (
          <text key={index} x={x(index)} y={y(value) + (isValley(known, place) ? BELOW : ABOVE)}>{numberText(value)}</text>
        ))}
        {points.length <= NAMED_MAX
          && points.map(({ month }, index) => <text key={month} className="trend-month" x={x(index)} y={HEIGHT - 8}>{monthText(month, index)}</text>)}
      </svg>
      <p className="faded">{span}；纵轴只画这一段，起伏看着比实际大。</p>
      <details>
        <summary>每个月的数</summary>
        <table className="plain-table">
          <thead><tr><th scope="col">月份</th><th scope="col" className="figure">值</th><th scope="col" className="figure">怎样算来</th></tr></thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.month}>
                <th scope="row">{point.month.slice(0, 7)}</th><td className="figure">{valueText({ value: point.value, unit })}</td>
                <td className="figure">{partsText(point)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** The line comes down to it from both sides: its figure stands below, where no line is. */
function isValley(known: readonly { value: number }[], place: number): boolean {
  const [own, before, after] = [known[place]?.value ?? 0, known[place - 1]?.value, known[place + 1]?.value]
  return (before ?? own) >= own && (after ?? own) >= own && (before !== undefined && before > own || after !== undefined && after > own)
}

/** 2026-06 once, and then only the months until the year changes; a December has no room for its year beside that of January. */
function monthText(month: string, index: number): string {
  const [year = '', number = ''] = month.split('-')
  return (index === 0 && number !== '12') || number === '01' ? `${year}-${number}` : `${Number(number)} 月`
}
