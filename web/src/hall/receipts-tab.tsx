import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchReceipts } from './calls.ts'
import { Pager } from './pager.tsx'

/** The cases behind the one-door rate: how they were taken in, not whose they are. */
export function ReceiptsTab({ asked }: { asked: URLSearchParams }) {
  const [page, setPage] = useState(1)
  const narrowing = ['from', 'to', 'door'].flatMap((name) => {
    const value = asked.get(name)
    return value === null ? [] : [[name, value]]
  })
  const query = new URLSearchParams([...narrowing, ['page', String(page)]])
  const { answer, trouble, reload } = useLoaded(query.toString(), () => fetchReceipts(query))
  const title = `${asked.get('door') === 'in' ? '由大厅收件的办件' : asked.get('door') === 'out' ? '不在大厅收件的办件' : '收到的办件'} ${answer?.total ?? ''} 件`
  return (
    <div className="card">
      <h2>{title}</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">这段时间没有这样的办件。</p>}
      {answer && answer.total > 0 && (
        <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
          <table className="plain-table">
            <thead><tr>{['办件编号', '事项', '部门', '收件单位', '收到', '由大厅收'].map((label) => <th key={label} scope="col">{label}</th>)}</tr></thead>
            <tbody>
              {answer.cases.map((one) => (
                <tr key={one.number}>
                  <th scope="row">{one.number}</th><td>{one.itemName}</td><td>{one.organisationName}</td><td>{one.receivingName}</td>
                  <td>{one.receivedOn}</td><td>{one.isInside ? '是' : '否'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer && <Pager page={page} total={answer.total} size={answer.size} go={setPage} />}
    </div>
  )
}
