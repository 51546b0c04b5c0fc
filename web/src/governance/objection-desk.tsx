import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import './governance.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** An objection to a point: what the unit says, and the verdict. */
export function ObjectionDesk(opened: DeskProps) {
  const { found } = opened.file
  const { reason, about, points } = found.form
  return (
    <SmallDesk
      opened={opened} kind="rectification" title={found.title} applicant="单位" noteOf={notesOf}
      back={<Link href={roomAddress('standards', 'tab=points')} className="case-back">← 分值</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 提出</>}
    >
      <section className="card" aria-labelledby="objection-title">
        <h2 id="objection-title">单位说</h2>
        <blockquote>{String(reason ?? '')}</blockquote>
        <p>这一分：{String(points ?? '')} 分，来自 {String(about ?? '')}。</p>
      </section>
    </SmallDesk>
  )
}

function notesOf({ data }: EventView) {
  return typeof data['opinion'] === 'string' && <p className="note">裁定的理由：{data['opinion']}</p>
}
