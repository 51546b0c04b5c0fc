import type { ComponentProps } from 'react'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { saidIn, type Said } from './said-in.ts'
import './questions.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** A question asked at an item: what was asked and answered, and the steps open to this person. */
export function QuestionDesk(opened: DeskProps) {
  const { found, events } = opened.file
  const said = saidIn(found, events)
  return (
    <SmallDesk
      opened={opened} kind="question" title={found.title} applicant="提问人" noteOf={({ note }) => note !== null && <p className="note">{note}</p>}
      line={<><span className="case-number">{found.number}</span> · {found.applicant.name} · {momentText(found.openedAt)} 提出</>}
    >
      <section className="card" aria-labelledby="said-title">
        <h2 id="said-title">问和答</h2>
        {said.length === 0 && <p className="faded">您与本办件的关系看不到问答的内容。</p>}
        {said.map((one) => <Part key={one.key} said={one} />)}
      </section>
    </SmallDesk>
  )
}

function Part({ said: { by, at, text, published } }: { said: Said }) {
  return (
    <div className="said">
      <p><strong>{by}</strong> <span className="faded"><time dateTime={at}>{momentText(at)}</time></span></p>
      <blockquote>{text}</blockquote>
      {published !== null && <p className="faded">已公开为常见问题：{published}</p>}
    </div>
  )
}
