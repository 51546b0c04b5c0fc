import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchComplaint, type Complaint } from './calls.ts'
import './ratings.css'

type DeskProps = Omit<ComponentProps<typeof SmallDesk>['opened'], 'take'>

/** One bad rating: what was said, what was found and done, and the steps open to this person. */
export function ComplaintDesk(opened: DeskProps) {
  const { found } = opened.file
  const complaint = useLoaded(found.id, () => fetchComplaint(found.id))
  return (
    <SmallDesk
      opened={{ ...opened, take: null }} kind="complaint" title={`差评：${found.title}`} applicant="评价人" noteOf={notesOf}
      back={<Link href={roomAddress('ratings')} className="case-back">← 差评办件</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 收到</>}
    >
      {complaint.trouble && <TroubleNote trouble={complaint.trouble} again={() => void complaint.reload()} />}
      {complaint.answer && <Said complaint={complaint.answer} />}
    </SmallDesk>
  )
}

function Said({ complaint: { levelLabel, tags, text, rated } }: { complaint: Complaint }) {
  return (
    <section className="card" aria-labelledby="said-title">
      <h2 id="said-title">评价人说</h2>
      <p><strong>{levelLabel}</strong>{tags.length > 0 && `　${tags.join('、')}`}</p>
      {text === null ? <p className="faded">没有写话。</p> : <blockquote>{text}</blockquote>}
      {rated
        ? <p>评的是办件 <Link href={caseAddress(rated.id)}>{rated.number}</Link>。只有监督部门看得到；写给单位的话里不要提是谁、是哪一件。</p>
        : <p className="faded">评价人的身份和办件编号不公开。请就事论事，不要打听是谁评的。</p>}
    </section>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { opinion: '核实情况', reply: '答复评价人', cause: '原因', measures: '整改措施', reason: '评价人说', note: '回访情况' }

function notesOf({ data }: EventView) {
  return Object.entries(FIELD_WORDS).map(([name, title]) => typeof data[name] === 'string' && <p key={name} className="note">{title}：{String(data[name])}</p>)
}
