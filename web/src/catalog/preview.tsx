import { Button } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'
import { fetchPreview, type Fields, type Theme, type View } from './calls.ts'
import { questionsOf } from './item-values.ts'

const VIEWS: readonly (readonly [View, string])[] = [['guide', '办事指南'], ['question', '回答问题'], ['checklist', '材料清单'], ['form', '填表']]
const THEMES: readonly (readonly [Theme, string])[] = [['standard', '标准版'], ['elder', '长者版'], ['contrast', '高对比']]
const SETTLED_MILLISECONDS = 500

/** The page as people will see it, with what is typed now; saved or not. */
export function Preview({ item: typed, first = 'guide' }: { item: Fields; first?: View }) {
  const item = useSettled(typed, SETTLED_MILLISECONDS)
  const [asked, setAsked] = useState<Asked>({ view: first, page: 1, theme: 'standard' })
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const questions = questionsOf(item)
  // A whole list shows at once, and is changed from there; the questions begin with the first.
  const answers = Object.fromEntries(questions.flatMap(({ id, options }) => {
    const option = options.find((one) => one.id === given[id])?.id ?? (asked.view === 'question' ? undefined : options[0]?.id)
    return option === undefined ? [] : [[id, option]]
  }))
  const body = { item, answers, ...asked }
  const { answer, trouble } = useLoaded(JSON.stringify(body), () => fetchPreview(body))
  return (
    <section className="card preview-card" aria-label="预览">
      <ViewChoice asked={asked} ask={(changes) => setAsked({ ...asked, ...changes })} />
      {asked.view === 'form' && <PageTurn page={asked.page} pages={answer?.pages ?? 1} turn={(page) => setAsked({ ...asked, page })} />}
      {asked.view !== 'guide' && questions.length > 0 && (
        <details open={asked.view === 'checklist'}>
          <summary>换着回答看</summary>
          {questions.map(({ id, question, options }) => (
            <label key={id} className="answer">{question}{' '}
              <select className="choice" value={answers[id] ?? ''} onChange={({ target }) => setGiven({ ...given, [id]: target.value })}>
                {asked.view === 'question' && <option value="">没有答</option>}
                {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
              </select>
            </label>
          ))}
        </details>
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      {answer && <iframe className="preview" title="群众会看到的页面" sandbox="allow-same-origin" srcDoc={answer.html} />}
    </section>
  )
}

interface Asked { view: View; page: number; theme: Theme }

function ViewChoice({ asked, ask }: { asked: Asked; ask: (changes: Partial<Asked>) => void }) {
  return (
    <div className="acts" role="group" aria-label="看哪一页">
      {VIEWS.map(([view, label]) => {
        const isShown = asked.view === view
        return (
          <Button key={view} size="small" aria-pressed={isShown} type={isShown ? 'primary' : 'default'} ghost={isShown} onClick={() => ask({ view })}>
            {label}
          </Button>
        )
      })}
      <select
        className="choice" aria-label="显示方式" value={asked.theme}
        onChange={({ target }) => ask({ theme: THEMES.find(([theme]) => theme === target.value)?.[0] ?? 'standard' })}
      >
        {THEMES.map(([theme, label]) => <option key={theme} value={theme}>{label}</option>)}
      </select>
    </div>
  )
}

function PageTurn({ page, pages, turn }: { page: number; pages: number; turn: (page: number) => void }) {
  return (
    <div className="acts" role="group" aria-label="表单的页">
      <Button size="small" disabled={page <= 1} onClick={() => turn(Math.min(page, pages) - 1)}>上一页</Button>
      <span>第 {Math.min(page, pages)} 页，共 {pages} 页</span>
      <Button size="small" disabled={page >= pages} onClick={() => turn(page + 1)}>下一页</Button>
    </div>
  )
}
