import { Button } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchPreview, type Fields } from './calls.ts'
import { questionsOf } from './item-values.ts'

/** The page as people will see it, with what is typed now; saved or not. */
export function Preview({ item }: { item: Fields }) {
  // One sees a whole list at once, and changes the answers from there.
  const [answers, setAnswers] = useState(() => Object.fromEntries(questionsOf(item).map(({ id, options }) => [id, options[0]?.id ?? ''])))
  const [isList, setList] = useState(false)
  const given = Object.fromEntries(Object.entries(answers).filter(([, option]) => option !== ''))
  const body = { item, ...(isList && { answers: given }) }
  const { answer, trouble } = useLoaded(JSON.stringify(body), () => fetchPreview(body))
  return (
    <section className="card" aria-label="预览">
      <div className="acts">
        <Button aria-pressed={!isList} type={isList ? 'default' : 'primary'} ghost={!isList} onClick={() => setList(false)}>办事指南</Button>
        <Button aria-pressed={isList} type={isList ? 'primary' : 'default'} ghost={isList} onClick={() => setList(true)}>材料清单</Button>
        {isList && questionsOf(item).map(({ id, question, options }) => (
          <label key={id} className="answer">{question}{' '}
            <select className="choice" value={answers[id] ?? ''} onChange={({ target }) => setAnswers({ ...answers, [id]: target.value })}>
              <option value="">没有答</option>
              {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
            </select>
          </label>
        ))}
      </div>
      {trouble && <TroubleNote trouble={trouble} />}
      {answer && <iframe className="preview" title="群众会看到的页面" sandbox="allow-same-origin" srcDoc={answer.html} />}
    </section>
  )
}
