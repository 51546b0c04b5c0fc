import { Button } from 'antd'
import { useState } from 'react'
import { PlainSelect } from '../kit/plain-select.tsx'
import { LabelledField } from '../kit/labelled.tsx'
import { Link } from '../shell/link.tsx'
import { TIME_KINDS, type Bottleneck, type Result } from './calls.ts'
import { eachText, FEW, isOrder, lostEach, ORDERS, overEach, sortedBy, type Order } from './bottlenecks.ts'
import { addressOf } from './doors.ts'
import type { PartProps } from './part-props.ts'
import { daysText, percentText, TIME_WORDS } from './words.ts'

/** Where the time goes, and the states by what they cost. */
export function TimePart(props: PartProps) {
  return (
    <>
      <TimeUse {...props} />
      <Bottlenecks {...props} />
    </>
  )
}

function TimeUse({ survey, result: { timeUse } }: PartProps) {
  const whole = TIME_KINDS.reduce((sum, kind) => sum + timeUse[kind].workingDays, 0)
  return (
    <section className="card">
      <h2>时间花在哪里</h2>
      <div className="time-bar" aria-hidden="true">
        {TIME_KINDS.map((kind) => (
          <span key={kind} className={`time-${kind}`} style={{ flexGrow: timeUse[kind].workingDays }}>
            {timeUse[kind].workingDays > whole / 12 ? TIME_WORDS[kind].label : ''}
          </span>
        ))}
      </div>
      <div className="wide-table" role="region" aria-label="时间花在哪里" tabIndex={0}>
        <table className="plain-table">
          <thead><tr>
            <th scope="col">在做什么</th><th scope="col" className="figure">工作日合计</th>
            <th scope="col" className="figure">占</th><th scope="col" className="figure">日历天合计</th><th scope="col" className="figure">办件</th>
          </tr></thead>
          <tbody>
            {TIME_KINDS.map((kind) => <KindRow key={kind} survey={survey} kind={kind} used={timeUse[kind]} whole={whole} />)}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface KindRowProps { survey: string; kind: (typeof TIME_KINDS)[number]; used: Result['timeUse'][(typeof TIME_KINDS)[number]]; whole: number }

function KindRow({ survey, kind, used: { workingDays, elapsedDays, cases }, whole }: KindRowProps) {
  const { label, help } = TIME_WORDS[kind]
  return (
    <tr>
      <th scope="row"><i className={`time-key time-${kind}`} aria-hidden="true" /> {label}<span className="second">{help}</span></th>
      <td className="figure">{workingDays}</td><td className="figure">{percentText(workingDays, whole)}</td><td className="figure">{daysText(elapsedDays)}</td>
      <td className="figure">
        <Link href={addressOf({ survey, tab: 'time', door: { by: 'time', value: kind } })} aria-label={`${label} ${cases} 件`}>{cases}</Link>
      </td>
    </tr>
  )
}

const AT_ONCE = 20

const ORDER_OPTIONS = Object.entries(ORDERS).map(([value, { label }]) => ({ value, label }))

function Bottlenecks({ survey, result: { bottlenecks } }: PartProps) {
  const [order, setOrder] = useState<Order>('lost')
  const [shown, setShown] = useState(AT_ONCE)
  const rows = sortedBy(bottlenecks, order)
  return (
    <section className="card">
      <h2>瓶颈（环节和部门，{bottlenecks.length} 处）</h2>
      <LabelledField title="按什么排" isRequired>
        {(described) => <PlainSelect {...described} value={order} set={(name) => { if (isOrder(name)) setOrder(name) }} options={ORDER_OPTIONS} />}
      </LabelledField>
      <div className="wide-table" role="region" aria-label="瓶颈" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">环节</th><th scope="col">部门</th><th scope="col" className="figure">耽误<span className="second">工作日合计</span></th>
              <th scope="col" className="figure">每件耽误<span className="second">工作日</span></th>
              <th scope="col" className="figure">超期<span className="second">次／工作日</span></th>
              <th scope="col" className="figure">比中位多<span className="second">工作日</span></th>
              <th scope="col" className="figure">停留<span className="second">中位／90 分位</span></th><th scope="col" className="figure">各部门中位</th>
              <th scope="col" className="figure">办件</th>
            </tr>
          </thead>
          <tbody>{rows.slice(0, shown).map((row) => <Row key={row.key} survey={survey} row={row} />)}</tbody>
        </table>
      </div>
      {rows.length > shown && <p><Button onClick={() => setShown(shown + AT_ONCE)}>再看 {Math.min(AT_ONCE, rows.length - shown)} 处</Button></p>}
      <p className="faded">还停着的算到计算那天。耽误：每次停留超过这一环节期限的工作日之和；环节没有期限的，算超过各部门中位数的部分。每件耽误：除以经过这里的件数，大部门和小部门可以比；少于 {FEW} 件的排在后面。等申请人的环节单独标出，不是部门的时间。</p>
    </section>
  )
}

function Row({ survey, row }: { survey: string; row: Bottleneck }) {
  const cases = addressOf({ survey, tab: 'time', door: { by: 'stay', value: row.key } })
  return (
    <tr>
      <th scope="row">
        {row.label}{row.turn === 'applicant' && <span className="second">等申请人</span>}{row.open > 0 && <span className="second">{row.open} 件还停着</span>}
      </th>
      <td>{row.organisationName}</td><td className="figure">{daysText(row.lostDays)}</td>
      <td className="figure">{eachText(lostEach(row))}{row.cases < FEW && <span className="second">件数少</span>}</td>
      <td className="figure">{row.lateStays}／{row.lateDays}</td>
      <td className="figure">{daysText(row.overMedianDays)}<span className="second">每件 {eachText(overEach(row))}</span></td>
      <td className="figure">{daysText(row.medianDays)}／{daysText(row.p90Days)}</td><td className="figure">{daysText(row.peerMedianDays)}</td>
      <td className="figure"><Link href={cases} aria-label={`${row.organisationName} ${row.label} ${row.cases} 件`}>{row.cases}</Link></td>
    </tr>
  )
}
