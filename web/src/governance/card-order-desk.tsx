import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { dayText, momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchCardOrder, type CardOrder } from './calls.ts'
import './governance.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** 黄牌督办: the cards to answer for, by when, and the steps open to this person. */
export function CardOrderDesk(opened: DeskProps) {
  const { found } = opened.file
  const { answer, trouble, reload } = useLoaded(`${found.id} ${found.version}`, () => fetchCardOrder(found.id))
  return (
    <SmallDesk
      opened={opened} kind="rectification" title={found.title} applicant="监督部门" noteOf={notesOf}
      back={<Link href={roomAddress('alerts', 'level=yellow')} className="case-back">← 黄牌</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 开</>}
    >
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <Cards order={answer} today={found.clock.today ?? ''} />}
    </SmallDesk>
  )
}

function Cards({ order: { answerBy, escalatedOn, cards }, today }: { order: CardOrder; today: string }) {
  return (
    <section className="card" aria-labelledby="cards-title">
      <h2 id="cards-title">要答复的黄牌</h2>
      <p>
        请在 <strong>{dayText(answerBy, today)}</strong>（含当天）以前答复：为什么超期，怎样办，什么时候办结。
        {escalatedOn !== null && <span className="late">{dayText(escalatedOn, today)} 逾期没有答复，已经提级给负责人。</span>}
      </p>
      {cards.length === 0 && <p className="faded">黄牌都不在了（期限变了，或者预警有误）。</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <Link href={caseAddress(card.caseId)}>{card.title}</Link>　{card.number}
            <span className="second">
              {card.ruleName}（第 {card.version} 版）　{card.dueOn !== null && `应在 ${dayText(card.dueOn, today)} 以前`}{'　'}
              {card.settledOn === null ? '还没有办结' : `${dayText(card.settledOn, today)} 已办`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { cause: '为什么超期', plan: '怎样办', opinion: '看了以后' }

function notesOf({ data }: EventView) {
  return Object.entries(FIELD_WORDS).map(([name, title]) => typeof data[name] === 'string' && <p key={name} className="note">{title}：{String(data[name])}</p>)
}
