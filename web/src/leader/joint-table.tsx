import type { JointRow } from './calls.ts'
import { Door } from './doors.tsx'

/** Life events, joint permits and bundles. */
export function JointTable({ joint }: { joint: readonly JointRow[] }) {
  return (
    <div className="wide-table" role="region" aria-label="一件事和联办" tabIndex={0}>
      <table className="plain-table">
        <caption>一件事和联办</caption>
        <thead><tr>
          <th scope="col">事项</th><th scope="col" className="figure">收到</th>
          <th scope="col" className="figure">办结</th><th scope="col" className="figure">在办</th>
        </tr></thead>
        <tbody>
          {joint.map((row) => {
            const of = { unit: row.organisation, item: row.itemCode }
            return (
              <tr key={`${row.organisation} ${row.itemCode}`}>
                <th scope="row">{row.itemName}</th>
                <td className="figure">
                  <Door measure="jointReceived" of={of} count={row.received} label={`${row.itemName}收到 ${row.received} 件`}>{row.received}</Door>
                </td>
                <td className="figure">
                  <Door measure="jointResolved" of={of} count={row.resolved} label={`${row.itemName}办结 ${row.resolved} 件`}>{row.resolved}</Door>
                </td>
                <td className="figure"><Door measure="jointOpen" of={of} count={row.open} label={`${row.itemName}在办 ${row.open} 件`}>{row.open}</Door></td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {joint.length === 0 && <p className="empty">有人办一件事、多证联办或者打捆，这里就有。按镇街看时不分。</p>}
    </div>
  )
}
