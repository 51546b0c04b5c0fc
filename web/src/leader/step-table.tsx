import type { Tiles } from './calls.ts'
import { Door } from './doors.tsx'

/** The ten slowest steps: the mean decides, the median and nine tenths say how it spreads. */
export function StepTable({ steps, settings }: Pick<Tiles, 'steps' | 'settings'>) {
  return (
    <div className="wide-table" role="region" aria-label="最慢的十个环节" tabIndex={0}>
      <table className="plain-table">
        <caption>最慢的十个环节<span className="second">按平均停留排，单位是工作日；等申请人的不算。{settings.staysMin.basis}。</span></caption>
        <thead>
          <tr>
            <th scope="col">环节</th><th scope="col">事项</th><th scope="col" className="figure">平均</th><th scope="col" className="figure">一半不超过</th>
            <th scope="col" className="figure">九成不超过</th><th scope="col" className="figure">次数</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ organisation, organisationName, itemCode, itemName, state, stateLabel, n, mean, median, p90 }) => (
            <tr key={`${organisation} ${itemCode} ${state}`}>
              <th scope="row">{stateLabel}<span className="second">{organisationName}</span></th><td>{itemName}</td>
              <td className="figure">{Math.round(mean * 10) / 10}</td><td className="figure">{median}</td><td className="figure">{p90}</td>
              <td className="figure">
                <Door measure="step" of={{ unit: organisation, item: itemCode, state }} count={n} label={`${organisationName}${itemName}${stateLabel} ${n} 次`}>
                  {n}
                </Door>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length === 0 && <p className="empty">这一段里办件离开各个环节以后，最慢的十个列在这里。按镇街看时不分环节。</p>}
    </div>
  )
}
