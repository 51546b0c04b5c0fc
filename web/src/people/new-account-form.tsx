import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { createAccount } from './admin-calls.ts'
import { SendingNote } from './sending-note.tsx'
import { TypedField, typedIn } from './typed-field.tsx'
import { useSending } from './use-sending.ts'

/** A new member of staff: the account only. What it may do is the security administrator's to say. */
export function NewAccountForm({ done }: { done: () => void }) {
  const { trouble, done: said, isBusy, send, faultOf } = useSending()
  const [round, setRound] = useState(0)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { account = '', name = '', organisation = '' } = typedIn(event.currentTarget)
    if (!await send(() => createAccount({ account, name, organisation }), `已开设 ${account}。请安全管理员授予岗位；第一个密码在这里申请重置、由安全管理员确认，两半都交给本人`)) return
    setRound(round + 1)
    done()
  }
  return (
    <details className="card">
      <summary>开设工作人员账号</summary>
      <SendingNote trouble={trouble} done={said} />
      <form key={round} className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <TypedField name="account" title="账号" help="4—32 个小写字母、数字或 . _ - @" fault={faultOf('account')} />
        <TypedField name="name" title="姓名" fault={faultOf('name')} />
        <TypedField name="organisation" title="单位编号" help="例如 hall、market-regulation；与组织机构表一致" fault={faultOf('organisation')} />
        <Button type="primary" htmlType="submit" loading={isBusy}>开设</Button>
      </form>
    </details>
  )
}
