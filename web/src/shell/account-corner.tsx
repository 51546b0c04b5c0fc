import { Button, Switch } from 'antd'
import { useMode } from '../kit/theme.tsx'
import { Link } from './link.tsx'
import { roomAddress } from './rooms.ts'
import { useMe, useSession } from './session.tsx'

export function AccountCorner() {
  const me = useMe()
  const { leave } = useSession()
  const { isDark, setDark } = useMode()
  return (
    <div className="account">
      <p><strong>{me.name}</strong><br />{me.organisationName ?? '未分配单位'}</p>
      <div className="account-acts">
        <span className="dark-switch">
          <Switch size="small" checked={isDark} onChange={setDark} aria-label="深色" />
          <span aria-hidden="true">深色</span>
        </span>
        <Link href={roomAddress('account')}>账号与安全</Link>
        <Button size="small" onClick={() => void leave()}>退出登录</Button>
      </div>
    </div>
  )
}
