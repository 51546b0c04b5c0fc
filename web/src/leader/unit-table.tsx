import { Link } from '../shell/link.tsx'
import type { RankedGroup, Tiles } from './calls.ts'
import { Door, useDoorway } from './doors.tsx'
import { pageAt } from './doorway.ts'
import { percentOf } from './figure-text.ts'
import { percentText, RangeBar, rangeText, scaleFrom } from './range-bar.tsx'

/** Units by how surely they keep their limits, each with the range in which its share lies. */
export function UnitTable({ units, settings }: Pick<Tiles, 'units' | 'settings'>) {
  const from = scaleFrom(units.filter(({ decided }) => decided > 0))
  return (
    <div className="wide-table" role="region" aria-label="各部门按时率" tabIndex={0}>
      <table className="plain-table">
        <caption>
          各部门按时率<span className="second">线从 {percentText(from)} 到 100%，粗的是按时率可能在的范围（95%），点是这一段的按时率；范围重叠的并列，不分先后。{settings.rankedMin.basis}。</span>
        </caption>
        <thead>
          <tr>
            <th scope="col" className="figure">名次</th><th scope="col">部门</th><th scope="col">按时率和范围</th><th scope="col" className="figure">按时</th>
            <th scope="col" className="figure">收到</th><th scope="col" className="figure">办结</th>
            <th scope="col" className="figure">在办</th><th scope="col" className="figure">超期</th>
          </tr>
        </thead>
        <tbody>{units.map((unit) => <UnitRow key={unit.key} unit={unit} from={from} />)}</tbody>
      </table>
      {units.length === 0 && <p className="empty">有了办件，这里按部门列出。</p>}
    </div>
  )
}

function UnitRow({ unit, from }: { unit: RankedGroup; from: number }) {
  const { key, name, rank, decided, onTime } = unit
  const doorway = useDoorway()
  const of = { unit: key }
  const number = (measure: 'received' | 'resolved' | 'open' | 'overdue', word: string) => (
    <td className="figure">
      <Door
        measure={measure} of={of} count={unit[measure]} label={`${name}${word} ${unit[measure]} 件`}
        className={measure === 'overdue' && unit.overdue > 0 ? 'late' : undefined}
      >{unit[measure]}</Door>
    </td>
  )
  return (
    <tr>
      <td className="figure">{rank ?? '不排'}</td>
      <th scope="row"><Link href={pageAt(doorway, { organisation: key, place: null })}>{name}</Link></th>
      <td className="range-cell">
        {decided === 0 && '还没有决定'}
        {decided > 0 && <><RangeBar share={onTime / decided} range={unit} from={from} /><span>{percentOf(unit)}%<span className="second">{rangeText(unit)}</span></span></>}
      </td>
      <td className="figure">
        {decided === 0 ? '—' : <Door measure="onTime" of={of} count={onTime} label={`${name}按时 ${onTime}/${decided} 件`}>{onTime}/{decided}</Door>}
      </td>
      {number('received', '收到')}{number('resolved', '办结')}{number('open', '在办')}{number('overdue', '超期')}
    </tr>
  )
}
