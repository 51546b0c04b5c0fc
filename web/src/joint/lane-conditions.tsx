import { Fragment } from 'react'
import { ticked } from '../catalog/decision-rows.ts'
import type { Situation } from '../catalog/item-shape.ts'
import type { JointFacts } from './calls.ts'
import { withLane, wordsOfCondition, type JointMatter, type Lane } from './joint-shape.ts'
import { LaneQuestions } from './lane-questions.tsx'

interface LaneConditionsProps {
  joint: JointMatter; facts: JointFacts | undefined; questions: readonly Situation[]; change: (change: (joint: JointMatter) => JointMatter) => void
}

/** Which answers bring in which item, and how each item's own questions get their answers without being asked again. */
export function LaneConditions({ joint, facts, questions, change }: LaneConditionsProps) {
  const nameOf = (lane: Lane): string => facts?.lanes.find(({ id }) => id === lane.id)?.name ?? lane.itemCode
  return (
    <>
      <section className="card" aria-label="什么时候办哪件">
        <h2>哪些回答要办哪件事项</h2>
        {questions.length === 0 && <p className="faded">还没有问题，每件事项都总是要办。</p>}
        {questions.length > 0 && <LaneTicks joint={joint} nameOf={nameOf} questions={questions} change={change} />}
      </section>
      <LaneQuestions joint={joint} facts={facts} questions={questions} change={change} />
    </>
  )
}

/** A row for each item, a column for each option: ticked, the answer brings the item in. */
function LaneTicks({ joint, nameOf, questions, change }: Omit<LaneConditionsProps, 'facts'> & { nameOf: (lane: Lane) => string }) {
  return (
    <div className="wide-table decision-window" role="region" aria-label="事项勾选表" tabIndex={0}>
      <table className="plain-table decision-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>事项</th>
            {questions.map(({ id, question, options }) => (
              <th key={id} scope="colgroup" colSpan={Math.max(1, options.length)}>{question || '（没有写问题）'}</th>
            ))}
          </tr>
          <tr>
            {questions.map(({ id, options }) => <Fragment key={id}>{options.map((option) => <th key={option.id} scope="col">{option.label || '（没有写）'}</th>)}</Fragment>)}
          </tr>
        </thead>
        <tbody>
          {joint.lanes.map((lane) => (
            <tr key={lane.id}>
              <th scope="row">{nameOf(lane)}<span className="second">{wordsOfCondition(lane.when, questions)}</span></th>
              {questions.map(({ id, question, options }) => options.map((option) => (
                <td key={`${id} ${option.id}`} className="decision-cell">
                  <input
                    type="checkbox" aria-label={`办${nameOf(lane)}：${question} ${option.label}`} checked={lane.when?.[id]?.includes(option.id) ?? false}
                    onChange={({ target }) => change((now) => withLane(now, lane.id, { when: ticked(lane.when, [id, option.id], target.checked) }))}
                  />
                </td>
              )))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
