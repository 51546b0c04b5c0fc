import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { correct, type Assessment, type Unit } from './calls.ts'
import { figureWords } from './words.ts'

/** A figure found wrong without an appeal: corrected as a new version, with the reason. */
export function CorrectForm({ assessment: { id, scheme, version }, unit, again }: { assessment: Assessment; unit: Unit; again: () => Promise<void> }) {
  const [code, setCode] = useState(scheme.indicators[0]?.code ?? '')
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const rule = scheme.indicators.find((one) => one.code === code)
  const isShare = rule?.kind === 'share'
  const now = unit.values[code]
  const options = scheme.indicators.map((one) => ({ value: one.code, label: `${one.name}　${figureWords(unit.values[one.code] ?? { value: null }, one)}` }))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { n = '', right = '', reason = '' } = typedIn(event.currentTarget)
    const figure = { n: Number(n), ...(isShare ? { part: Number(right) } : { value: Number(right) }) }
    const body = { organisation: unit.organisation, indicator: code, ...figure, reason: reason.trim(), expectedVersion: version }
    void send(() => correct(id, body), '已更正，成为新的一版').then((isDone) => { if (isDone) void again() })
  }
  return (
    <details className="card">
      <summary>更正一项数</summary>
      <form className="assessment-form" onSubmit={submit} noValidate>
        <SendingNote trouble={trouble} done={done} />
        <LabelledField title="哪一项" isRequired>
          {(described) => <PlainSelect {...described} value={code} set={(value = '') => setCode(value)} options={options} />}
        </LabelledField>
        <TypedField
          name="right" title={isShare ? '正确的分子' : '正确的数值'} help={`现在是 ${(isShare ? now?.part : now?.value) ?? '—'}`}
          fault={faultOf('part') ?? faultOf('value')}
        />
        <TypedField name="n" title={`正确的样本数（${rule?.of ?? ''}）`} help={`现在是 ${now?.n ?? 0}`} fault={faultOf('n')} />
        <TypedField name="reason" title="更正的理由" help="至少五个字；写进通报" fault={faultOf('reason')} />
        <Button type="primary" htmlType="submit" loading={isBusy}>更正</Button>
      </form>
    </details>
  )
}
