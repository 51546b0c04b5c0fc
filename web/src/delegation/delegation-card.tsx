import { Button } from 'antd'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { ROLE_WORDS } from '../people/admin-calls.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { endDelegation, fetchDelegations, type Absent, type Delegation } from './calls.ts'
import { DelegationForm } from './delegation-form.tsx'
import { daysWords, rolesWords, standingWord } from './words.ts'
import './delegation.css'

interface CardProps { absent: Absent; changed?: () => void }

/** Who stands in while somebody is away: what is set, and the way to set and end it. */
export function DelegationCard({ absent, changed }: CardProps) {
  const { answer, trouble, reload } = useLoaded(`delegations ${absent.id}`, () => fetchDelegations(absent))
  const sending = useSending()
  const again = async () => { await reload(); changed?.() }
  const end = (id: string) => void sending.send(async () => { await endDelegation(absent, id); await again() }, '委托已经结束，同事不再看到这些件')
  return (
    <section className="card delegation" aria-labelledby="delegation-title">
      <h2 id="delegation-title">请假委托</h2>
      <p>{absent.isOneself
        ? '请假的日子，请一位本单位的同事代办。到日子自己开始、自己结束，随时可以提前结束；代办的每一步都记“谁代谁”。'
        : `${absent.name}突然不能上班时，替他设定由谁代办。设定和结束都进审计记录。`}</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      <SendingNote trouble={sending.trouble} done={sending.done} />
      {answer && answer.delegations.length > 0 && (
        <ul className="devices">
          {answer.delegations.map((one) => <Line key={one.id} delegation={one} absent={absent} isBusy={sending.isBusy} end={end} />)}
        </ul>
      )}
      {answer && <DelegationForm absent={absent} {...answer} done={() => void again()} />}
    </section>
  )
}

interface LineProps { delegation: Delegation; absent: Absent; isBusy: boolean; end: (id: string) => void }

function Line({ delegation, absent, isBusy, end }: LineProps) {
  const { id, absent: away, standIn, roles, reason, standing, setBy } = delegation
  const isOpen = standing === 'running' || standing === 'coming'
  const mayEnd = isOpen && (away.id === absent.id || !absent.isOneself)
  return (
    <li>
      <p><strong>{standIn.name} 代 {away.name}</strong>（{standingWord(delegation)}）<br />
        <span className="faded">
          {daysWords(delegation)}，{rolesWords(roles, ROLE_WORDS)}{reason !== '' && `，${reason}`}{setBy !== away.name && `，由${setBy}设定`}
        </span></p>
      {mayEnd && <Button size="small" disabled={isBusy} onClick={() => end(id)} aria-label={`结束 ${standIn.name} 代 ${away.name}`}>结束</Button>}
    </li>
  )
}
