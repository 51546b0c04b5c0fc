import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { signIn } from '../api/calls.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { useWindowTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { go } from '../shell/router.ts'
import { useSession } from '../shell/session.tsx'
import './sign-in.css'

/** Account and password; then back to where one was. */
export function SignInPage({ next }: { next: string }) {
  useWindowTitle('登录')
  const { isBusy, trouble, submit } = useSignIn(next)
  const faultOf = (name: string) => trouble?.fields.find(({ path }) => path === name)?.message
  return (
    <main className="sign-in">
      <p className="brand">春风<span> 工作台</span></p>
      <h1 className="page-title">工作人员登录</h1>
      {trouble && <TroubleNote trouble={trouble} />}
      <form onSubmit={(event) => void submit(event)} noValidate>
        <LabelledField title="账号" isRequired fault={faultOf('account')}>
          {(described) => <Input name="account" autoComplete="username" autoFocus size="large" maxLength={64} {...described} />}
        </LabelledField>
        <LabelledField title="密码" isRequired fault={faultOf('password')}>
          {(described) => (
            <Input type="password" name="password" autoComplete="current-password" size="large" maxLength={128} {...described} />
          )}
        </LabelledField>
        <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>登录</Button>
      </form>
      <p className="sign-in-other">群众和企业办事请到<a href="/">首页</a>。</p>
    </main>
  )
}

function useSignIn(next: string) {
  const { refresh } = useSession()
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    setBusy(true)
    try {
      await signIn({ account: String(typed.get('account')).trim(), password: String(typed.get('password')) })
      await refresh()
      go(next, { replace: true })
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, trouble, submit }
}
