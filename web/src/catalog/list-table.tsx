import { Button } from 'antd'
import { useState } from 'react'
import type { Fields, Organisation } from './calls.ts'
import { rowsAt, withRows, withValue } from './item-values.ts'
import type { List } from './layout.ts'
import { ValueControl } from './value-control.tsx'

interface ListTableProps { list: List; item: Fields; organisations: readonly Organisation[]; change: (change: (item: Fields) => Fields) => void }

/** One list of the item as a table to write in. */
export function ListTable({ list, item, organisations, change }: ListTableProps) {
  const [rows, setRows] = useState(() => rowsAt(item, list.path))
  // What was typed stays in the controls; where rows move, they are made anew.
  const [turn, setTurn] = useState(0)
  const put = (next: readonly Fields[], isMoved: boolean) => {
    setRows([...next])
    if (isMoved) setTurn(turn + 1)
    change((now) => withRows(now, list.path, next))
  }
  return (
    <details className="card list-card">
      <summary><h2>{list.title}（{rows.length}）</h2></summary>
      <p className="faded">{list.help}</p>
      {rows.length > 0 && (
        <div className="wide-table" role="region" aria-label={list.title} tabIndex={0}>
          <table className="plain-table entry-table">
            <thead>
              <tr><th scope="col">第几行</th>{list.columns.map(({ path, title }) => <th key={path} scope="col">{title}</th>)}<th scope="col">移动</th></tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <EntryRow
                  key={`${turn} ${at}`} list={list} row={row} at={at} organisations={organisations} moveUp={() => put(movedUp(rows, at), true)}
                  take={() => put(rows.filter((_, place) => place !== at), true)}
                  change={(next) => put(rows.map((one, place) => (place === at ? next : one)), false)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button onClick={() => put([...rows, list.blank], true)}>增加一行{list.title}</Button>
    </details>
  )
}

interface EntryRowProps {
  list: List; row: Fields; at: number; organisations: readonly Organisation[]; change: (row: Fields) => void; moveUp: () => void; take: () => void
}

function EntryRow({ list, row, at, organisations, change, moveUp, take }: EntryRowProps) {
  return (
    <tr>
      <th scope="row">{at + 1}</th>
      {list.columns.map((entry) => (
        <td key={entry.path}>
          <ValueControl
            entry={entry} value={row[entry.path]} organisations={organisations} described={{ 'aria-label': `${list.title}第 ${at + 1} 行${entry.title}` }}
            change={(value) => change(withValue(row, entry.path, value))}
          />
        </td>
      ))}
      <td className="row-acts">
        <Button size="small" disabled={at === 0} onClick={moveUp} aria-label={`${list.title}第 ${at + 1} 行上移`}>上移</Button>
        <Button size="small" danger onClick={take} aria-label={`${list.title}第 ${at + 1} 行删去`}>删去</Button>
      </td>
    </tr>
  )
}

function movedUp(rows: readonly Fields[], at: number): Fields[] {
  const [above, here] = [rows[at - 1], rows[at]]
  return above && here ? [...rows.slice(0, at - 1), here, above, ...rows.slice(at + 1)] : [...rows]
}
