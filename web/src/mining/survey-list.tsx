import { momentText } from '../kit/days.ts'
import { Link } from '../shell/link.tsx'
import type { Choices, Survey } from './calls.ts'
import { addressOf } from './doors.ts'
import { askedText } from './words.ts'

/** What has been looked at lately. */
export function SurveyList({ surveys, choices }: { surveys: readonly Survey[]; choices: Choices }) {
  if (surveys.length === 0) return <p className="empty">这里会列出算过的流程分析。现在还没有：在上面选好办件，按“开始计算”。</p>
  return (
    <section className="card">
      <h2>算过的</h2>
      <div className="wide-table" role="region" aria-label="算过的流程分析" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">看的是什么</th>
              <th scope="col">进展</th>
              <th scope="col" className="figure">
                办件
              </th>
              <th scope="col">谁、什么时候要的</th>
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <tr key={survey.id}>
                <th scope="row">
                  <Link href={addressOf({ survey: survey.id, tab: 'flow' })}>{askedText(survey.asked, choices)}</Link>
                </th>
                <td>{stateText(survey)}</td>
                <td className="figure">{survey.state === 'done' ? survey.total : '—'}</td>
                <td>
                  {survey.askedBy}
                  <span className="second">{momentText(survey.askedAt)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function stateText({ state, done, total }: Survey): string {
  switch (state) {
    case 'waiting': return '等着计算'
    case 'running': return total === 0 ? '正在选办件' : `正在读记录 ${done} / ${total} 件`
    case 'done': return '算完了'
    case 'failed': return '没有算成'
  }
}
