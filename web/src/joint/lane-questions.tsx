import { useState } from 'react'
import type { Situation } from '../catalog/item-shape.ts'
import type { JointFacts, LaneFacts, OwnQuestion } from './calls.ts'
import { withAnswer, type JointMatter, type Lane, type OwnAnswer } from './joint-shape.ts'

interface LaneQuestionsProps {
  joint: JointMatter; facts: JointFacts | undefined; questions: readonly Situation[]; change: (change: (joint: JointMatter) => JointMatter) => void
}

/** How each item's own questions get their answers; items where all is settled are folded. */
export function LaneQuestions({ joint, facts, questions, change }: LaneQuestionsProps) {
  const asking = joint.lanes.flatMap((lane) => {
    const known = facts?.lanes.find(({ id, questions: own }) => id === lane.id && own.length > 0)
    return known ? [{ lane, known }] : []
  })
  if (asking.length === 0) return null
  return (
    <section className="card" aria-label="事项自己的问题">
      <h2>各事项自己的问题由谁回答</h2>
      <p className="faded">这些问题不再问群众：要么在这里定好，要么由合并的问题的回答得出。</p>
      {asking.map(({ lane, known }) => (
        <OfLane key={lane.id} lane={lane} known={known} questions={questions} put={(id, answer) => change((now) => withAnswer(now, lane.id, id, answer))} />
      ))}
    </section>
  )
}

interface OfLaneProps { lane: Lane; known: LaneFacts; questions: readonly Situation[]; put: (id: string, answer: OwnAnswer | undefined) => void }

function OfLane({ lane, known, questions, put }: OfLaneProps) {
  const answerTo = (id: string): OwnAnswer | undefined => lane.answers.find(({ situation }) => situation === id)
  const unsettled = known.questions.filter(({ id }) => !isSettled(answerTo(id), questions)).length
  // Only at first: it does not close under the hands of whoever settles the last one.
  const [isOpen, setOpen] = useState(unsettled > 0)
  return (
    <details className="joint-own-lane" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{known.name}</strong>（{known.questions.length} 个）{' '}
        {unsettled === 0 ? <span className="fit"><span aria-hidden="true">✓ </span>都定好了</span> : <span className="late"><span aria-hidden="true">▲ </span>{unsettled} 个还没有定</span>}
      </summary>
      <div className="part-cards joint-own">
        {known.questions.map((own) => <OwnQuestionCard key={own.id} own={own} questions={questions} answer={answerTo(own.id)} put={(answer) => put(own.id, answer)} />)}
      </div>
    </details>
  )
}

/** Fixed, or read off a question there is. */
function isSettled(answer: OwnAnswer | undefined, questions: readonly Situation[]): boolean {
  if (answer?.option !== undefined) return true
  const { question, options } = answer?.from ?? { question: '', options: {} }
  return questions.some(({ id }) => id === question) && Object.keys(options).length > 0
}

interface OwnQuestionProps { own: OwnQuestion; questions: readonly Situation[]; answer: OwnAnswer | undefined; put: (answer: OwnAnswer | undefined) => void }

function OwnQuestionCard({ own, questions, answer, put }: OwnQuestionProps) {
  const from = answer?.from
  const joint = questions.find(({ id }) => id === from?.question)
  const chosen = answer?.option !== undefined ? `option ${answer.option}` : from ? `question ${from.question}` : ''
  const choose = (value: string) => {
    const [kind, id = ''] = value.split(' ')
    if (kind === 'option') put({ situation: own.id, option: id })
    else if (kind === 'question') put({ situation: own.id, from: { question: id, options: {} } })
    else put(undefined)
  }
  return (
    <fieldset className="part-card">
      <legend>{own.question}</legend>
      <label className="part-field">怎样得到回答
        <select className="choice" value={chosen} onChange={({ target }) => choose(target.value)}>
          <option value="">还没有定</option>
          {own.options.map(({ id, label }) => <option key={id} value={`option ${id}`}>总是“{label}”</option>)}
          {questions.map(({ id, question }) => <option key={id} value={`question ${id}`}>看“{question}”怎样答</option>)}
        </select>
      </label>
      {from && joint?.options.map((option) => (
        <label key={option.id} className="part-field">答“{option.label}”的
          <select
            className="choice" value={from.options[option.id] ?? ''}
            onChange={({ target: { value } }) => {
              const others = Object.entries(from.options).filter(([id]) => id !== option.id)
              put({
                situation: own.id, from: { question: from.question, options: Object.fromEntries(value === '' ? others : [...others, [option.id, value]]) },
              })
            }}
          >
            <option value="">不问这个问题</option>
            {own.options.map(({ id, label }) => <option key={id} value={id}>就是“{label}”</option>)}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
