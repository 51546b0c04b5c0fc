import { Button } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchCases, MEASURES, type Overview } from './calls.ts'

/** The cases behind a number: how they went, not whose they are. */
export function CaseList({ asked, overview }: { asked: URLSearchParams; overview: Overview }) {
  const [page, setPage] = useState(1)
  const query = queryOf(asked, overview, page)
  const { answer, trouble, reload } = useLoaded(query, () => fetchCases(query))
  const group = [...overview.organisations, ...overview.places].find(({ key }) => key === (asked.get('organisation') ?? asked.get('place')))
  const title = `${group ? `${group.name}：` : ''}${labelOf(asked.get('measure'))} ${answer?.total ?? ''} 件`
  return (
    <div className="card">
      <h2>{title}</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">这个数字现在是 0，没有办件。</p>}
      {answer && answer.total > 0 && (
        <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
          <table className="plain-table">
            <thead><tr><th scope="col">办件编号</th><th scope="col">事项和部门</th><th scope="col">状态</th><th scope="col">收到</th><th scope="col">到期</th><th scope="col">办结</th><th scope="col" className="figure">用时<span className="second">工作日</span></th></tr></thead>
            <tbody>
              {answer.cases.map((one) => (
                <tr key={one.caseId}>
                  <th scope="row">{one.number}</th><td>{one.itemName}<span className="second">{one.organisationName}</span></td><td>{one.stateLabel}</td>
                  <td className="unbroken">{one.receivedOn}</td><td className="unbroken">{one.dueOn ?? '—'}</td><td className="unbroken">{one.resolvedOn ?? '—'}</td><td className="figure">{one.workingDays ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer && answer.total > answer.size && (
        <nav className="pager" aria-label="翻页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>上一页</Button>
          <span>第 {page} 页</span>
          <Button disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>下一页</Button>
        </nav>
      )}
    </div>
  )
}

function queryOf(asked: URLSearchParams, { from, to }: Overview, page: number): string {
  const kept = ['measure', 'organisation', 'place'].flatMap((name) => { const value = asked.get(name); return value === null ? [] : [[name, value]] })
  return new URLSearchParams([...kept, ['from', from], ['to', to], ['page', String(page)]]).toString()
}

function labelOf(measure: string | null): string {
  return Object.entries(MEASURES).find(([name]) => name === measure)?.[1] ?? '办件'
}
