import { Alert, Button } from 'antd'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSheet } from '../sheet/use-sheet.ts'
import { fetchMarks, sendSheet, type CellFault, type Marks, type SheetReport } from './calls.ts'

/** Which items can be done elsewhere; the bureau takes the list in as a table. */
export function MarksCard({ mayWrite }: { mayWrite: boolean }) {
  const { answer, trouble, reload } = useLoaded('marks', fetchMarks)
  return (
    <details className="card">
      <summary>全市通办标注{answer && `（${answer.marks.length} 条）`}</summary>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      <p><a href="/api/anywhere/marks/sheet" download>导出现在的标注</a>。官方的 200 项高频事项清单没有找到，装好时带的都标着“示例”。</p>
      {mayWrite && <SheetForm done={() => void reload()} />}
      {answer && <MarkTable {...answer} />}
    </details>
  )
}

function SheetForm({ done }: { done: () => void }) {
  const { chosen, report, trouble, isBusy, choose, take } = useSheet(sendSheet, done)
  return (
    <>
      <label className="file-choice">选择高频事项的表格（csv 或 xlsx）<input type="file" accept=".csv,text/csv,.xlsx" onChange={choose} /></label>
      <SendingNote trouble={trouble} done="" />
      {report && <Alert type={report.errorsTotal > 0 ? 'error' : 'success'} showIcon role="status" title={sentenceOf(report)} />}
      {report?.mode === 'check' && report.errorsTotal === 0 && chosen && <Button type="primary" loading={isBusy} onClick={take}>导入</Button>}
      {report && report.errors.length > 0 && <Faults faults={report.errors} />}
    </>
  )
}

function sentenceOf({ mode, rows, added, changed, same, errorsTotal }: SheetReport): string {
  if (errorsTotal > 0) return `共 ${rows} 行，错误 ${errorsTotal} 处，什么也没有写。请按下面的办法改好，再选一次文件`
  return `共 ${rows} 行。${mode === 'check' ? '若导入' : '已导入'}：增加 ${added} 条，改 ${changed} 条，${same} 条一样`
}

function Faults({ faults }: { faults: readonly CellFault[] }) {
  return (
    <div className="wide-table" role="region" aria-label="要改的格" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">哪一格</th>
            <th scope="col">现在是</th>
            <th scope="col">为什么不行</th>
            <th scope="col">怎么改</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ line, column, value, reason, suggestion }) => (
            <tr key={`${line} ${column}`}>
              <th scope="row">
                第 {line} 行“{column}”
              </th>
              <td>{value}</td>
              <td>{reason}</td>
              <td>{suggestion}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MarkTable({ marks, modes, places }: Marks) {
  const nameOf = (code: string): string => places.find((place) => place.code === code)?.name ?? code
  return (
    <div className="wide-table" role="region" aria-label="全市通办标注" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">方式</th>
            <th scope="col">地点</th>
            <th scope="col">从哪天到哪天</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ id, itemCode, itemName, mode, places: own, fromOn, toOn, basis, isExample }) => (
            <tr key={id}>
              <th scope="row">
                {itemName}
                <span className="second">
                  {itemCode}
                  {isExample && ' 示例'}
                </span>
              </th>
              <td>{modes[mode]?.name}</td>
              <td>{own.length === 0 ? '全市' : own.map(nameOf).join('、')}</td>
              <td>
                {fromOn} 到 {toOn ?? '不限'}
              </td>
              <td>{basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
