import { Alert, Button, Checkbox, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { ROLE_WORDS } from '../people/admin-calls.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { setDelegation, type Absent, type Colleague } from './calls.ts'
import { areApart } from './words.ts'

interface FormProps { absent: Absent; daysMax: number; colleagues: readonly Colleague[]; done: () => void }

/** Who, from when until when, and for which roles; all of them unless told. */
export function DelegationForm({ absent, daysMax, colleagues, done }: FormProps) {
  const { trouble, done: said, isBusy, send, faultOf } = useSending()
  const [standIn, setStandIn] = useState<string>()
  const [roles, setRoles] = useState<string[]>([])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { from = '', until = '', reason = '' } = typedIn(form)
    const wish = { standIn: standIn ?? '', roles, from, until, ...(reason !== '' && { reason }) }
    if (!await send(() => setDelegation(absent, wish), '已经设好，同事收到了消息')) return
    form.reset()
    setStandIn(undefined)
    setRoles([])
    done()
  }
  const chosen = colleagues.find(({ id }) => id === standIn)
  if (colleagues.length === 0) return <p className="empty">本单位没有别的同事可以代办。</p>
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <SendingNote trouble={trouble} done={said} />
      <LabelledField title="谁代办" isRequired fault={faultOf('standIn')}>
        {(described) => <PlainSelect {...described} value={standIn} set={setStandIn} options={colleagues.map(optionOf)} none="请选择" />}
      </LabelledField>
      {chosen && areApart(chosen.roles, roles.length > 0 ? roles : absent.roles) && (
        <Alert type="info" showIcon title={`${chosen.name}自己审查过或者决定过的件，不能再代${absent.isOneself ? '您' : absent.name}办另一头：审查和决定不能是同一个人。`} />
      )}
      <TypedField name="from" title="从哪天起" type="date" fault={faultOf('from')} />
      <TypedField name="until" title="到哪天止（含当天）" type="date" help={`一次最多 ${daysMax} 天（默认值，可由本单位另定）`} fault={faultOf('until')} />
      {absent.roles.length > 1 && (
        <LabelledGroup title="哪些岗位" help="不选就是全部岗位" fault={faultOf('roles')}>
          {() => <Checkbox.Group value={roles} onChange={setRoles} options={absent.roles.map((role) => ({ value: role, label: ROLE_WORDS[role] ?? role }))} />}
        </LabelledGroup>
      )}
      <LabelledField title="原因" help="同事看得到，写“休假”“出差”就够了">
        {(described) => <Input {...described} name="reason" maxLength={200} autoComplete="off" />}
      </LabelledField>
      <div className="acts"><Button type="primary" htmlType="submit" loading={isBusy}>设定委托</Button></div>
    </form>
  )
}

function optionOf({ id, name, roles }: Colleague): { value: string; label: string } {
  return { value: id, label: `${name}（${wordsOf(roles)}）` }
}

function wordsOf(roles: readonly string[]): string {
  return roles.map((role) => ROLE_WORDS[role] ?? role).join('、') || '没有岗位'
}
