import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { fetchDown, settleDown, type DownRow, type PeerId } from './calls.ts'
import { CaseNumber } from './case-number.tsx'
import { address } from './upper-exchange-address.ts'

/** What the platform sends down: rows it sends back, supervision, ratings made elsewhere. */
export function DownList({ peer }: { peer: PeerId }) {
  const { answer, trouble, reload } = useLoaded(`down ${peer}`, () => fetchDown(peer))
  const { send, done, trouble: sendingTrouble } = useSending()
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  if (answer.messages.length === 0) return <p className="empty">上级没有下发过。退回的数据、督办催办、在别处做出的评价会出现在这里；说几遍也只收一次。</p>
  return (
    <>
      <SendingNote trouble={sendingTrouble} done={done} />
      <ul className="down-list">
        {answer.messages.map((message) => <Message key={message.id} message={message}
        settle={(note) => void send(() => settleDown(message.id, note), '已记下').then(reload)} />)}</ul>
    </>
  )
}

const STATES = { new: '要处理', settled: '处理好了', applied: '已自动处理', refused: '不懂，没有处理' } as const

function Message({ message, settle }: { message: DownRow; settle: (note: string) => void }) {
  const { id, label, state, number, caseId, columns, hidden, reason, handlingCase, times, receivedAt, note } = message
  const [words, setWords] = useState('')
  return (
    <li className="card" aria-labelledby={`down-${id}`}>
      <h2 id={`down-${id}`}>{label} <span className={state === 'new' ? 'late' : 'faded'}>{STATES[state]}</span></h2>
      <p className="faded">{momentText(receivedAt)} 收到{times > 1 && `，说了 ${times} 遍`}
        {number !== null && <>；办件 {caseId === null ? `${number}（本区没有）` : <CaseNumber caseId={caseId} number={number} />}</>}</p>
      <dl className="peer-facts">{columns.map((column) => <div key={column.label}><dt>{column.label}</dt><dd>{column.value}</dd></div>)}</dl>
      {hidden.length > 0 && <p className="faded">还有 {hidden.length} 项加密保存，不在这里显示</p>}
      {reason !== null && <p>{reason}{handlingCase !== null && <>，见<Link href={address('supervisions')}>上级督办</Link></>}</p>}
      {note !== null && <p>处理：{note}</p>}
      {state === 'new' && (
        <div className="acts">
          <input className="plain-input" value={words} maxLength={500}
          onChange={({ target }) => setWords(target.value)} aria-label={`${label}怎样处理的`} placeholder="怎样处理的" />
          <Button disabled={words.trim().length < 2} onClick={() => settle(words)}>处理好了</Button></div>
      )}
    </li>
  )
}
