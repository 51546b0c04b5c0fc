import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { dayText, momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { evidenceAddress, fetchRectification, type Rectification } from './calls.ts'
import './governance.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** One rectification: the problem, the alerts behind it, the evidence, what was before, and the steps open to this person. */
export function RectificationDesk(opened: DeskProps) {
  const { found } = opened.file
  const { answer, trouble, reload } = useLoaded(`${found.id} ${found.version}`, () => fetchRectification(found.id))
  return (
    <SmallDesk
      opened={opened} kind="rectification" title={found.title} applicant="监督部门" noteOf={notesOf}
      back={<Link href={roomAddress('rectifications')} className="case-back">← 整改</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 发现</>}
    >
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <About about={answer} today={found.clock.today ?? ''} />}
    </SmallDesk>
  )
}

function About({ about, today }: { about: Rectification; today: string }) {
  const { problem, requirement, orderedUntil, alertList, files, history, id, times, faults } = about
  return (
    <section className="card" aria-labelledby="problem-title">
      <h2 id="problem-title">问题{times > 1 && <span className="late">　第 {times} 次</span>}</h2>
      <blockquote>{problem}</blockquote>
      {requirement !== null && <p>要求：{requirement}{orderedUntil !== null && <span className="faded">　到 {dayText(orderedUntil, today)}</span>}</p>}
      {faults.length > 0 && <h3>从哪里来</h3>}
      <ul>{faults.map((fault) => <FaultLine key={fault.address} fault={fault} />)}</ul>
      {alertList.length > 0 && <h3>预警</h3>}
      <ul>
        {alertList.map(({ id: alert, caseId, number, ruleName, firedOn }) => (
          <li key={alert}><Link href={caseAddress(caseId)}>{number}</Link>　{ruleName}<span className="faded">　{dayText(firedOn, today)} 出</span></li>
        ))}
      </ul>
      <h3>举证的文件</h3>
      {files.length === 0 && <p className="faded">还没有文件。整改举证时附上的会列在这里。</p>}
      <ul>
        {files.map(({ fileId, name, addedOn }) => (
          <li key={fileId}>
            <a href={evidenceAddress(id, fileId)} target="_blank" rel="noreferrer">{name}</a><span className="faded">　{dayText(addedOn, today)}</span>
          </li>
        ))}
      </ul>
      {history.length > 0 && <h3>以前的同一个问题</h3>}
      <ul>
        {history.map((earlier) => <EarlierLine key={earlier.id} earlier={earlier} today={today} />)}
      </ul>
    </section>
  )
}

function FaultLine({ fault: { title, address, withdrawnWhy } }: { fault: Rectification['faults'][number] }) {
  return (
    <li>
      <Link href={address}>{title}</Link>
      {withdrawnWhy !== null && <span className="second late">{withdrawnWhy}。没有交办的请撤销，交办了的请裁定。</span>}
    </li>
  )
}

function EarlierLine({ earlier: { id, times, number, closedOn, measures }, today }: { earlier: Rectification['history'][number]; today: string }) {
  return (
    <li>
      <Link href={caseAddress(id)}>第 {times} 次 {number}</Link>　{closedOn !== null && `${dayText(closedOn, today)} 销号`}
      <span className="faded">　{measures}</span>
    </li>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { requirement: '整改要求', cause: '原因', measures: '措施和结果', opinion: '复核情况', reason: '原因', note: '说明' }

function notesOf({ data }: EventView) {
  return Object.entries(FIELD_WORDS).map(([name, title]) => typeof data[name] === 'string' && <p key={name} className="note">{title}：{String(data[name])}</p>)
}
