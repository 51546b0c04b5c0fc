import type { Problem } from './calls.ts'
import { titleOf } from './layout.ts'

interface HurdlesProps { problems: readonly Problem[]; advice: readonly Problem[]; isBehind: boolean }

/** Everything to be mended before publishing, each with its place and cure; then what is only worth a look. */
export function Hurdles({ problems, advice, isBehind }: HurdlesProps) {
  return (
    <>
      {problems.length === 0 && <p className="fit" role="status"><span aria-hidden="true">✓ </span>{isBehind ? '正在核对……' : '现在写的内容可以发布。'}</p>}
      {problems.length > 0 && (
        <section className="card hurdles" aria-label="发布以前要改好的">
          <h2>发布以前还要改好 {problems.length} 处</h2>
          <Findings findings={problems} />
        </section>
      )}
      {advice.length > 0 && (
        <details className="card advice" open>
          <summary><h2>建议看一看 {advice.length} 处（不妨碍发布）</h2></summary>
          <Findings findings={advice} />
        </details>
      )}
    </>
  )
}

function Findings({ findings }: { findings: readonly Problem[] }) {
  return <ol>{findings.map(({ path, text, cure }) => <li key={`${path} ${text}`}><strong>{titleOf(path)}</strong>：{text}{cure !== text && <>。<span>办法：{cure}</span></>}</li>)}</ol>
}
