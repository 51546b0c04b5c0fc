import type { DayFigures } from './calls.ts'
import { Door } from './doors.tsx'

const [WIDTH, HEIGHT, GAP] = [720, 120, 4]

/** Thirty days as bars; whoever cannot see or point at them has the table. */
export function TrendBars({ days }: { days: readonly DayFigures[] }) {
  const most = Math.max(1, ...days.flatMap(({ received, resolved }) => [received, resolved]))
  const width = WIDTH / Math.max(1, days.length)
  const bar = (count: number) => (count / most) * HEIGHT
  const thick = (width - GAP) / 2
  return (
    <div className="trend">
      <p className="trend-keys faded">
        <span className="key-received" aria-hidden="true" /> 收到
        <span className="key-resolved" aria-hidden="true" /> 办结
        <span>（非工作日颜色浅）</span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" preserveAspectRatio="none">
        {days.map(({ day, received, resolved, working }, index) => (
          <g key={day} className={working ? undefined : 'rest-day'}>
            {received > 0 && (
              <Door measure="received" of={{ day }} count={received} tabIndex={-1}>
                <rect className="bar-received" x={index * width} width={thick} y={HEIGHT - bar(received)} height={bar(received)} />
              </Door>
            )}
            {resolved > 0 && (
              <Door measure="resolved" of={{ day }} count={resolved} tabIndex={-1}>
                <rect className="bar-resolved" x={index * width + thick} width={thick} y={HEIGHT - bar(resolved)} height={bar(resolved)} />
              </Door>
            )}
          </g>
        ))}
      </svg>
      <p className="trend-ends faded" aria-hidden="true">
        <span>{days[0]?.day}</span>
        <span>最高的一天 {most} 件</span>
        <span>{days.at(-1)?.day}</span>
      </p>
    </div>
  )
}

export function DayTable({ days }: { days: readonly DayFigures[] }) {
  return (
    <table className="plain-table">
      <caption>近三十天</caption>
      <thead><tr><th scope="col">日子</th><th scope="col" className="figure">收到</th><th scope="col" className="figure">办结</th></tr></thead>
      <tbody>
        {days.map(({ day, received, resolved, working }) => (
          <tr key={day}>
            <th scope="row">{day}{!working && '（非工作日）'}</th>
            <td className="figure"><Door measure="received" of={{ day }} count={received} label={`${day} 收到 ${received} 件`}>{received}</Door></td>
            <td className="figure"><Door measure="resolved" of={{ day }} count={resolved} label={`${day} 办结 ${resolved} 件`}>{resolved}</Door></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
