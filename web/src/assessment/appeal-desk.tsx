import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import '../ratings/ratings.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** One appeal: which figure, what the unit says, what was found and decided. */
export function AppealDesk(opened: DeskProps) {
  const { found } = opened.file
  const word = (name: string): string => String(found.form[name] ?? '')
  return (
    <SmallDesk
      opened={opened} kind="complaint" title={found.title} applicant={found.owner.name} noteOf={notesOf}
      back={<Link href={roomAddress('assessment', `id=${word('periodId')}`)} className="case-back">← {word('period')}考核</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 提出</>}
    >
      <section className="card" aria-labelledby="appeal-title">
        <h2 id="appeal-title">{word('indicatorName')}</h2>
        <p>
          锁定的数（第 {word('version')} 版）：<strong>{word('value')}{word('unit')}</strong>，{found.form['part'] === null
            ? `样本 ${word('n')}`
            : `${word('part')} / ${word('n')}`}
        </p>
        <blockquote>{word('reason')}</blockquote>
        <p className="faded">采纳时填正确的{word('kind') === 'share' ? '分子和分母' : '数值和样本数'}：更正成为新的一版，原来的一版都在。</p>
      </section>
    </SmallDesk>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { finding: '核实情况', reason: '理由', part: '正确的分子', value: '正确的数值', n: '正确的样本数' }

function notesOf({ data }: EventView) {
  return Object.entries(FIELD_WORDS).map(
    ([name, title]) =>
      (typeof data[name] === 'string' || typeof data[name] === 'number') && (
        <p key={name} className="note">
          {title}：{String(data[name])}
        </p>
      ),
  )
}
