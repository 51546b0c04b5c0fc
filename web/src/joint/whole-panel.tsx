import { dayText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import type { Whole, WholeLane } from './whole-calls.ts'
import { awaitedText, onwardText, placeText, progressText } from './whole-words.ts'
import './whole.css'

interface WholePanelProps { whole: Whole; version: number; today: string }

/** Above the case: on the parent every lane, on a child its place in the whole. */
export function WholePanel({ whole, version, today }: WholePanelProps) {
  const own = whole.lanes.find(({ id }) => id === whole.self)
  if (own) return <OwnPlace whole={whole} own={own} today={today} />
  return (
    <section className="card whole" aria-labelledby="whole-title">
      <div className="section-head">
        <h2 id="whole-title">包含的事项 {whole.lanes.length} 项</h2>
        <p role="status">{progressText(whole.lanes)}</p>
        <span className="faded">按第 {version} 版办理</span>
      </div>
      <LaneTable whole={whole} today={today} />
      {whole.checks.length > 0 && <Checked checks={whole.checks} />}
      <details><summary>整件事为什么要这么久</summary>{whole.explanation.map((sentence) => <p key={sentence}>{sentence}</p>)}</details>
    </section>
  )
}

const RESULTS: Readonly<Record<Whole['checks'][number]['result'], readonly [shape: string, word: string, look: string]>> = {
  right: ['✓', '对', 'lane-done'], wrong: ['▲', '不对', 'lane-lost'], unknown: ['○', '没有填', 'faded'], unconnected: ['■', '由您核对', 'lane-held'],
}

/** What the system has checked by itself, so that nobody has to look at it twice. */
function Checked({ checks }: Pick<Whole, 'checks'>) {
  return (
    <ul className="whole-checks" aria-label="系统自动核对">
      {checks.map(({ id, title, result, note }) => {
        const [shape, word, look] = RESULTS[result]
        return <li key={id}><span className={look}><span aria-hidden="true">{shape} </span>{title}：{word}</span> <span className="faded">{note}</span></li>
      })}
    </ul>
  )
}

function OwnPlace({ whole, own, today }: { whole: Whole; own: WholeLane; today: string }) {
  const { parent } = whole
  return (
    <section className="card whole" aria-label="在一件事里的位置">
      <p>
        <strong>{placeText(whole, own.id)}</strong>。{own.ended === null && own.waitsFor.length > 0 && `${awaitedText(own, whole.lanes)}。`}
        {withStop(onwardText(whole, own))}
        {own.held !== null && <span className="whole-held"><span aria-hidden="true">■ </span>{own.held}</span>}
      </p>
      <p>
        {parent.mayOpen ? <Link href={caseAddress(parent.caseId)}>打开总件 {parent.number}</Link> : <>总件 {parent.number}</>}
        <span className="faded">（{parent.stateLabel}）</span>
      </p>
      <details>
        <summary>看全部 {whole.lanes.length} 项办到哪里</summary>
        <LaneTable whole={whole} today={today} />
      </details>
    </section>
  )
}

const withStop = (words: string): string => (words.endsWith('。') ? words : `${words}。`)

function LaneTable({ whole: { lanes, self }, today }: { whole: Whole; today: string }) {
  return (
    <div className="wide-table" role="region" aria-label="各事项办到哪里" tabIndex={0}>
      <table className="plain-table lane-table">
        <thead><tr>
          <th scope="col" className="figure">项</th><th scope="col">事项</th><th scope="col">部门</th>
          <th scope="col">状态</th><th scope="col">等什么</th><th scope="col">到期</th>
        </tr></thead>
        <tbody>
          {lanes.map((lane, at) => (
            <tr key={lane.id} className={lane.id === self ? 'chosen' : undefined}>
              <td className="figure">{at + 1}</td>
              <th scope="row">
                {lane.caseId !== null && lane.mayOpen && lane.id !== self ? <Link href={caseAddress(lane.caseId)}>{lane.name}</Link> : lane.name}
                <span className="second">{lane.number ?? '还没有编号'}{lane.isCritical && lane.ended === null && lanes.length > 1 && '，全部办结要等它'}</span>
              </th>
              <td>{lane.owner.name}</td>
              <td><LaneState lane={lane} /></td>
              <td>{lane.ended ? '—' : awaitedText(lane, lanes)}{lane.held !== null && <span className="second">{lane.held}</span>}</td>
              <td className="unbroken">{lane.dueOn === null ? (lane.ended ? '—' : `承诺 ${lane.promisedWorkingDays} 个工作日`) : dayText(lane.dueOn, today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How an item ended that was not lost. */
const ENDS: Readonly<Record<string, readonly [shape: string, look: string]>> = { delivered: ['✓', 'lane-done'], separate: ['→', 'lane-running'] }

/** Never colour alone: a shape and the word. */
function LaneState({ lane: { ended, held, state, stateLabel, caseStateLabel } }: { lane: WholeLane }) {
  const [shape, look] = ended ? (ENDS[ended.outcome] ?? ['✕', 'lane-lost']) : held !== null ? ['■', 'lane-held'] : ['●', 'lane-running']
  return (
    <>
      <span className={`lane-state ${look}`}><span aria-hidden="true">{shape} </span>{stateLabel}</span>
      {!ended && state === 'handling' && caseStateLabel !== null && <span className="second">{caseStateLabel}</span>}
      {ended && ended.words !== stateLabel && <span className="second">{ended.words}</span>}
      {ended?.next && <span className="second">{ended.next}</span>}
    </>
  )
}
