import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { beginFactor, confirmFactor, fetchFactor, removeFactor, renewCodes, type Enrolment, type FactorState } from './calls.ts'
import { EnrolmentCard } from './enrolment-card.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SendingNote } from './sending-note.tsx'
import { TypedField, typedIn } from './typed-field.tsx'
import { useSending } from './use-sending.ts'

/** The authenticator: bind it, get new recovery codes, give it up. */
export function FactorCard() {
  const { answer, trouble, reload } = useLoaded('second-factor', fetchFactor)
  const [codes, setCodes] = useState<readonly string[]>()
  const showCodes = ({ recoveryCodes }: { recoveryCodes: string[] }) => { setCodes(recoveryCodes); void reload() }
  return (
    <section className="card" aria-labelledby="factor-title">
      <h2 id="factor-title">动态码（身份验证器）</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(undefined)} />}
      {!codes && answer && (answer.active
        ? <Bound state={answer} showCodes={showCodes} reload={reload} />
        : <Unbound isRequired={answer.required} showCodes={showCodes} />)}
    </section>
  )
}

interface Showing { showCodes: (answer: { recoveryCodes: string[] }) => void }

function Unbound({ isRequired, showCodes }: Showing & { isRequired: boolean }) {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password = '', totp = '' } = typedIn(event.currentTarget)
    void send(async () => {
      if (enrolment) showCodes(await confirmFactor(totp.replaceAll(' ', '')))
      else setEnrolment(await beginFactor(password))
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <p>{isRequired ? '您的岗位要求绑定。' : '还没有绑定。绑定以后，登录除了密码还要手机上的六位数字，别人知道密码也进不来。'}</p>
      <SendingNote trouble={trouble} done={done} />
      {enrolment
        ? <><EnrolmentCard enrolment={enrolment} /><TypedField key="totp" name="totp" title="动态码" autoComplete="one-time-code" fault={faultOf('totp')} /></>
        : <TypedField key="password" name="password" title="先确认是您：现在的密码" type="password" autoComplete="current-password" fault={faultOf('password')} />}
      <div className="acts"><Button type="primary" htmlType="submit" loading={isBusy}>{enrolment ? '确认绑定' : '开始绑定'}</Button></div>
    </form>
  )
}

function Bound({ state, showCodes, reload }: Showing & { state: FactorState; reload: () => Promise<void> }) {
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const [totp, setTotp] = useState('')
  const code = totp.replaceAll(' ', '')
  return (
    <form onSubmit={(event) => event.preventDefault()} onChange={(event) => setTotp(typedIn(event.currentTarget)['totp'] ?? '')} noValidate>
      <p>已经绑定，恢复码还剩 {state.recoveryCodesLeft} 个。换恢复码或停用，都要一个新的动态码。</p>
      <SendingNote trouble={trouble} done={done} />
      <TypedField name="totp" title="动态码" autoComplete="one-time-code" fault={faultOf('totp')} />
      <div className="acts">
        <Button loading={isBusy} disabled={code === ''} onClick={() => void send(async () => showCodes(await renewCodes(code)))}>换一套恢复码</Button>
        {!state.required && <Button danger loading={isBusy} disabled={code === ''} onClick={() => void send(async () => { await removeFactor(code); await reload() })}>停用</Button>}
      </div>
    </form>
  )
}
