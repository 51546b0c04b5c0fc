import { useMemo, useState } from 'react'
import { Link } from '../shell/link.tsx'
import { addressOf } from './doors.ts'
import { flowOf, waysFor } from './flow.ts'
import { FlowDrawing } from './flow-drawing.tsx'
import type { Result } from './calls.ts'
import type { PartProps } from './part-props.ts'
import { daysText, percentText } from './words.ts'

/** Rare ways make the picture unreadable; at first so many are shown as cover this share of the cases. */
const SHARE_AT_FIRST = 0.8

/** The directly-follows graph of the most frequent ways, and all pairs as a table. */
export function FlowPart({ survey, result }: PartProps) {
  const { variants, edges, mined } = result
  const [kept, setKept] = useState(() => waysFor(variants, SHARE_AT_FIRST))
  const flow = useMemo(() => flowOf(variants, kept), [variants, kept])
  const doorTo = (from: string, to: string): string => addressOf({ survey, tab: 'flow', door: { by: 'pair', value: `${from} → ${to}` } })
  return (
    <>
      <section className="card">
        <div className="flow-head">
          <h2>实际流程图</h2>
          <label className="flow-slider">显示最常见的 {kept} 种走法（{percentText(flow.cases, mined.cases)} 的办件）
            <input type="range" min={1} max={Math.max(1, variants.length)} value={kept} onChange={({ target }) => setKept(Number(target.value))} />
          </label>
        </div>
        <p className="faded">框里是走过这一步的件数；线上是次数和两步之间平均的工作日，线越粗次数越多，虚线是往回走。同样的内容在下面的表里。</p>
        <FlowDrawing flow={flow} edges={edges} doorTo={doorTo} />
      </section>
      <Pairs edges={edges} doorTo={doorTo} />
    </>
  )
}

function Pairs({ edges, doorTo }: { edges: Result['edges']; doorTo: (from: string, to: string) => string }) {
  return (
    <section className="card">
      <h2>一步接一步（全部走法，{edges.length} 对）</h2>
      <div className="wide-table" role="region" aria-label="一步接一步" tabIndex={0}>
        <table className="plain-table">
          <thead><tr>
            <th scope="col">从</th><th scope="col">到</th><th scope="col" className="figure">次数</th>
            <th scope="col" className="figure">办件</th><th scope="col" className="figure">工作日<span className="second">平均／中位／90 分位</span></th>
            <th scope="col" className="figure">日历天<span className="second">平均</span></th>
          </tr></thead>
          <tbody>
            {edges.map(({ from, to, count, cases, workingDays, elapsedDays }) => (
              <tr key={`${from} ${to}`}>
                <th scope="row">{from}</th><td>{to}</td><td className="figure">{count}</td>
                <td className="figure"><Link href={doorTo(from, to)} aria-label={`${from} → ${to} ${cases} 件`}>{cases}</Link></td>
                <td className="figure">{[workingDays.mean, workingDays.median, workingDays.p90].map(daysText).join('／')}</td>
                <td className="figure">{daysText(elapsedDays.mean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
