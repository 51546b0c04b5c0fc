import { Button, Input, Radio } from 'antd'
import { useState, type FormEvent } from 'react'
import { momentText } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import './reminders.css'
import { fetchMessages, fetchPreference, readMessage, savePreference, type Preference, type StaffMessage } from './calls.ts'

const SHOWN_MAX = 5

/** What reminds me, when, and the last reminders. */
export function RemindersCard() {
  const preference = useLoaded('message-preference', fetchPreference)
  const inbox = useLoaded('messages', fetchMessages)
  return (
    <section className="card" aria-labelledby="reminders-title">
      <h2 id="reminders-title">消息和提醒</h2>
      {inbox.answer && <Latest messages={inbox.answer.messages.slice(0, SHOWN_MAX)} reload={() => void inbox.reload()} />}
      {preference.trouble && <TroubleNote trouble={preference.trouble} again={() => void preference.reload()} />}
      {preference.answer && <Choice preference={preference.answer} />}
    </section>
  )
}

function Latest({ messages, reload }: { messages: readonly StaffMessage[]; reload: () => void }) {
  const { send, isBusy } = useSending()
  const read = async (id: number) => { if (await send(() => readMessage(id))) reload() }
  if (messages.length === 0) return <p className="faded">还没有提醒。待办里有快到期或超期的，工作日早上提醒一次。</p>
  return (
    <ul className="reminders">
      {messages.map(({ id, title, createdAt, readAt }) => (
        <li key={id}>
          {readAt === null ? <strong>{title}</strong> : title} <span className="faded"><time dateTime={createdAt}>{momentText(createdAt)}</time></span>
          {readAt === null && <Button type="link" size="small" disabled={isBusy} onClick={() => void read(id)} aria-label={`知道了：${title}`}>知道了</Button>}
        </li>
      ))}
    </ul>
  )
}

/** What the law has told to applicants is never told to staff, so that choice says nothing here. */
const isForStaff = ({ value }: { value: string }): boolean => value !== 'statutory'

function Choice({ preference: { wants, digestAt, choices, hasPhone, quiet } }: { preference: Preference }) {
  const [chosen, setChosen] = useState(wants === 'statutory' ? 'urgent' : wants)
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { digestAt: at = '' } = typedIn(event.currentTarget)
    void send(() => savePreference({ wants: chosen, digestAt: at }), '已保存')
  }
  return (
    <form onSubmit={submit} noValidate>
      <SendingNote trouble={trouble} done={done} />
      {!hasPhone && <p className="faded">您的账号没有登记手机号，只在这里提醒，不发短信。</p>}
      <fieldset className="field">
        <legend>用短信提醒我</legend>
        <Radio.Group
          value={chosen} onChange={({ target }) => setChosen(target.value)} options={choices.filter(isForStaff).map(({ value, label }) => ({ value, label }))}
        />
      </fieldset>
      <LabelledField title="每天几点发合成的那一条" isRequired help={`例如 09:00。${quiet.from} 到次日 ${quiet.until} 不发（默认值）；没有新消息就不发`} fault={faultOf('digestAt')}>
        {(described) => <Input name="digestAt" maxLength={5} defaultValue={digestAt} {...described} />}
      </LabelledField>
      <div className="acts"><Button htmlType="submit" loading={isBusy}>保存</Button></div>
    </form>
  )
}
