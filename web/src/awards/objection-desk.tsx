import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchObjections } from './calls.ts'
import './awards.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** One objection: what is said against whom, and the answer. */
export function AwardObjectionDesk(opened: DeskProps) {
  const { found } = opened.file
  // What somebody wrote is personal in the case itself; those who answer objections read it in their list.
  const { answer, trouble, reload } = useLoaded(
    `award objection ${found.id} ${found.version}`, async () => (await fetchObjections(found.closed)).find(({ id }) => id === found.id) ?? null,
  )
  return (
    <SmallDesk
      opened={opened} kind="award" title={found.title} applicant="提异议的人" noteOf={notesOf}
      back={<Link href={roomAddress('awards', 'tab=objections')} className="case-back">← 异议</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.applicant.name} · {momentText(found.openedAt)} 提出</>}
    >
      <section className="card award-part" aria-labelledby="objection-title">
        <h2 id="objection-title">{answer ? `对 ${answer.nominee} 的异议` : '异议'}</h2>
        {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
        {answer && (
          <>
            <p className="faded">{answer.by} 提出，{answer.campaign}</p>
            <blockquote>{answer.reason}</blockquote>
            <p><Link href={caseAddress(answer.nomination)}>看这件提名和它的证据</Link></p>
          </>
        )}
        <p className="faded">书面答复提异议的人。异议成立，提名取消资格，已经授牌的摘牌；答复以前不能审定。被提名人的单位看不到是谁提的。</p>
      </section>
    </SmallDesk>
  )
}

function notesOf({ data, note }: EventView) {
  const answer = data['answer']
  if (typeof answer === 'string') return <p className="note">答复：{answer}</p>
  return note !== null && <p className="note">{note}</p>
}
