import { momentText } from '../kit/days.ts'
import { Link } from '../shell/link.tsx'
import type { Choices, Run } from './calls.ts'
import { changeTexts, runAddress, stateText } from './words.ts'

/** What has been tried lately. */
export function RunList({ runs, choices }: { runs: readonly Run[]; choices: Choices }) {
  if (runs.length === 0) return <p className="empty">这里会列出推演过的改动。现在还没有：在上面选月份、加一项改动，按“开始推演”。</p>
  return (
    <section className="card">
      <h2>推演过的</h2>
      <div className="wide-table" role="region" aria-label="推演过的" tabIndex={0}>
        <table className="plain-table">
          <thead><tr><th scope="col">改什么</th><th scope="col">哪个月</th><th scope="col">进展</th><th scope="col">谁、什么时候</th></tr></thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row"><Link href={runAddress(run.id)}>{run.asked.change.name ?? changeTexts(run.asked.change, choices).join('；')}</Link></th>
                <td className="unbroken">{run.asked.base}</td><td>{stateText(run)}</td>
                <td>{run.askedBy}<span className="second">{momentText(run.askedAt)}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
