import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { askReset, type Account, type ResetKeys } from './admin-calls.ts'
import { OneTimeHalf } from './one-time-password.tsx'
import { SendingNote } from './sending-note.tsx'
import { TypedField, typedIn } from './typed-field.tsx'
import { useSending } from './use-sending.ts'

/** The system administrator asks that somebody's keys be reset; the security administrator confirms, and each sees one half. */
export function AskReset({ account: { id, account, secondFactor }, asked }: { account: Account; asked?: (() => void) | undefined }) {
  const { trouble, done, isBusy, send, faultOf } = useSending()
  const [firstHalf, setFirstHalf] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { reason = '' } = typedIn(event.currentTarget)
    const pressed = (event.nativeEvent instanceof SubmitEvent && event.nativeEvent.submitter?.getAttribute('value')) === 'second-factor'
    const keys: ResetKeys = pressed ? 'second-factor' : 'password'
    const isSent = await send(async () => setFirstHalf((await askReset(id, { keys, reason })).firstHalf), '已申请，请安全管理员在这一页确认；一天内没有确认就作废')
    if (!isSent) return
    setRound(round + 1)
    asked?.()
  }
  return (
    <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
      <SendingNote trouble={trouble} done={done} />
      {firstHalf !== null && <OneTimeHalf account={account} half={firstHalf} which="前" />}
      <TypedField key={round} name="reason" title="为什么要重置" help="本人登录时看得到，例如：本人到窗口核对了身份证" fault={faultOf('reason')} />
      <div className="acts">
        <Button htmlType="submit" disabled={isBusy} value="password">申请重置密码</Button>
        {secondFactor && <Button htmlType="submit" disabled={isBusy} value="second-factor">申请解除动态码</Button>}
      </div>
    </form>
  )
}
