import { Button } from 'antd'
import { useState } from 'react'
import { Link } from '../shell/link.tsx'
import { addressOf } from './doors.ts'
import type { PartProps } from './part-props.ts'
import { daysText, percentText } from './words.ts'

const AT_ONCE = 20

/** The ways through, the most frequent first. */
export function WaysPart({ survey, result: { variants, mined } }: PartProps) {
  const [shown, setShown] = useState(AT_ONCE)
  const doorTo = (nth: number) => addressOf({ survey, tab: 'ways', door: { by: 'variant', value: String(nth) } })
  return (
    <section className="card">
      <h2>走法（{mined.variants} 种）</h2>
      <div className="wide-table" role="region" aria-label="走法" tabIndex={0}>
        <table className="plain-table">
          <thead><tr>
            <th scope="col" className="figure">次序</th><th scope="col">怎样走</th><th scope="col" className="figure">办件</th>
            <th scope="col" className="figure">从头到尾<span className="second">日历天，中位</span></th>
            <th scope="col" className="figure">部门用时<span className="second">工作日，中位</span></th>
          </tr></thead>
          <tbody>
            {variants.slice(0, shown).map(({ activities, cases, elapsedDays, workingDays }, index) => (
              <tr key={activities.join(' ')}>
                <td className="figure">{index + 1}</td>
                <td className="way"><ol>{activities.map((activity, step) => <li key={`${step} ${activity}`}>{activity}</li>)}</ol></td>
                <td className="figure">
                  <Link href={doorTo(index + 1)} aria-label={`第 ${index + 1} 种走法 ${cases} 件`}>{cases}</Link>
                  <span className="second">{percentText(cases, mined.cases)}</span>
                </td>
                <td className="figure">{daysText(elapsedDays.median)}</td>
                <td className="figure">{workingDays === null ? '—' : daysText(workingDays.median)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {variants.length > shown && <p><Button onClick={() => setShown(shown + AT_ONCE)}>再看 {Math.min(AT_ONCE, variants.length - shown)} 种</Button></p>}
      {mined.variants > variants.length && shown >= variants.length && <p className="faded">还有 {mined.variants - variants.length} 种少见的走法没有列出；下载事件日志可以看全部。</p>}
    </section>
  )
}
