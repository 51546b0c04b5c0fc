import { Alert, Button } from 'antd'
import { SendingNote } from '../people/sending-note.tsx'
import { useSheet } from '../sheet/use-sheet.ts'
import { sendWorkbook, type SheetFinding, type SheetReport } from './calls.ts'

/** The catalogue as a spreadsheet: out, and back in after a look at what it would do. */
export function WorkbookCard({ done }: { done: () => void }) {
  const { chosen, report, trouble, isBusy, choose, take } = useSheet(sendWorkbook, done)
  const isSound = report?.mode === 'check' && report.errorsTotal === 0
  return (
    <details className="card">
      <summary>用表格批量导出、导入</summary>
      <p className="acts"><a href="/api/catalog/workbook/template" download>下载空模板</a> <a href="/api/catalog/workbook" download>导出在用的事项</a></p>
      <label className="file-choice">选择改好的表格（xlsx）<input type="file" accept=".xlsx" onChange={choose} /></label>
      <p className="faded">选好就先检查，什么也不写；没有错误才能导入。有一格错，一个事项也不导入。</p>
      <SendingNote trouble={trouble} done="" />
      {chosen && <p>选的是：{chosen.name}</p>}
      {isBusy && <p className="waiting" role="status">正在看表格……</p>}
      {report && <Alert type={report.errorsTotal > 0 ? 'error' : 'success'} showIcon role="status" title={sentenceOf(report)} />}
      {isSound && chosen && <Button type="primary" loading={isBusy} onClick={take}>导入</Button>}
      {report && report.errors.length > 0 && <Findings findings={report.errors} />}
    </details>
  )
}

function sentenceOf({ mode, rows, errorsTotal, oddTotal, ...counts }: SheetReport): string {
  if (errorsTotal > 0) return `共 ${rows} 行，错误 ${errorsTotal} 处，一个事项也没有导入。请按下面的办法改好，再选一次文件`
  const odd = oddTotal > 0 ? `；可疑 ${oddTotal} 处` : ''
  return `共 ${rows} 行，没有错误${odd}。${mode === 'check' ? '若导入' : '已导入'}：新增 ${counts.new}，更新 ${counts.changed}，不变 ${counts.unchanged}`
}

function Findings({ findings }: { findings: readonly SheetFinding[] }) {
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
          {findings.map(({ sheet, line, column, cell, value, reason, suggestion }) => (
            <tr key={`${sheet} ${line} ${cell} ${reason}`}>
              <th scope="row">
                {sheet} {cell === '' ? '' : cell}
                <span className="second">
                  {line > 0 && `第 ${line} 行`}
                  {column !== null && `“${column}”`}
                </span>
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
