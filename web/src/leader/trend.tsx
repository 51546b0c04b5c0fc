import type { DayFigures } from './calls.ts'

const [WIDTH, HEIGHT, GAP] = [720, 120, 4]

/** Thirty days as bars, and the same in a table for those who cannot see them. */
export function Trend({ days }: { days: readonly DayFigures[] }) {
  const most = Math.max(1, ...days.flatMap(({ received, resolved }) => [received, resolved]))
  const width = WIDTH / Math.max(1, days.length)
  const bar = (count: number) => (count / most) * HEIGHT
  return (
    <section className="card trend" aria-labelledby="trend-title">
      <h2 id="trend-title">近三十天</h2>
      <p className="faded"><span className="key-received" aria-hidden="true" /> 收到　<span className="key-resolved" aria-hidden="true" /> 办结　（非工作日颜色浅）</p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`近三十天每天收到和办结的件数，最多一天 ${most} 件；下面的表有每一天的数`} preserveAspectRatio="none">
        {days.map(({ day, received, resolved, working }, index) => (
          <g key={day} className={working ? undefined : 'rest-day'}>
            <rect className="bar-received" x={index * width} width={(width - GAP) / 2} y={HEIGHT - bar(received)} height={bar(received)} />
            <rect className="bar-resolved" x={index * width + (width - GAP) / 2} width={(width - GAP) / 2} y={HEIGHT - bar(resolved)} height={bar(resolved)} />
          </g>
        ))}
      </svg>
      <p className="trend-ends faded" aria-hidden="true"><span>{days[0]?.day}</span><span>最高的一天 {most} 件</span><span>{days.at(-1)?.day}</span></p>
      <details>
        <summary>每一天的数</summary>
        <table className="plain-table">
          <thead><tr><th scope="col">日子</th><th scope="col" className="figure">收到</th><th scope="col" className="figure">办结</th></tr></thead>
          <tbody>{days.map(({ day, received, resolved, working }) => <tr key={day}><th scope="row">{day}{!working && '（非工作日）'}</th><td className="figure">{received}</td><td className="figure">{resolved}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  )
}
