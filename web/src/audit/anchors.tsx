import { ask } from '../api/request.ts'
import { chinaDay, momentText } from '../kit/days.ts'
import { useLoaded } from '../kit/use-loaded.ts'

interface Anchor { firstSeq: number; untilSeq: number; untilAt: string; entries: number; fileSm3: string; at: string; by: string }

/** What was sealed into files and taken out of the log, so that the auditor can hold the files against it. Nothing is shown while there is none. */
export function Anchors() {
  const { answer } = useLoaded('anchors', () => ask<{ anchors: Anchor[] }>('GET', '/api/audit/anchors'))
  if (!answer || answer.anchors.length === 0) return null
  return (
    <section aria-labelledby="anchors-title">
      <h2 id="anchors-title">已封存</h2>
      <p className="faded">这些记录由运维导出、签名、核验以后从库里删去；文件的摘要应与下面的一致（<code>chunfeng verify audit</code>）。</p>
      <div className="wide-table" role="region" aria-label="已封存的审计记录" tabIndex={0}>
        <table className="plain-table">
          <thead><tr>
            <th scope="col">链环</th><th scope="col">条数</th><th scope="col">到哪天</th>
            <th scope="col">何时删去</th><th scope="col">谁</th><th scope="col">文件摘要（SM3）</th>
          </tr></thead>
          <tbody>
            {answer.anchors.map((anchor) => (
              <tr key={anchor.untilSeq}>
                <th scope="row">{anchor.firstSeq}—{anchor.untilSeq}</th><td>{anchor.entries}</td><td>{chinaDay(new Date(anchor.untilAt))}</td>
                <td>{momentText(anchor.at)}</td><td>{anchor.by}</td><td><code>{anchor.fileSm3}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
