import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchChoices, fetchRuns, type Choices } from './calls.ts'
import { ChangeForm } from './change-form.tsx'
import { RunList } from './run-list.tsx'
import { RunPart } from './run-part.tsx'
import './what-if.css'

/** A month once more under another rule, before anybody publishes the rule. */
export function WhatIfPage({ query }: { query: string }) {
  const chosen = new URLSearchParams(query).get('run')
  const choices = useLoaded('choices', fetchChoices)
  return (
    <div className="what-if">
      <PageTitle title="模拟推演" />
      {choices.trouble && <TroubleNote trouble={choices.trouble} again={() => void choices.reload()} />}
      {choices.answer && (chosen === null ? <Beginning choices={choices.answer} /> : <RunPart key={chosen} id={chosen} choices={choices.answer} />)}
    </div>
  )
}

function Beginning({ choices }: { choices: Choices }) {
  const { answer, trouble, reload } = useLoaded('runs', fetchRuns)
  return (
    <>
      <p className="faded">先推演，再发布：从办件记录学出收件、走法、停留和人手，把过完的一个月照改动重演许多次，和不改的并排看。推演不改动任何办件。</p>
      {choices.months.length === 0 ? <p className="empty">还没有过完的月份可以重演。有了一个月的办件以后，这里可以选改什么。</p> : <ChangeForm choices={choices} />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <RunList runs={answer.runs} choices={choices} />}
    </>
  )
}
