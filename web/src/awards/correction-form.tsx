import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { correctEvidence } from './calls.ts'
import type { Evidence, NominationView } from './types.ts'
import { valueText } from './words.ts'

/** A figure found wrong after the freeze: corrected as a new version, with the reason. */
export function CorrectionForm({ nomination: { id }, evidence: { values, version }, again }: {
  nomination: NominationView; evidence: Evidence; again: () => Promise<void>
}) {
  const [criterion, setCriterion] = useState(values[0]?.criterion)
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const chosen = values.find((value) => value.criterion === criterion)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { n = '', part = '', reason = '' } = typedIn(event.currentTarget)
    if (criterion === undefined) return
    void send(() => correctEvidence(id, { criterion, n: Number(n), part: Number(part), reason: reason.trim(), from: version }), '已更正，成为新的一版')
      .then((isDone) => { if (isDone) void again() })
  }
  if (values.length === 0) return null
  return (
    <details>
      <summary>取的数有错，更正</summary>
      <form className="award-part" onSubmit={submit} noValidate>
        <SendingNote trouble={trouble} done={done} />
        <LabelledField title="哪一项" isRequired>
          {(described) => (
            <PlainSelect
              {...described} value={criterion} set={setCriterion}
              options={values.map((value) => ({ value: value.criterion, label: `${value.name}　${valueText(value)}` }))}
            />
          )}
        </LabelledField>
        <TypedField name="n" title="正确的件数" help={`现在是 ${chosen?.n ?? 0}`} fault={faultOf('n')} />
        <TypedField name="part" title="其中符合的件数" help={`现在是 ${chosen?.part ?? 0}`} fault={faultOf('part')} />
        <TypedField name="reason" title="更正的理由" help="至少五个字，会留痕" fault={faultOf('reason')} />
        <div className="award-acts"><Button htmlType="submit" loading={isBusy}>更正</Button></div>
      </form>
    </details>
  )
}
