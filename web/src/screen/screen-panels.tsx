import type { ReactNode } from 'react'
import type { RankedGroup, Tiles } from '../leader/calls.ts'
import { Door } from '../leader/doors.tsx'
import { percentOf } from '../leader/figure-text.ts'
import { percentText, RangeBar, scaleFrom } from '../leader/range-bar.tsx'
import { TownMap } from '../leader/town-map.tsx'
import { TrendBars } from '../leader/trend.tsx'
import { AlertCounts } from './alert-counts.tsx'

/** As many rows as can be read from three metres; the others stand in the tables. */
const UNITS_MAX = 8
const BEST_MAX = 3
const JOINT_MAX = 5
const ALARMS_MAX = 3
const STEPS_MAX = 10

export function ScreenPanels({ tiles }: { tiles: Tiles }) {
  return (
    <div className="screen-panels">
      <Panel title="镇街示意图" area="map"><TownMap towns={tiles.towns} /></Panel>
      <Panel title="各部门按时率" area="units"><Units tiles={tiles} /></Panel>
      <Panel title="最慢的十个环节（工作日）" area="steps"><Steps tiles={tiles} /></Panel>
      <Panel title="一件事和联办" area="joint"><Joint tiles={tiles} /></Panel>
      <Panel title="近三十天" area="trend"><TrendBars days={tiles.days} /></Panel>
      <Panel title="预警" area="alarms"><Alarms tiles={tiles} /><AlertCounts /></Panel>
    </div>
  )
}

function Panel({ title, area, children }: { title: string; area: string; children: ReactNode }) {
  return <section className={`panel panel-${area}`} aria-labelledby={`panel-${area}`}><h2 id={`panel-${area}`}>{title}</h2>{children}</section>
}

