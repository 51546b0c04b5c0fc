import { Button } from 'antd'
import { ItemSearch } from './item-search.tsx'
import type { JointFacts, LaneFacts } from './calls.ts'
import { EdgeTable } from './edge-table.tsx'
import { wordsOfCondition, withItem, withLane, withoutLane, type JointMatter } from './joint-shape.ts'
import { daysText, LaneDrawing } from './lane-drawing.tsx'
import { moved, type Situation } from '../catalog/item-shape.ts'

interface Limits { promised: number; statutory: number }
interface LanesPanelProps {
  /** As they are written in the item now. */
  written: Limits
  setLimits: (limits: Limits) => void
  joint: JointMatter
  facts: JointFacts | undefined
  questions: readonly Situation[]
  change: (change: (joint: JointMatter) => JointMatter) => void
}

/** The items and their order: drawn, as a table of lanes, and as a table of who waits for whom. */
export function LanesPanel({ written, setLimits, joint, facts, questions, change }: LanesPanelProps) {
  return (
    <div className="item-form">
      <section className="card joint-course" aria-label="次序">
        <h2>次序</h2>
        {!facts && <p className="waiting">正在排次序……</p>}
        {facts && <CourseWords facts={facts} />}
        {facts?.limits && <LimitNote written={written} limits={facts.limits} setLimits={setLimits} />}
        {facts && facts.lanes.length > 0 && <LaneDrawing joint={joint} facts={facts} />}
        <p className="faded">横向是工作日。实线：拿到前一项的结果才能申请；虚线：同时审查，前一项发证以后才发证。蓝底的是最长的一条路。同样的内容在下面的表里，可以用键盘改。</p>
      </section>
      <section className="card" aria-label="先后">
        <h2>谁等谁</h2>
        <EdgeTable joint={joint} facts={facts} change={change} />
      </section>
      <section className="card" aria-label="包含的事项">
        <h2>包含的事项（{joint.lanes.length}）</h2>
        <LaneTable joint={joint} facts={facts} questions={questions} change={change} />
        <p className="faded joint-later">后加的事项，它要问、要填、要交的不会自动并进来：加上以后，到“问题与情形”“合并的表单”“合并的材料”里把标着 ▲ 的补上。</p>
        <ItemSearch label="再加一件事项" taken={joint.lanes.map(({ itemCode }) => itemCode)} add={({ code }) => change((now) => withItem(now, code))} />
      </section>
    </div>
  )
}

function CourseWords({ facts: { lanes, limits, circle } }: { facts: JointFacts }) {
  if (circle || !limits) {
    const way = [...(circle ?? []), circle?.[0] ?? ''].join(' → ')
    return (
      <p className="late" role="status">
        <span aria-hidden="true">▲ </span>{way}，转了一圈，谁都在等谁，一件也办不了。办法：在“谁等谁”里去掉其中一条。
      </p>
    )
  }
  const critical = lanes.filter(({ isCritical }) => isCritical).sort((one, other) => one.endsAfter - other.endsAfter)
  const sum = lanes.reduce((total, { promisedWorkingDays }) => total + promisedWorkingDays, 0)
  return (
    <p role="status">
      全部办完最多 <strong>{limits.promised} 个工作日</strong>（一件一件分开办要 {sum} 个）。
      最长的一条路：{critical.map(({ name, promisedWorkingDays }) => `${name}（${daysText(promisedWorkingDays)}）`).join(' → ') || '还没有事项'}
    </p>
  )
}

/** Where another limit is written than the longest way takes, one press writes that one. */
function LimitNote({ written, limits, setLimits }: { written: Limits; limits: Limits; setLimits: (limits: Limits) => void }) {
  if (written.promised === limits.promised && written.statutory === limits.statutory) return null
  return (
    <p>
      <span className="late">
        <span aria-hidden="true">▲ </span>基本内容里写的是承诺 {written.promised} 个、法定 {written.statutory} 个工作日，照这个次序应是 {limits.promised} 个、{limits.statutory} 个。
      </span>{' '}
      <Button size="small" onClick={() => setLimits(limits)}>时限照这个次序写</Button>
    </p>
  )
}

function LaneTable({ joint, facts, questions, change }: Omit<LanesPanelProps, 'written' | 'setLimits'>) {
  return (
    <div className="wide-table" role="region" aria-label="事项表" tabIndex={0}>
      <table className="plain-table">
        <thead><tr>
          <th scope="col">事项</th><th scope="col">部门</th><th scope="col">承诺时限</th>
          <th scope="col">什么时候要办</th><th scope="col">可以不办</th><th scope="col">移动</th>
        </tr></thead>
        <tbody>
          {joint.lanes.map((lane, at) => {
            const known = factsOf(facts, lane.id)
            const name = known?.name ?? lane.itemCode
            return (
              <tr key={lane.id}>
                <th scope="row">{name}<span className="second">{lane.itemCode}</span>{known && !known.isKnown && <span className="late">▲ 现在没有这个事项</span>}</th>
                <td>{known?.organisationName ?? ''}</td>
                <td>{known ? daysText(known.promisedWorkingDays) : ''}</td>
                <td>{wordsOfCondition(lane.when, questions)}</td>
                <td className="unbroken"><label>
                  <input
                    type="checkbox" aria-label={`由申请人定：${name}`} checked={lane.optional}
                    onChange={({ target }) => change((now) => withLane(now, lane.id, { optional: target.checked }))}
                  /> 由申请人定
                </label></td>
                <td className="joint-acts">
                  <Button size="small" disabled={at === 0} aria-label={`${name}上移`} onClick={() => change((now) => ({ ...now, lanes: moved(now.lanes, at, -1) }))}>
                    上移
                  </Button>
                  <Button size="small" danger aria-label={`去掉${name}`} onClick={() => change((now) => withoutLane(now, lane.id))}>去掉</Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export const factsOf = (facts: JointFacts | undefined, id: string): LaneFacts | undefined => facts?.lanes.find((lane) => lane.id === id)
