import { Alert, Button } from 'antd'
import { SendingNote } from '../people/sending-note.tsx'
import { useSheet } from '../sheet/use-sheet.ts'
import { sendSheet, type RowFault, type SheetReport } from './calls.ts'

/** The register as a table: out, and back in after a look at what it would do. */
export function SheetCard({ done }: { done: () => void }) {
  const { chosen, report, trouble, isBusy, choose, take } = useSheet(sendSheet, done)
  return (
    <details className="card">
      <summary>用表格批量登记</summary>
      <p><a href="/api/hall/sheet" download>先导出现在的登记表</a>，改好再导入。表里写到的事项照表登记，没写到的不动；有一行错，一行也不写。</p>
      <label className="file-choice">选择改好的表格（csv）<input type="file" accept=".csv,text/csv" onChange={choose} /></label>
      <SendingNote trouble={trouble} done="" />
      {report && <Alert type={report.errorsTotal > 0 ? 'error' : 'success'} showIcon role="status" title={sentenceOf(report)} />}
      {report?.mode === 'check' && report.errorsTotal === 0 && chosen && <Button type="primary" loading={isBusy} onClick={take}>导入</Button>}
      {report && report.errors.length > 0 && <Faults faults={report.errors} />}
    </details>
  )
}

function sentenceOf({ mode, rows, items, added, removed, errorsTotal }: SheetReport): string {
  if (errorsTotal > 0) return `共 ${rows} 行，错误 ${errorsTotal} 处，什么也没有写。请按下面的办法改好，再选一次文件`
  return `共 ${rows} 行、${items} 个事项。${mode === 'check' ? '若导入' : '已导入'}：增加 ${added} 处，去掉 ${removed} 处`
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  return (
    <div className="wide-table" role="region" aria-label="要改的行" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">哪一行</th>
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
