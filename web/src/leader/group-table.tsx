import { Link } from '../shell/link.tsx'
import type { GroupFigures, Period } from './calls.ts'
import { doorTo } from './doors.ts'

interface GroupTableProps { title: string; heading: string; rows: readonly GroupFigures[]; by: 'organisation' | 'place'; period: Period }

export function GroupTable({ title, heading, rows, by, period }: GroupTableProps) {
  if (rows.length === 0) return null
  return (
    <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
      <table className="plain-table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th><th scope="col" className="figure">收到</th><th scope="col" className="figure">办结</th><th scope="col" className="figure">按时</th>
            <th scope="col" className="figure">用时中间数</th><th scope="col" className="figure">还没有办结</th><th scope="col" className="figure">已经超期</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const group = { [by]: row.key }
            return (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td className="figure"><Link href={doorTo(period, 'received', group)} aria-label={`${row.name}收到 ${row.received} 件`}>{row.received}</Link></td>
                <td className="figure"><Link href={doorTo(period, 'resolved', group)} aria-label={`${row.name}办结 ${row.resolved} 件`}>{row.resolved}</Link></td>
                <td className="figure">{row.decided === 0 ? '—' : <Link href={doorTo(period, 'onTime', group)} aria-label={`${row.name}按时 ${row.onTime}/${row.decided} 件`}>{row.onTime}/{row.decided}</Link>}</td>
                <td className="figure">{row.medianWorkingDays ?? '—'}</td>
                <td className="figure"><Link href={doorTo(period, 'open', group)} aria-label={`${row.name}还没有办结 ${row.open} 件`}>{row.open}</Link></td>
                <td className="figure"><Link href={doorTo(period, 'overdue', group)} aria-label={`${row.name}已经超期 ${row.overdue} 件`} className={row.overdue > 0 ? 'late' : undefined}>{row.overdue}</Link></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
