import { Button, Input } from 'antd'
import { useState } from 'react'
import { revealField } from '../api/calls.ts'
import { troubleOf } from '../api/trouble.ts'

const REASON_LENGTH_MIN = 5

/** A personal field stands masked; whoever handles the case may see it when she says why, and that is written down. */
export function Reveal({ caseId, field, title, masked }: { caseId: string; field: string; title: string; masked: string }) {
  const [isAsking, setAsking] = useState(false)
  const [clear, setClear] = useState<string>()
  if (clear !== undefined) {
    return <>{clear} <Button size="small" type="link" onClick={() => setClear(undefined)}>遮盖</Button></>
  }
  return (
    <>
      {masked} {!isAsking && <Button size="small" type="link" aria-label={`查看${title}`} onClick={() => setAsking(true)}>查看</Button>}
      {isAsking && <ReasonForm caseId={caseId} field={field} title={title} show={(value) => { setAsking(false); setClear(value) }} close={() => setAsking(false)} />}
    </>
  )
}

interface ReasonFormProps { caseId: string; field: string; title: string; show: (value: string) => void; close: () => void }

function ReasonForm({ caseId, field, title, show, close }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    if ([...reason.trim()].length < REASON_LENGTH_MIN) return setFault(`请写明理由，至少 ${REASON_LENGTH_MIN} 个字`)
    setBusy(true)
    try {
      show(String((await revealField(caseId, field, reason.trim())).value))
    } catch (thrown) {
      setFault(troubleOf(thrown).message)
      setBusy(false)
    }
  }
  return (
    <form className="reveal" onSubmit={(event) => { event.preventDefault(); void send() }} onKeyDown={(event) => { if (event.key === 'Escape') close() }}>
      <label htmlFor={`reveal-${field}`}>查看{title}的理由（会记入审计记录）</label>
      <Input
        id={`reveal-${field}`} autoFocus maxLength={200} value={reason} aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `reveal-${field}-fault`} onChange={(event) => setReason(event.target.value)}
      />
      {fault !== undefined && <p id={`reveal-${field}-fault`} role="alert" className="warn">{fault}</p>}
      <Button size="small" htmlType="submit" loading={isBusy}>查看</Button>
      <Button size="small" type="text" onClick={close}>不看了</Button>
    </form>
  )
}
