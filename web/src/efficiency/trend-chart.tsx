import type { TrendPoint } from './calls.ts'
import { partsText, valueText } from './value-text.ts'

const [WIDTH, HEIGHT, MARGIN] = [720, 150, 8]

/** The months as a line, and the same in a table. */
export function TrendChart({ points, unit, name }: { points: readonly TrendPoint[]; unit: string; name: string }) {
  const known = points.flatMap(({ value }, index) => (value === null ? [] : [{ value, index }]))
  if (known.length < 2) return <section className="card"><h2>走势</h2><p className="empty">有两个月以上的数，这里画出它怎样变。现在只有今天或一个月的。</p></section>
  const [low, high] = [Math.min(...known.map(({ value }) => value)), Math.max(...known.map(({ value }) => value))]
  const x = (index: number): number => MARGIN + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * MARGIN)
  const y = (value: number): number => HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN)
  return (
    <section className="card" aria-labelledby="trend-title">
      <h2 id="trend-title">走势</h2>
      <svg className="trend-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name}每月的值，最低 ${valueText({ value: low, unit })}，最高 ${valueText({ value: high, unit })}；下面的表有每个月的数`}>
        <polyline points={known.map(({ value, index }) => `${x(index)},${y(value)}`).join(' ')} />
        {known.map(({ value, index }) => <circle key={index} cx={x(index)} cy={y(value)} r="4" />)}
      </svg>
      <p className="trend-ends faded" aria-hidden="true"><span>{points[0]?.month.slice(0, 7)}</span><span>最低 {valueText({ value: low, unit })} · 最高 {valueText({ value: high, unit })}</span><span>{points.at(-1)?.month.slice(0, 7)}</span></p>
      <details>
        <summary>每个月的数</summary>
        <table className="plain-table">
          <thead><tr><th scope="col">月份</th><th scope="col" className="figure">值</th><th scope="col" className="figure">怎样算来</th></tr></thead>
          <tbody>{points.map((point) => <tr key={point.month}><th scope="row">{point.month.slice(0, 7)}</th><td className="figure">{valueText({ value: point.value, unit })}</td><td className="figure">{partsText(point)}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  )
}
