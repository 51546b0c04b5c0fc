import { useState } from 'react'
import { Pager } from '../hall/pager.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchBehind } from './calls.ts'

/** The cases a figure was counted from: how they went, not whose they are. */
export function CasesBehind({ id, criterion, title }: { id: string; criterion: string; title: string }) {
  const [page, setPage] = useState(1)
  const { answer, trouble, reload } = useLoaded(`award behind ${id} ${criterion} ${page}`, () => fetchBehind(id, criterion, page))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting" role="status">正在取办件……</p>
  return (
    <section aria-label={`${title}的办件`} className="award-part">
      <h3>{title}：<span role="status">{answer.total} 件</span></h3>
      {answer.total === 0 && <p className="empty">评选期里没有这一项的办件。</p>}
      {answer.total > 0 && (
        <div className="wide-table" role="region" aria-label={`${title}的办件表`} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">事项</th>
                <th scope="col">收到</th>
                <th scope="col">办结</th>
                <th scope="col" className="figure">用时 / 承诺<span className="second">工作日</span></th>
                <th scope="col">按时</th>
                <th scope="col" className="figure">评价</th>
              </tr>
            </thead>
            <tbody>
              {answer.cases.map((one) => (
                <tr key={one.caseId}>
                  <th scope="row">{one.itemName}<span className="second">{one.number}</span></th>
                  <td className="unbroken">{one.receivedOn}</td><td className="unbroken">{one.resolvedOn ?? '—'}</td>
                  <td className="figure">{one.workingDays === null ? '—' : `${one.workingDays} / ${one.limitDays}`}</td>
                  <td>{one.onTime === null ? '—' : one.onTime ? '✓ 按时' : <span className="late">▲ 超期</span>}</td>
                  <td className="figure">{one.rating === null ? '—' : `${one.rating} 级`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager page={answer.page} total={answer.total} size={answer.size} go={setPage} />
    </section>
  )
}
