import { CaseLink } from '../governance/case-outline.tsx'
import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchExcluded } from './calls.ts'
import './ratings.css'

const PAGE_SIZE = 50

/** Ratings that count in no figure, each with the rule it falls under. */
export function ExcludedPage({ query }: { query: string }) {
  const page = Math.max(1, Number(new URLSearchParams(query).get('page')) || 1)
  const { answer, trouble, reload } = useLoaded(String(page), () => fetchExcluded(page))
  return (
    <div className="ratings">
      <PageTitle title="不计入的评价" count={answer?.total} />
      <p className="faded">默认评价、代为评价、成批评价不计入任何数字。评价本身不删除；差评不会因为这些规则被剔除。</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.ratings.length === 0 && <p className="empty">没有不计入的评价。系统按下面的规则找出来的，会列在这里，写明依的是哪一条。</p>}
      {answer && answer.ratings.length > 0 && (
        <div className="wide-table" role="region" aria-label="不计入的评价" tabIndex={0}>
          <table className="plain-table">
            <thead><tr><th scope="col">办件</th><th scope="col">单位</th><th scope="col">评了几分</th><th scope="col">什么时候</th><th scope="col">依哪条规则</th></tr></thead>
            <tbody>
              {answer.ratings.map((row) => (
                <tr key={`${row.caseId} ${row.rule}`}>
                  <th scope="row"><CaseLink caseId={row.caseId}>{row.title}</CaseLink><span className="second">{row.number}</span></th>
                  <td>{row.organisationName}</td><td>{row.level}</td><td className="unbroken">{momentText(row.ratedAt)}</td>
                  <td>{row.ruleLabel}<span className="second">{row.why}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer && answer.total > PAGE_SIZE && (
        <nav className="tabs" aria-label="翻页">
          {page > 1 && <Link href={roomAddress('excluded', `page=${page - 1}`)}>上一页</Link>}
          {page * PAGE_SIZE < answer.total && <Link href={roomAddress('excluded', `page=${page + 1}`)}>下一页</Link>}
        </nav>
      )}
      {answer && (
        <details className="card">
          <summary>哪些评价不计入，为什么</summary>
          <ul>{answer.rules.map(({ id, label, why, standing }) => <li key={id}><strong>{label}</strong>：{why}（{standing}）</li>)}</ul>
        </details>
      )}
    </div>
  )
}
