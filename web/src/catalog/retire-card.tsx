import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { chinaDay } from '../kit/days.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { LabelledField } from '../kit/labelled.tsx'
import { typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { retireItem } from './calls.ts'

/** Takes the item out of force from a day on, with the reason people will read. */
export function RetireCard({ code, name, done, close }: { code: string; name: string; done: (words: string) => void; close: () => void }) {
  const { trouble, isBusy, send, faultOf } = useSending()
  const [today] = useState(() => chinaDay(new Date()))
  const retire = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = typedIn(event.currentTarget)
    const [on, reason] = [typed['on'] ?? '', (typed['reason'] ?? '').trim()]
    void send(async () => {
      await retireItem(code, { on, reason })
      done(`自 ${on} 起停用“${name}”。在办的办件照旧办完；再发布一次就恢复办理`)
    })
  }
  return (
    <section className="card hurdles" aria-label="停用">
      <h2>停用“{name}”</h2>
      <p>从这一天起群众查不到、也不能再申请；打开旧网址的会看到下面写的原因。已经提交的照旧办完。停用以后再发布一次，就恢复办理。</p>
      <SendingNote trouble={trouble} done="" />
      <form className="new-item" onSubmit={retire} noValidate>
        <LabelledField title="从哪天起" isRequired fault={faultOf('on')}>
          {(described) => <Input {...described} name="on" type="date" defaultValue={today} min={today} />}
        </LabelledField>
        <LabelledField title="原因" isRequired help="一句话，群众看得懂，例如：改由市里统一办理" fault={faultOf('reason')}>
          {(described) => <Input.TextArea {...described} name="reason" maxLength={500} rows={2} />}
        </LabelledField>
        <div className="acts"><Button danger htmlType="submit" loading={isBusy}>确定停用</Button><Button onClick={close}>不停用了</Button></div>
      </form>
    </section>
  )
}
