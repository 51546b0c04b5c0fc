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
        {waiting.map((reset) => (
          <Waiting
            key={reset.id} reset={reset} isSecurity={isSecurity} isBusy={isBusy}
            confirm={() => void act(async () => setMade(await confirmReset(reset.id)), `已确认，${reset.account.account} 的登录都已退出`)}
            refuse={() => void act(() => closeReset(reset.id, 'refusal'), '已回绝，什么也没有改')}
            withdraw={() => void act(() => closeReset(reset.id, 'withdrawal'), '已撤回')}
          />
        ))}
      </ul>
      {isSecurity && waiting.length > 0 && <p className="faded">先问过本人再确认。确认后这里显示后一半密码，前一半在系统管理员那里，谁也不能一个人登录。</p>}
    </section>
  )
}

interface WaitingProps { reset: KeyReset; isSecurity: boolean; isBusy: boolean; confirm: () => void; refuse: () => void; withdraw: () => void }

function Waiting({ reset: { account, keys, reason, askedBy, askedAt }, isSecurity, isBusy, confirm, refuse, withdraw }: WaitingProps) {
  const named = (act: string) => `${act}${KEYS_WORDS[keys]} ${account.account}`
  return (
    <li>
      <p><strong>{KEYS_WORDS[keys]}：{account.name}（{account.account}{account.organisationName && `，${account.organisationName}`}）</strong>
        <br /><span className="faded">{momentText(askedAt)} {askedBy}申请，原因：{reason}</span></p>
      {isSecurity && (
        <div className="acts">
          <Button type="primary" size="small" disabled={isBusy} aria-label={named('确认')} onClick={confirm}>确认</Button>
          <Button size="small" disabled={isBusy} aria-label={named('不同意')} onClick={refuse}>不同意</Button>
        </div>
      )}
      {!isSecurity && <Button size="small" disabled={isBusy} aria-label={named('撤回')} onClick={withdraw}>撤回</Button>}
    </li>
  )
}
