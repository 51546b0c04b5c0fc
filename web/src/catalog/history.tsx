import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchHistory, type Version } from './calls.ts'

const DONE: Readonly<Record<string, string>> = { draft: '改了草稿', discard: '放弃草稿', publish: '发布', import: '由表格导入', retire: '停用' }

/** The versions of an item with the cases still running under each, and who changed what. */
export function History({ code }: { code: string }) {
  const { answer, trouble } = useLoaded(code, () => fetchHistory(code))
  if (trouble) return <TroubleNote trouble={trouble} />
  if (!answer) return <p className="waiting">正在打开……</p>
  return (
    <section className="card" aria-label="各版和经过">
      {answer.retirement && <p className="unsaved">● 自 {answer.retirement.on} 起停用：{answer.retirement.reason}。再发布一次就恢复办理</p>}
      <h2>各版</h2>
      {answer.versions.length === 0 && <p className="empty">还没有发布过。发布以后，每一版从哪天用到哪天、还有几件照它办，列在这里。</p>}
      <div hidden={answer.versions.length === 0} className="wide-table" role="region" aria-label="各版" tabIndex={0}>
        <table className="plain-table">
          <thead><tr><th scope="col">版</th><th scope="col">状态</th><th scope="col">生效</th><th scope="col">失效</th><th scope="col">在办的办件</th></tr></thead>
          <tbody>
            {answer.versions.map((one) => (
              <tr key={one.version}>
                <th scope="row">第 {one.version} 版</th><td>{standingOf(one)}</td><td>{one.effectiveFrom}</td><td>{one.effectiveTo ?? '—'}</td>
                <td className="figure">{one.openCases}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>经过</h2>
      {answer.changes.length === 0 && <p className="faded">这里还没有人改过它。</p>}
      <ol className="changes">
        {answer.changes.map(({ at, by, what, version, words }) => (
          <li key={`${at} ${what}`}>
            <strong>{DONE[what] ?? what}{version !== null && `（第 ${version} 版）`}</strong> {by} {momentText(at)}
            <ul>{words.map((line) => <li key={line}>{line}</li>)}</ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

function standingOf({ isInForce, status }: Version): string {
  if (isInForce) return '正在用'
  return status === 'retired' ? '已停用' : '不在用'
}