function Units({ tiles: { units, settings } }: { tiles: Tiles }) {
  const { shown, hidden } = endsOf(units.filter(({ decided }) => decided > 0))
  if (shown.length === 0) return <p className="faded">有了决定，这里按部门排。</p>
  const from = scaleFrom(shown)
  return (
    <>
      <table className="screen-table">
        <thead><tr>
          <th scope="col">名次</th><th scope="col">部门</th><th scope="col">{percentText(from).replace('%', '')}—100%</th>
          <th scope="col">按时</th><th scope="col">件数</th>
        </tr></thead>
        <tbody>
          {shown.map((unit, index) => (
            <tr key={unit.key} className={hidden > 0 && index === BEST_MAX ? 'after-gap' : undefined}>
              <td>{unit.rank ?? '不排'}</td><th scope="row">{unit.shortName}</th>
              <td><RangeBar share={unit.onTime / unit.decided} range={unit} from={from} /></td>
              <td>
                <Door measure="onTime" of={{ unit: unit.key }} count={unit.onTime} label={`${unit.name}按时 ${percentOf(unit)}%，${unit.onTime} 件`}>
                  {percentOf(unit)}%
                </Door>
              </td>
              <td><Door measure="decided" of={{ unit: unit.key }} count={unit.decided} label={`${unit.name}决定 ${unit.decided} 件`}>{unit.decided}</Door></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="faded">线是可能的范围（95%），重叠的并列；少于 {settings.rankedMin.value} 件的不排{hidden > 0 && `；列的是最前面的三个和按时率最低的五个，其余 ${hidden} 个在“表”里`}。</p>
    </>
  )
}

/**
 * The best, and then those whose share is the lowest: whoever needs help must be on the wall, and where all stand level the ranking
 * alone puts the smallest last. Units without a rank only where there is room.
 */
function endsOf(units: readonly RankedGroup[]): { shown: RankedGroup[]; hidden: number } {
  const rankedOnes = units.filter(({ rank }) => rank !== null)
  if (units.length <= UNITS_MAX || rankedOnes.length <= UNITS_MAX) return { shown: units.slice(0, UNITS_MAX), hidden: 0 }
  const [best, others] = [rankedOnes.slice(0, BEST_MAX), rankedOnes.slice(BEST_MAX)]
  const lowest = [...others].sort((one, other) => one.onTime / one.decided - other.onTime / other.decided).slice(0, UNITS_MAX - BEST_MAX)
  return { shown: [...best, ...others.filter((unit) => lowest.includes(unit))], hidden: rankedOnes.length - UNITS_MAX }
}

function Steps({ tiles: { steps } }: { tiles: Tiles }) {
  if (steps.length === 0) return <p className="faded">这一段里办件离开各个环节以后，最慢的列在这里。</p>
  return (
    <table className="screen-table">
      <thead><tr><th scope="col">环节</th><th scope="col">事项</th><th scope="col">平均</th><th scope="col">九成不超过</th><th scope="col">次数</th></tr></thead>
      <tbody>
        {steps.slice(0, STEPS_MAX).map(({ organisation, organisationName, itemCode, itemName, state, stateLabel, n, mean, p90 }) => (
          <tr key={`${organisation} ${itemCode} ${state}`}>
            <th scope="row">{stateLabel}</th><td title={`${itemName}，${organisationName}`}>{itemName}</td><td>{Math.round(mean * 10) / 10}</td><td>{p90}</td>
            <td>
              <Door measure="step" of={{ unit: organisation, item: itemCode, state }} count={n} label={`${organisationName}${itemName}${stateLabel} ${n} 次`}>
                {n}
              </Door>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Joint({ tiles: { joint } }: { tiles: Tiles }) {
  if (joint.length === 0) return <p className="faded">有人办一件事、多证联办或者打捆，这里就有。</p>
  return (
    <table className="screen-table">
      <thead><tr><th scope="col">事项</th><th scope="col">收到</th><th scope="col">办结</th><th scope="col">在办</th></tr></thead>
      <tbody>
        {joint.slice(0, JOINT_MAX).map((row) => {
          const of = { unit: row.organisation, item: row.itemCode }
          return (
            <tr key={`${row.organisation} ${row.itemCode}`}>
              <th scope="row" title={row.itemName}>{row.itemName}</th>
              <td><Door measure="jointReceived" of={of} count={row.received} label={`${row.itemName}收到 ${row.received} 件`}>{row.received}</Door></td>
              <td><Door measure="jointResolved" of={of} count={row.resolved} label={`${row.itemName}办结 ${row.resolved} 件`}>{row.resolved}</Door></td>
              <td><Door measure="jointOpen" of={of} count={row.open} label={`${row.itemName}在办 ${row.open} 件`}>{row.open}</Door></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What needs somebody now, by unit, the worst first. */
function Alarms({ tiles: { head, units } }: { tiles: Tiles }) {
  const alarming = units.filter(({ overdue, warned }) => overdue + warned > 0).sort((one, other) => other.overdue - one.overdue || other.warned - one.warned)
  const [worst, others] = [alarming.slice(0, ALARMS_MAX), alarming.length - ALARMS_MAX]
  return (
    <table className="screen-table">
      <thead><tr><th scope="col">部门{others > 0 && `（还有 ${others} 个在“表”里）`}</th><th scope="col">超期</th><th scope="col">快到期</th></tr></thead>
      <tbody>
        <tr className="alarm-sum">
          <th scope="row">全部</th><td><Alarm measure="overdue" count={head.overdue} of="全部" /></td>
          <td><Alarm measure="warned" count={head.warned} of="全部" /></td>
        </tr>
        {worst.map((unit) => (
          <tr key={unit.key}>
            <th scope="row">{unit.shortName}</th>
            <td><Alarm measure="overdue" count={unit.overdue} unit={unit} of={unit.name} /></td>
            <td><Alarm measure="warned" count={unit.warned} unit={unit} of={unit.name} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Alarm({ measure, count, unit, of }: { measure: 'overdue' | 'warned'; count: number; unit?: RankedGroup; of: string }) {
  const isLate = measure === 'overdue' && count > 0
  const label = `${of}${measure === 'overdue' ? '超期' : '快到期'} ${count} 件`
  return (
    <Door measure={measure} of={unit ? { unit: unit.key } : {}} count={count} label={label} className={isLate ? 'late' : undefined}>
      {isLate && '▲ '}{count}
    </Door>
  )
}
