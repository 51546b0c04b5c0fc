import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { useMe } from '../shell/session.tsx'
import { closeReset, confirmReset, type KeyReset } from './admin-calls.ts'
import { OneTimeHalf } from './one-time-password.tsx'
import { SendingNote } from './sending-note.tsx'
import { useSending } from './use-sending.ts'

const KEYS_WORDS = { password: '重置密码', 'second-factor': '解除动态码' } as const

/** What waits for the second administrator. What was decided stands in the audit log. */
export function KeyResets({ resets, reload }: { resets: readonly KeyReset[]; reload: () => void }) {
  const { trouble, done, isBusy, send } = useSending()
  const [made, setMade] = useState<{ account: string; secondHalf: string | null }>()
  const waiting = resets.filter(({ outcome }) => outcome === null)
  const isSecurity = useMe().roles.includes('secadmin')
  const act = async (work: () => Promise<unknown>, words: string) => { if (await send(work, words)) reload() }
  if (waiting.length === 0 && !made && done === '' && !trouble) return null
  return (
    <section className="card key-resets" aria-labelledby="resets-title">
      <h2 id="resets-title">等确认的重置</h2>
      <SendingNote trouble={trouble} done={done} />
      {made?.secondHalf && <OneTimeHalf account={made.account} half={made.secondHalf} which="后" />}
      <ul className="devices">
        {waiting.map(({ id, account, keys, reason, askedBy, askedAt }) => (
          <li key={id}>
            <p><strong>{KEYS_WORDS[keys]}：{account.name}（{account.account}{account.organisationName && `，${account.organisationName}`}）</strong>
              <br /><span className="faded">{momentText(askedAt)} {askedBy}申请，原因：{reason}</span></p>
            {isSecurity
              ? <div className="acts">
                <Button type="primary" size="small" disabled={isBusy} aria-label={`确认${KEYS_WORDS[keys]} ${account.account}`} onClick={() => void act(async () => setMade(await confirmReset(id)), `已确认，${account.account} 的登录都已退出`)}>确认</Button>
                <Button size="small" disabled={isBusy} aria-label={`不同意${KEYS_WORDS[keys]} ${account.account}`} onClick={() => void act(() => closeReset(id, 'refusal'), '已回绝，什么也没有改')}>不同意</Button>
              </div>
              : <Button size="small" disabled={isBusy} aria-label={`撤回${KEYS_WORDS[keys]} ${account.account}`} onClick={() => void act(() => closeReset(id, 'withdrawal'), '已撤回')}>撤回</Button>}
          </li>
        ))}
      </ul>
      {isSecurity && waiting.length > 0 && <p className="faded">先问过本人再确认。确认后这里显示后一半密码，前一半在系统管理员那里，谁也不能一个人登录。</p>}
    </section>
  )
}
