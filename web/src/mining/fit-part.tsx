import { Link } from '../shell/link.tsx'
import { addressOf } from './doors.ts'
import type { PartProps } from './part-props.ts'
import { percentText } from './words.ts'

/** Where what happened left the declared workflow. */
export function FitPart({ survey, result: { conformance: { events, fittingEvents, fittingCases, deviations }, mined } }: PartProps) {
  return (
    <section className="card">
      <h2>和声明的流程比</h2>
      <p>
        {mined.cases} 件里 {fittingCases} 件完全照声明的流程走（{percentText(fittingCases, mined.cases)}）；{events} 条记录里 {fittingEvents} 条符合（{percentText(fittingEvents, events)}）。
      </p>
      {deviations.length === 0 ? <p className="empty">没有不符合的。这里会列出差在哪一步、有几件。</p> : (
        <div className="wide-table" role="region" aria-label="不符合的" tabIndex={0}>
          <table className="plain-table">
            <thead><tr><th scope="col">差在哪里</th><th scope="col" className="figure">办件</th><th scope="col" className="figure">次数</th></tr></thead>
            <tbody>
              {deviations.map(({ key, sentence, cases, count }) => (
                <tr key={key}>
                  <th scope="row">{sentence}</th>
                  <td className="figure">
                    <Link href={addressOf({ survey, tab: 'fit', door: { by: 'deviation', value: key } })} aria-label={`${sentence} ${cases} 件`}>{cases}</Link>
                  </td>
                  <td className="figure">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="faded">流程由程序把关，正常办的都符合；不符合的多半是改了版本（用“对照哪一版”比）、从别的系统导入、或者有人绕过程序改了记录，后一种请再用 chunfeng verify 核验。</p>
    </section>
  )
}
