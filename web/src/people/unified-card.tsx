import { Button } from 'antd'
import type { FormEvent } from 'react'
import { momentText } from '../kit/days.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchOwnLink, removeOwnLink } from './calls.ts'
import { SendingNote } from './sending-note.tsx'
import { TypedField, typedIn } from './typed-field.tsx'
import { useSending } from './use-sending.ts'

/** The link with the unified identity; nothing where none is set up. */
export function UnifiedCard() {
  const { answer, reload } = useLoaded('own-link', fetchOwnLink)
  const { trouble, done, isBusy, send, faultOf } = useSending()
  const link = answer?.unified
  if (!link) return null
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password = '' } = typedIn(event.currentTarget)
    if (await send(() => removeOwnLink(password), '已解除绑定，其他地方的登录都已退出')) await reload()
  }
  return (
    <section className="card" aria-labelledby="unified-title">
      <h2 id="unified-title">{link.label}</h2>
      <SendingNote trouble={trouble} done={done} />
      {link.linkedAt === null
        ? <><p>绑定以后，可以用{link.label}登录工作台；岗位要求动态码的，仍然要输动态码。</p>
          <div className="acts"><Button href="/sign-in/unified/link">去{link.label}绑定</Button></div></>
        : <form onSubmit={(event) => void submit(event)} noValidate>
          <p>已经绑定：{momentText(link.linkedAt)}{link.lastUsedAt !== null && `，最近一次用它登录是 ${momentText(link.lastUsedAt)}`}。</p>
          <TypedField name="password" title="密码（解除绑定要再输入一次）" type="password" autoComplete="current-password" fault={faultOf('password')} />
          <div className="acts"><Button htmlType="submit" loading={isBusy}>解除绑定</Button></div>
        </form>}
    </section>
  )
}
