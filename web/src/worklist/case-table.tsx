import { CaseRow } from './case-row.tsx'
import { nextOrder, type Column, type Order } from './rows.ts'
import type { RowLink } from './use-row-focus.ts'
import type { Choosing } from './use-selection.ts'
import type { ShownColumn } from '../api/desk-types.ts'
import type { WorklistRow } from '../api/types.ts'
import { useColleagues } from '../desk/use-colleagues.ts'

interface CaseTableProps {
  caption: string
  /** All cases of the table are over. */
  isClosed: boolean
  columns: readonly ShownColumn[]
  rows: readonly WorklistRow[]
  order: Order
  setOrder: (order: Order) => void
  today: string
  link: (caseId: string) => RowLink
  /** Absent where nothing can be done with many at once. */
  choosing?: Choosing | undefined
}

type Headings = readonly (readonly [Exclude<Column, 'server'>, string])[]

const OPEN_HEADINGS: Headings = [
  ['standing', '期限'], ['number', '办件编号'], ['title', '事项'], ['applicant', '申请人'], ['turn', '轮到谁'], ['due', '到期日'],
]
const CLOSED_HEADINGS: Headings = [
  ['standing', '期限'], ['number', '办件编号'], ['title', '事项'], ['applicant', '申请人'], ['turn', '结果'], ['due', '办结日'],
]

/** The cases of a page; every heading sorts. */
export function CaseTable({ caption, isClosed, columns, rows, order, setOrder, today, link, choosing }: CaseTableProps) {
  const handlerOf = useHandlerNames(columns.includes('handler'))
  const headings = (isClosed ? CLOSED_HEADINGS : OPEN_HEADINGS).filter(([column]) => column === 'title' || columns.includes(column))
  return (
    <table className="cases">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {choosing && <th scope="col" className="column-choice"><span className="unseen">选中</span></th>}
          {headings.map(([column, title]) => (
            <th key={column} scope="col" className={`column-${column}`} aria-sort={directionOf(order, column)}>
              <button type="button" onClick={() => setOrder(nextOrder(order, column))}>
                {title}<span aria-hidden="true" className="sort-mark">{SORT_MARKS[directionOf(order, column)]}</span>
              </button>
            </th>
          ))}
          {columns.includes('handler') && <th scope="col" className="column-handler">经办人</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <CaseRow key={row.id} row={row} columns={columns} handler={handlerOf(row)} today={today} link={link(row.id)} choosing={choosing} />)}
      </tbody>
    </table>
  )
}

/** By name, where colleagues are known; somebody of another office is only said to be there. */
function useHandlerNames(isOn: boolean): (row: WorklistRow) => string {
  const { answer = [] } = useColleagues(isOn)
  const names = new Map(answer.map(({ id, name }) => [id, name]))
  return ({ handlerId }) => (handlerId === null ? '—' : names.get(handlerId) ?? '其他单位的人')
}

const SORT_MARKS = { none: '', ascending: ' ▲', descending: ' ▼' } as const

function directionOf(order: Order, column: Column): keyof typeof SORT_MARKS {
  if (order.column !== column) return 'none'
  return order.descending ? 'descending' : 'ascending'
}
