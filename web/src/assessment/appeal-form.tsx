import { Button, Input } from 'antd'
import { useRef, useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { caseAddress } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { raiseAppeal, type Assessment, type Unit } from './calls.ts'
import { figureWords } from './words.ts'

const REASON_MIN = 5

/** The unit says that one of its figures is wrong; a case begins, and the supervision looks into it. */
export function AppealForm({ assessment: { id, scheme, appealUntil }, unit }: { assessment: Assessment; unit: Unit; again: () => Promise<void> }) {
  const options = scheme.indicators
    .filter(({ code }) => unit.values[code])
    .map((rule) => ({ value: rule.code, label: `${rule.name}　${figureWords(unit.values[rule.code] ?? { value: null }, rule)}` }))
  const [indicator, setIndicator] = useState(options[0]?.value ?? '')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, done, send } = useSending()
  const keyFor = useRef(keyKeeper())
  const fault = reason.trim().length < REASON_MIN ? `请写哪里不对、有什么依据，至少 ${REASON_MIN} 个字` : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const body = { indicator, reason: reason.trim() }
    if (fault === undefined) void send(async () => go(caseAddress((await raiseAppeal(id, body, keyFor.current(body))).caseId)))
  }
  return (
    <details className="card">
      <summary>对一项数提出申诉（到 {appealUntil} 为止）</summary>
      <form className="assessment-form" onSubmit={submit} noValidate>
        <SendingNote trouble={trouble} done={done} />
        <LabelledField title="哪一项" isRequired>
          {(described) => <PlainSelect {...described} value={indicator} set={(value = '') => setIndicator(value)} options={options} />}
        </LabelledField>
        <LabelledField
          title="哪里不对、依据是什么"
          isRequired
          help="写得具体，例如哪几件办件、哪一天；不要写群众的姓名和证件号"
          fault={isTried ? fault : undefined}
        >
          {(described) => <Input.TextArea {...described} rows={4} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </LabelledField>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          提出申诉
        </Button>
      </form>
    </details>
  )
}
