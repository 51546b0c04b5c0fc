import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { startHandOver } from '../api/desk-calls.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { ColleagueChoice } from './colleague-choice.tsx'
import { useRuns } from './runs.tsx'
import { forgetColleagues } from './use-colleagues.ts'

/** A whole desk goes to somebody else: leave, another post, illness. */
export function HandOverForm() {
  const [from, setFrom] = useState<string>()
  const [to, setTo] = useState<string>()
  const [reason, setReason] = useState('')
  const { send, isBusy, trouble } = useHandingOver(() => setReason(''))
  const fault = (field: string) => trouble?.fields.find(({ path }) => path === field)?.message
  return (
    <details className="card hand-over">
      <summary>整岗移交：一个人名下轮到本岗位的在办件，全部交给另一个人</summary>
      <form className="step-form" onSubmit={(event) => { event.preventDefault(); void send({
        from: from ?? '', to: to ?? '', reason: reason.trim(),
      }) }} noValidate>
        {trouble && <TroubleNote trouble={trouble} />}
        <LabelledGroup title="谁的件" isRequired fault={fault('from')}>{() => <ColleagueChoice name="from" value={from} set={setFrom} />}</LabelledGroup>
        <LabelledGroup title="交给谁" isRequired fault={fault('to')}>{() => <ColleagueChoice name="to" value={to} set={setTo} without={from} />}</LabelledGroup>
        <LabelledField title="理由" isRequired help="写进每一件的记录，例如：休假、调岗。" fault={fault('reason')}>
          {(described) => <Input {...described} value={reason} maxLength={480} onChange={(event) => setReason(event.target.value)} />}
        </LabelledField>
        <Button htmlType="submit" type="primary" loading={isBusy}>全部移交</Button>
      </form>
    </details>
  )
}

function useHandingOver(done: () => void) {
  const { refresh } = useRuns()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const keyFor = useRef(keyKeeper())
  const send = async (asked: { from: string; to: string; reason: string }) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await startHandOver(asked, keyFor.current(asked))
      forgetColleagues()
      done()
      await refresh()
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
    setBusy(false)
  }
  return { send, isBusy, trouble }
}
