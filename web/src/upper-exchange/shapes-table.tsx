import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchShapes, type Shape } from './calls.ts'

/** Every table that goes up, column by column: the rule, and whether it was read or is a default of ours. */
export function ShapesTable() {
  const { answer, trouble, reload } = useLoaded('shapes', fetchShapes)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  return (
    <>
      <p className="faded">表名和列名有出处；规则后面写“默认值”的没有查到，接真的平台以前要按对方的规范核对。个人信息加密报送或者不报。</p>
      {answer.tables.map((table) => <OneShape key={table.id} table={table} />)}
    </>
  )
}

function OneShape({ table: { id, label, note, columns } }: { table: Shape }) {
  return (
    <details className="card">
      <summary>{label} <span className="faded">{id}，{columns.length} 列</span></summary>
      {note !== null && <p className="faded">{note}</p>}
      <div className="wide-table" tabIndex={0} role="region" aria-label={`${label} ${id} 的列`}>
        <table className="plain-table">
          <thead><tr><th scope="col">列</th><th scope="col">规则</th><th scope="col">个人信息</th></tr></thead>
          <tbody>{columns.map((column) =>
            <tr key={column.name}><td>{column.label}<span className="second">{column.name}</span></td>
            <td>{column.rule}{column.note !== null && <span className="second">{column.note}</span>}</td>
            <td>{column.personal === 'sealed' ? '加密' : column.personal === 'withheld' ? '不报' : ''}</td></tr>)}</tbody>
        </table>
      </div>
    </details>
  )
}
