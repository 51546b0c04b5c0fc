import { Fragment } from 'react'
import { decisionRows, ticked, withCondition, type DecisionRow } from './decision-rows.ts'
import type { Parts } from './item-shape.ts'

const KINDS: Readonly<Record<DecisionRow['kind'], string>> = { question: '问题：什么时候才问', material: '材料：什么时候要交', field: '表单：什么时候要填', limit: '时限：什么时候按它（先写的先用）' }

interface DecisionTableProps { parts: Parts; change: (parts: Parts) => void }

/** Which answers lead to what: a column for each option, a row for each thing that depends on them. */
export function DecisionTable({ parts, change }: DecisionTableProps) {
  const { situations } = parts
  const rows = decisionRows(parts)
  const columns = 1 + situations.reduce((sum, { options }) => sum + Math.max(1, options.length), 0)
  if (situations.length === 0) return <p className="faded">还没有问题，所有材料、字段都总是要。先在上面增加问题，再在这里勾选。</p>
  return (
    <div className="wide-table decision-window" role="region" aria-label="决定表" tabIndex={0}>
      <table className="plain-table decision-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>回答</th>
            {situations.map(({ id, question, options }) => (
              <th key={id} scope="colgroup" colSpan={Math.max(1, options.length)}>{question || '（没有写问题）'}</th>
            ))}
          </tr>
          <tr>
            {situations.map(({ id, options }) => <Fragment key={id}>{options.map((option) => <th key={option.id} scope="col">{option.label || '（没有写）'}</th>)}</Fragment>)}
          </tr>
        </thead>
        {Object.entries(KINDS).map(([kind, title]) => {
          const own = rows.filter((row) => row.kind === kind)
          return own.length > 0 && (
            <tbody key={kind}>
              <tr><th scope="rowgroup" className="decision-kind" colSpan={columns}>{title}</th></tr>
              {own.map((row) => <Row key={row.path} row={row} parts={parts} change={change} />)}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}

function Row({ row, parts, change }: DecisionTableProps & { row: DecisionRow }) {
  const name = row.name || '（没有名称）'
  return (
    <tr>
      <th scope="row">{name}<span className="second">{wordsOf(row, parts)}</span></th>
      {parts.situations.map(({ id, question, options }, at) => (
        <Fragment key={id}>
          {options.map((option) => (
            <td key={option.id} className="decision-cell">
              {at < row.questions && (
                <input
                  type="checkbox" aria-label={`${name}：${question} ${option.label}`} checked={row.when?.[id]?.includes(option.id) ?? false}
                  onChange={({ target }) => change(withCondition(parts, row.path, ticked(row.when, [id, option.id], target.checked)))}
                />
              )}
            </td>
          ))}
        </Fragment>
      ))}
    </tr>
  )
}

/** The ticks of a row as a sentence, so that nobody has to guess how several questions go together. */
function wordsOf({ kind, when }: DecisionRow, { situations }: Parts): string {
  if (when === undefined || Object.keys(when).length === 0) return kind === 'question' ? '总是问' : kind === 'limit' ? '没有勾选，总是成立' : '总是要'
  const asked = situations.filter(({ id }) => when[id] !== undefined)
  return asked.map(({ id, options }) => options.filter((option) => when[id]?.includes(option.id)).map(({ label }) => label).join('或') || '（没有哪个回答）').join('，而且')
}
