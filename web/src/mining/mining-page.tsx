import { useState } from 'react'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchChoices, fetchSurveys, type Choices } from './calls.ts'
import { SurveyForm } from './survey-form.tsx'
import { SurveyList } from './survey-list.tsx'
import { SurveyPart } from './survey-part.tsx'
import './mining.css'

/** How the work really goes, found in the log: ways, times, rework, hand-overs, where it stands and where it leaves the declared workflow. */
export function MiningPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const choices = useLoaded('choices', fetchChoices)
  const chosen = asked.get('survey')
  return (
    <div className="mining">
      <PageTitle title="流程挖掘" />
      {choices.trouble && <TroubleNote trouble={choices.trouble} again={() => void choices.reload()} />}
      {choices.answer && (chosen === null ? <Beginning choices={choices.answer} /> : <Opened choices={choices.answer} id={chosen} asked={asked} />)}
    </div>
  )
}

function Beginning({ choices }: { choices: Choices }) {
  const { answer, trouble, reload } = useLoaded('surveys', fetchSurveys)
  return (
    <>
      <p className="faded">从办件记录看事情实际怎样走：有几种走法、在哪里等、在哪里返工、谁交给谁、和声明的流程差在哪里。每个数字都打得开。</p>
      <SurveyForm choices={choices} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <SurveyList surveys={answer.surveys} choices={choices} />}
    </>
  )
}

function Opened({ choices, id, asked }: { choices: Choices; id: string; asked: URLSearchParams }) {
  const [isAsking, setAsking] = useState(false)
  return <SurveyPart key={id} id={id} asked={asked} choices={choices} again={() => setAsking(!isAsking)} isAsking={isAsking} />
}
