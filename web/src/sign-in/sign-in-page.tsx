import { Alert, Button, Input } from 'antd'
import { LabelledField } from '../kit/labelled.tsx'
import { useWindowTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchSignInWays } from '../people/calls.ts'
import { EnrolmentCard } from '../people/enrolment-card.tsx'
import { RecoveryCodes } from '../people/recovery-codes.tsx'
import { useSignIn } from './use-sign-in.ts'
import '../people/people.css'
import './sign-in.css'

/** Account and password, and what else the account needs; then back to where one was. */
export function SignInPage({ next }: { next: string }) {
  useWindowTitle('登录')
  const { isBusy, trouble, asks, recoveryCodes, submit, goOn } = useSignIn(next)
  const faultOf = (name: string) => trouble?.fields.find(({ path }) => path === name)?.message
  const isAsking = trouble?.code === 'second-factor-missing' || trouble?.code === 'password-change'
  return (
    <main className="sign-in">
      <p className="brand">春风<span> 工作台</span></p>
      <h1 className="page-title">工作人员登录</h1>
      {recoveryCodes ? <RecoveryCodes codes={recoveryCodes} done={() => void goOn()} /> : <>
        {trouble && (isAsking ? <Alert type="info" showIcon role="alert" title={trouble.message} /> : <TroubleNote trouble={trouble} />)}
        <form onSubmit={(event) => void submit(event)} noValidate>
          <LabelledField title="账号" isRequired fault={faultOf('account')}>
            {(described) => <Input name="account" autoComplete="username" autoFocus size="large" maxLength={64} {...described} />}
          </LabelledField>
          <LabelledField title="密码" isRequired fault={faultOf('password')}>
            {(described) => (
              <Input type="password" name="password" autoComplete="current-password" size="large" maxLength={128} {...described} />
            )}
          </LabelledField>
          {asks.newPassword && <NewPassword fault={faultOf('newPassword')} />}
          {asks.enrolment && <EnrolmentCard enrolment={asks.enrolment} />}
          {asks.totp && <TotpField fault={faultOf('totp')} />}
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>登录</Button>
        </form>
        <UnifiedWay next={next} />
        <p className="sign-in-other">群众和企业办事请到<a href="/">首页</a>。</p>
      </>}
    </main>
  )
}

/** The way over the province's unified identity, where it is set up; it leads to another site, so it is a link. */
function UnifiedWay({ next }: { next: string }) {
  const { answer } = useLoaded('sign-in-ways', fetchSignInWays)
  if (!answer?.unified) return null
  return <Button size="large" block href={`/sign-in/unified?next=${encodeURIComponent(next)}`}>用{answer.unified}登录</Button>
}

function NewPassword({ fault }: { fault: string | undefined }) {
  return (
    <LabelledField title="新密码" isRequired fault={fault}>
      {(described) => <Input type="password" name="newPassword" autoComplete="new-password" autoFocus size="large" maxLength={128} {...described} />}
    </LabelledField>
  )
}

function TotpField({ fault }: { fault: string | undefined }) {
  return (
    <LabelledField title="动态码" isRequired help="身份验证器上的六位数字，或者一个恢复码" fault={fault}>
      {(described) => <Input name="totp" autoComplete="one-time-code" autoFocus size="large" maxLength={19} {...described} />}
    </LabelledField>
  )
}
