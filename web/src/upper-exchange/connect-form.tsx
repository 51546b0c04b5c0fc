import { Button, Checkbox } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledGroup, LabelledField } from '../kit/labelled.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { connectPeer, type Overview, type Peer } from './calls.ts'

interface Form { peer: Peer; overview: Overview; connected: (secret: string | null) => void }

/** Where the platform is and what goes there; the system administrator's. */
export function ConnectForm({ peer: { id, name, connection }, overview: { families, hosts }, connected }: Form) {
  const { send, trouble, done, isBusy, faultOf } = useSending()
  const [chosen, setChosen] = useState<string[]>(connection?.families ?? Object.keys(families))
  const [newSecret, setNewSecret] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const url = (typedIn(event.currentTarget)['url'] ?? '').trim()
    void send(async () => connected((await connectPeer(id, { url, families: chosen, newSecret })).secret), '已登记')
  }
  return (
    <details open={connection === null}>
      <summary>{connection === null ? `登记${name}的地址` : '改地址、报什么，换密钥'}</summary>
      {hosts.length === 0 ? <p><strong>运维还没有允许任何主机，现在登记会被拒绝。</strong>请运维把对方的主机写进 <code>CHUNFENG_UPPER_HOSTS</code>，重新启动以后再登记。</p> : <p>运维允许的主机：<code>{hosts.join('、')}</code></p>}
      <SendingNote trouble={trouble} done={done} />
      <form className="step-form" onSubmit={submit} noValidate>
        <LabelledField title="网址" isRequired help="https:// 开头；本机的模拟器可以用 http://" fault={faultOf('url')}>
          {(described) => <input className="plain-input" name="url" defaultValue={connection?.url ?? ''} maxLength={500} autoComplete="off" {...described} />}
        </LabelledField>
        <LabelledGroup title="报什么" isRequired fault={faultOf('families')}>
          {() => <Checkbox.Group value={chosen} onChange={setChosen} options={Object.entries(families).map(([value, label]) => ({ value, label }))} />}
        </LabelledGroup>
        {connection && <Checkbox checked={newSecret} onChange={({ target }) => setNewSecret(target.checked)}>换一把密钥（旧的立刻作废）</Checkbox>}
        <div><Button htmlType="submit" type="primary" loading={isBusy}>登记</Button></div>
      </form>
    </details>
  )
}
