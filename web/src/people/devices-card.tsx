import { Button } from 'antd'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { endDevice, endOtherDevices, fetchDevices, type DeviceSession } from './calls.ts'
import { SendingNote } from './sending-note.tsx'
import { useSending } from './use-sending.ts'

/** Where one is signed in, and the way out everywhere else. */
export function DevicesCard() {
  const { answer, trouble, reload } = useLoaded('devices', fetchDevices)
  const sending = useSending()
  const sessions = answer?.sessions ?? []
  const end = (work: () => Promise<unknown>, words: string) => void sending.send(async () => { await work(); await reload() }, words)
  return (
    <section className="card" aria-labelledby="devices-title">
      <h2 id="devices-title">登录的设备</h2>
      <p>这些地方现在用您的账号登录着。有不认识的，请退出它，再改密码。</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      <SendingNote trouble={sending.trouble} done={sending.done} />
      <ul className="devices">
        {sessions.map((session) => <Device key={session.id} session={session} end={() => end(() => endDevice(session.id), '已经退出那台设备')} />)}
      </ul>
      {sessions.length > 1 && (
        <div className="acts"><Button loading={sending.isBusy} onClick={() => end(endOtherDevices, '其他设备都已退出')}>退出其他 {sessions.length - 1} 处登录</Button></div>
      )}
    </section>
  )
}

function Device({ session, end }: { session: DeviceSession; end: () => void }) {
  const { device, ip, createdAt, lastSeenAt, current, signedInBy } = session
  return (
    <li>
      <p><strong>{device}</strong>{current && '（这一台）'}<br />
        <span className="faded">{momentText(createdAt)} {signedInBy === 'unified' ? '用统一身份认证' : '用密码'}登录，最近使用 {momentText(lastSeenAt)}，网络地址 {ip}</span></p>
      {!current && <Button size="small" onClick={end} aria-label={`退出 ${device}，${momentText(createdAt)} 登录的`}>退出</Button>}
    </li>
  )
}
