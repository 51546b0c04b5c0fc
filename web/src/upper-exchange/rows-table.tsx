import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { fetchRows, resendRows, type ListedRow, type PeerId } from './calls.ts'
import { CaseNumber } from './case-number.tsx'
import { address } from './upper-exchange-address.ts'
import { ROW_WORDS } from './words.ts'

interface Table { peer: PeerId; state: 'rejected' | 'waiting'; changed: () => Promise<void> }

/** The worklist of what came back, or the queue. */
export function RowsTable({ peer, state, changed }: Table) {
  const [after, setAfter] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { answer, trouble, reload } = useLoaded(`${peer} ${state} ${after ?? ''}`, () => fetchRows(peer, state, after))
  const { send, done, isBusy, trouble: sendingTrouble } = useSending()
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  const resend = async () => {
    await send(() => resendRows(chosen), `${chosen.length} 行原样重报，版本各加一`)
    setChosen([])
    await Promise.all([reload(), changed()])
  }
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <>
      <p className="faded">{state === 'rejected' ? '退回来的，和本平台自己检查不过、没有送出的。同一件后面的数据都等着它；改好或者决定不报以后接着送。对方退错了的，可以原样重报。' : '还没有送到的。同一件的按次序一行一行送，别的件不等。'}</p>
      <SendingNote trouble={sendingTrouble} done={done} />
      {answer.rows.length === 0 ? <p className="empty">{state === 'rejected' ? '没有退回的数据。退回来的会出现在这里，写着对方的理由。' : '没有排着队的数据，都送到了。'}</p>
        : <Rows rows={answer.rows} peer={peer} state={state} chosen={chosen} toggle={toggle} />}
      <div className="acts">
        {state === 'rejected' && answer.rows.length > 0 && <Button disabled={chosen.length === 0 || isBusy} onClick={() => void resend()}>选中的 {chosen.length} 行原样重报</Button>}
        {after !== null && <Button onClick={() => setAfter(null)}>回到最新的</Button>}
        {answer.next !== null && <Button onClick={() => setAfter(answer.next)}>更早的</Button>}
      </div>
    </>
  )
}

interface RowsProps { rows: readonly ListedRow[]; peer: PeerId; state: 'rejected' | 'waiting'; chosen: readonly string[]; toggle: (id: string) => void }

function Rows({ rows, peer, state, chosen, toggle }: RowsProps) {
  const isRejected = state === 'rejected'
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={isRejected ? '退回的数据' : '排着队的数据'}>
      <table className="plain-table">
        <thead><tr>{isRejected && <th scope="col" className="tick"><span className="unseen">选中</span></th>}
          <th scope="col">表</th><th scope="col">办件</th><th scope="col">{isRejected ? '退回的理由' : '怎样'}</th>
          <th scope="col" className="figure">版本</th><th scope="col">{isRejected ? '退回于' : '写下于'}</th>
          {isRejected && <th scope="col">改正</th>}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {isRejected && <td className="tick"><Checkbox checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} aria-label={`选中 ${row.label} ${row.number}`} /></td>}
              <td>{row.label}<span className="second">{row.table}{row.sequence > 1 && ` 第 ${row.sequence} 条`}</span></td>
              <td><CaseNumber caseId={row.caseId} number={row.number} /></td>
              <td className="reason">
                {isRejected ? row.reason : waitingWords(row)}{isRejected && row.behind > 0 && <span className="second">同一件后面还有 {row.behind} 行在等</span>}
              </td>
              <td className="figure">{row.version}</td>
              <td className="unbroken">{momentText(row.answeredAt ?? row.madeAt)}</td>
              {isRejected && <td><Link href={address('rejected', peer, row.id)} aria-label={`打开改正 ${row.label} ${row.number}`}>打开改正</Link></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const waitingWords = ({ state, attempts, reason }: ListedRow): string =>
  `${ROW_WORDS[state] ?? state}${attempts === 0 ? '' : `，送过 ${attempts} 次`}${reason === null ? '' : `；${reason}`}`
