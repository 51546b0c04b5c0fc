import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { CaseLink } from './case-outline.tsx'
import { Pager } from './pager.tsx'
import { fetchReportCases, type ReportAsked } from './report-calls.ts'

interface ListProps { asked: ReportAsked; measure: string; page: number; at: (change: Record<string, string | undefined>) => string }

/** What a figure counts, from where, as of when, and the cases themselves. */
export function ReportCaseList({ asked, measure, page, at }: ListProps) {
  const { answer, trouble, reload } = useLoaded(`${measure} ${page}`, () => fetchReportCases(asked, measure, page))
  if (!answer) return trouble ? <TroubleNote trouble={trouble} again={() => void reload()} /> : null
  const { label, what, source, asOf, total, cases } = answer
  return (
    <section className="card no-print" aria-labelledby="behind-title">
      <h2 id="behind-title">{label}　{total}</h2>
      <p className="faded">{what}。来源：{source}，数到 {momentText(asOf)}。<Link href={at({ measure: undefined })}>收起</Link></p>
      {cases.length === 0 && <p className="empty">这一段里没有。有了会列在这里。</p>}
      {cases.length > 0 && (
        <div className="wide-table" role="region" aria-label={label} tabIndex={0}>
          <table className="plain-table">
            <thead><tr><th scope="col">办件</th><th scope="col">单位</th><th scope="col">状态</th></tr></thead>
            <tbody>
              {cases.map(({ id, number, title, stateLabel, organisationName }, index) => (
                <tr key={`${id} ${index}`}>
                  <th scope="row"><CaseLink caseId={id}>{title}</CaseLink><span className="second">{number}</span></th>
                  <td>{organisationName}</td><td>{stateLabel}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager page={page} total={total} to={(to) => at({ measure, page: String(to) })} />
    </section>
  )
}
