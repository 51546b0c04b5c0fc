import { Button } from 'antd'
import type { FormEvent } from 'react'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { fetchExchange, fetchMarks, letArrive, resume, setBehaviour, type Exchange } from './calls.ts'

/** Messages to and from other districts that need somebody, and how their simulators behave. */
export function ExchangeCard({ mayWrite }: { mayWrite: boolean }) {
  const { answer, trouble, reload } = useLoaded('exchange', fetchExchange)
  const sending = useSending()
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  const act = (work: () => Promise<unknown>, words: string) => void sending.send(work, words).then(reload)
  return (
    <details className="card">
      <summary>与外区的交换（<strong>模拟</strong>）：没有送到 {answer.outbox.length} 条，不收或者先放着 {answer.refused.length} 条</summary>
      <SendingNote trouble={sending.trouble} done={sending.done} />
      <Outbox lines={answer.outbox} again={mayWrite ? (id) => act(() => resume(id), '会再送一次') : undefined} />
      <Refused lines={answer.refused} />
      {mayWrite && (
        <Simulators
          exchange={answer} set={(district, behaviour) => act(() => setBehaviour(district, behaviour), '已改')}
          arrive={(district, body) => act(() => letArrive(district, body), '模拟的外区会在几秒钟里寄来')}
        />
      )}
    </details>
  )
}

type Again = ((id: string) => void) | undefined

function Outbox({ lines, again }: { lines: Exchange['outbox']; again: Again }) {
  if (lines.length === 0) return <p className="empty">发出的消息都送到了。</p>
  return <ul>{lines.map((line) => <Undelivered key={line.id} line={line} again={again} />)}</ul>
}

function Undelivered({ line: { id, ref, kind, state, attempts, reason, caseId }, again }: { line: Exchange['outbox'][number]; again: Again }) {
  const isDead = state === 'dead'
  return (
    <li>
      <Link href={caseAddress(caseId)}>{ref}</Link> {kind}：{isDead ? '已停下' : '在重试'}，试过 {attempts} 次。{reason}{' '}
      {isDead && again && <Button size="small" onClick={() => again(id)}>再送</Button>}
    </li>
  )
}

function Refused({ lines }: { lines: Exchange['refused'] }) {
  if (lines.length === 0) return null
  return <><h3>不收的、先放着的</h3><ul>{lines.map(({ id, ref, kind, reason }) => <li key={id}>{ref} {kind}：{reason}</li>)}</ul></>
}

interface SimulatorsProps { exchange: Exchange; set: (district: string, behaviour: string) => void; arrive: (district: string, body: object) => void }

function Simulators({ exchange: { districts, behaviours }, set, arrive }: SimulatorsProps) {
  const { answer: marks } = useLoaded('marks', fetchMarks)
  const items = [...new Map((marks?.marks ?? []).filter(({ mode }) => mode === 'proxy').map(({ itemCode, itemName }) => [itemCode, itemName]))]
  const options = Object.entries(behaviours).map(([value, label]) => ({ value, label }))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { district = '', itemCode = '', applicant = '' } = typedIn(event.currentTarget)
    arrive(district, { itemCode, applicant })
  }
  return (
    <>
      <h3>模拟的外区怎样表现</h3>
      <div className="simulators">
        {districts.map(({ code, name, behaviour }) => (
          <label key={code}>{name} <PlainSelect id={`sim-${code}`} value={behaviour} set={(value = 'normal') => set(code, value)} options={options} /></label>
        ))}
      </div>
      <h3>让外区寄一件来</h3>
      <form className="step-form" onSubmit={submit}>
        <label>
          从哪个区 <select name="district" className="plain-select">{districts.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}</select>
        </label>
        <label>
          办什么 <select name="itemCode" className="plain-select">{items.map(([code, name]) => <option key={code} value={code}>{name}</option>)}</select>
        </label>
        <TypedField name="applicant" title="申请人（虚构的）" fault={undefined} />
        <Button htmlType="submit">寄来</Button>
      </form>
    </>
  )
}
