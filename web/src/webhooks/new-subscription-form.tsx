import { Button, Radio } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledGroup } from '../kit/labelled.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { subscribe, type EventKind } from './calls.ts'
import { KindChoice } from './kind-choice.tsx'
import type { Made } from './secret-note.tsx'

interface Form { hosts: readonly string[]; kinds: readonly EventKind[]; isFirst: boolean; made: (made: Made) => void }

/** Another system is told from now on. */
export function NewSubscriptionForm({ hosts, kinds, isFirst, made }: Form) {
  const { trouble, isBusy, send, faultOf } = useSending()
  const [round, setRound] = useState(0)
  const register = async (description: string, url: string, chosen: readonly string[]) => {
    const isMade = await send(async () => {
      const { secret } = await subscribe({ url, description, ...(chosen.length > 0 && { kinds: [...chosen] }) })
      made({ description, secret })
    })
    if (isMade) setRound(round + 1)
  }
  return (
    <details className="card" open={isFirst}>
      <summary>登记推送地址</summary>
      <AllowedHosts hosts={hosts} />
      <SendingNote trouble={trouble} done="" />
      <Fields key={round} kinds={kinds} isBusy={isBusy} faultOf={faultOf} register={(...typed) => void register(...typed)} />
    </details>
  )
}

interface Typing {
  kinds: readonly EventKind[]
  isBusy: boolean
  faultOf: (name: string) => string | undefined
  register: (description: string, url: string, chosen: readonly string[]) => void
}

function Fields({ kinds, isBusy, faultOf, register }: Typing) {
  const [isAll, setAll] = useState(true)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { description = '', url = '' } = typedIn(event.currentTarget)
    // Nothing chosen would be everything.
    setEmpty(!isAll && chosen.length === 0)
    if (isAll || chosen.length > 0) register(description.trim(), url.trim(), isAll ? [] : chosen)
  }
  return (
    <form className="step-form" onSubmit={submit} noValidate>
      <TypedField name="description" title="给谁用" help="例如：电子监察" fault={faultOf('description')} />
      <TypedField name="url" title="网址" help="https:// 或 http:// 开头，不带账号和口令" fault={faultOf('url')} />
      <LabelledGroup title="推哪些" isRequired fault={isEmpty && !isAll && chosen.length === 0 ? '请至少选一步，或者选“全部步骤”' : faultOf('kinds')}>
        {() => (
          <Radio.Group value={isAll} onChange={({ target }) => setAll(target.value === true)}>
            <Radio value>全部步骤</Radio>
            <Radio value={false}>只推选中的步骤</Radio>
          </Radio.Group>
        )}
      </LabelledGroup>
      {!isAll && <KindChoice kinds={kinds} chosen={chosen} choose={setChosen} />}
      <div><Button type="primary" htmlType="submit" loading={isBusy}>登记</Button></div>
    </form>
  )
}

function AllowedHosts({ hosts }: { hosts: readonly string[] }) {
  if (hosts.length > 0) return <p>运维允许的主机：<code>{hosts.join('、')}</code>。要加别的，请运维改 <code>CHUNFENG_WEBHOOK_HOSTS</code>。</p>
  return <p><strong>运维还没有允许任何主机，现在登记会被拒绝。</strong>请运维把对方的主机写进 <code>CHUNFENG_WEBHOOK_HOSTS</code>，重新启动以后再登记。</p>
}
