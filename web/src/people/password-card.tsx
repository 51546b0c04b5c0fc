import { Button } from 'antd'
import type { FormEvent } from 'react'
import { useLoaded } from '../kit/use-loaded.ts'
import { changePassword, fetchPasswordRules } from './calls.ts'
import { SendingNote } from './sending-note.tsx'
import { TypedField, typedIn } from './typed-field.tsx'
import { useSending } from './use-sending.ts'

/** One's own password; changing it signs one out everywhere else. */
export function PasswordCard() {
  const { answer } = useLoaded('password-rules', fetchPasswordRules)
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { current = '', next = '' } = typedIn(form)
    if (await send(() => changePassword({ current, next }), '密码已经改好，其他地方的登录都已退出')) form.reset()
  }
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title">修改密码</h2>
      <SendingNote trouble={trouble} done={done} />
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TypedField name="current" title="现在的密码" type="password" autoComplete="current-password" fault={faultOf('current')} />
        <TypedField name="next" title="新密码" type="password" autoComplete="new-password" help={answer?.rules ?? ''} fault={faultOf('next')} />
        <div className="acts"><Button type="primary" htmlType="submit" loading={isBusy}>改密码</Button></div>
      </form>
    </section>
  )
}
