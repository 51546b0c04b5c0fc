import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { fetchLiveCases, type LiveCase, type Standing } from './calls.ts'

/** The cases behind a number: what they are about and by when, not whose they are. */
export function LiveCaseList({ standing, close }: { standing: Standing; close: string }) {
  const [page, setPage] = useState(1)
  const { answer, trouble, reload } = useLoaded(`${JSON.stringify(standing)} ${page}`, () => fetchLiveCases(standing, page))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在打开……</p>
  const title = `“${answer.stateLabel}”的办件 ${answer.total} 件`
  return (
    <section className="card">
      <h2>{title}</h2>
      {answer.total === 0 ? <p className="empty">现在没有办件停在这个状态。</p> : <CaseLines title={title} cases={answer.cases} />}
      {answer.total > answer.size && (
        <nav className="acts" aria-label="翻页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>上一页</Button><span>第 {page} 页</span>
          <Button disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>下一页</Button>
        </nav>
      )}
      <p><Link href={close}>收起</Link></p>
    </section>
  )
}

function CaseLines({ title, cases }: { title: string; cases: readonly LiveCase[] }) {
  return (
    <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">办件编号</th>
            <th scope="col">事项</th>
            <th scope="col">主办部门</th>
            <th scope="col">收到</th>
            <th scope="col">这一步到期</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ caseId, number, title: matter, organisationName, openedAt, queueDueOn, mayOpen }) => (
            <tr key={caseId}>
              <th scope="row">{mayOpen ? <Link href={caseAddress(caseId)}>{number}</Link> : number}</th>
              <td>{matter}</td>
              <td>{organisationName}</td>
              <td className="unbroken">{momentText(openedAt)}</td>
              <td className="unbroken">{queueDueOn ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
