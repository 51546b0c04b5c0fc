import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'
import { address } from './upper-exchange-address.ts'
import '../ratings/ratings.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** One supervision from above: what is urged about which case, the answer, and what the supervision says to it. */
export function SupervisionDesk(opened: DeskProps) {
  const { found } = opened.file
  const word = (name: string): string => String(found.form[name] ?? '')
  const mayGoBack = useMe().roles.includes('supervisor')
  return (
    <SmallDesk
      opened={opened} kind="complaint" title={found.title} applicant="上级平台" noteOf={notesOf}
      back={mayGoBack ? <Link href={address('supervisions')} className="case-back">← 上级督办</Link> : undefined}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 收到</>}
    >
      <section className="card" aria-labelledby="urged-title">
        <h2 id="urged-title">督办的办件 <Link href={caseAddress(word('caseId'))}>{word('number')}</Link></h2>
        <blockquote>{word('content')}</blockquote>
        {word('ruleNumber') !== '' && <p>监察规则编号：{word('ruleNumber')}</p>}
        {word('result') !== '' && <p>监察结果：{word('result')}</p>}
        <p className="faded">主管部门答复，监督部门审核办结。答复不自动送回上级，请从原来的渠道答复。</p>
      </section>
    </SmallDesk>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { findings: '查到的情况', measures: '怎样办的', opinion: '审核意见', reason: '原因' }

function notesOf({ data }: EventView) {
  return Object.entries(FIELD_WORDS).map(([name, title]) => typeof data[name] === 'string' && <p key={name} className="note">{title}：{data[name]}</p>)
}
