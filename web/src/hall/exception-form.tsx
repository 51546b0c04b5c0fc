import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { grantException } from './calls.ts'

/** Lets an item stay outside the halls for a while: why, on what basis, on whose word, until when. */
export function ExceptionForm({ code, kinds, done }: { code: string; kinds: Record<string, string>; done: () => void }) {
  const [kind, setKind] = useState('site')
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { reason = '', basis = '', approver = '', approvedOn = '', untilOn = '' } = typedIn(event.currentTarget)
    if (await send(() => grantException({ itemCode: code, kind, reason, basis, approver, approvedOn, untilOn }), '已登记')) done()
  }
  return (
    <details className="card">
      <summary>登记不进驻的例外</summary>
      <SendingNote trouble={trouble} done={said} />
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <LabelledField title="哪一类" isRequired help="类别是默认值，可以改">
          {(described) => (
            <PlainSelect
              {...described}
              value={kind}
              set={(value = 'site') => setKind(value)}
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            />
          )}
        </LabelledField>
        <TypedField name="reason" title="理由" help="至少五个字，群众看得到" fault={faultOf('reason')} />
        <TypedField name="basis" title="依据" help="文件名称和文号，群众看得到" fault={faultOf('basis')} />
        <TypedField name="approver" title="批准的单位或人" fault={faultOf('approver')} />
        <TypedField name="approvedOn" title="哪一天批准" type="date" fault={faultOf('approvedOn')} />
        <TypedField name="untilOn" title="到哪一天为止" type="date" help="到期后没有进驻，会列为毛病" fault={faultOf('untilOn')} />
        <Button type="primary" htmlType="submit" loading={isBusy}>
          登记
        </Button>
      </form>
    </details>
  )
}
