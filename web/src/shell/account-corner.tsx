import { Button, Switch } from 'antd'
import type { Look } from '../kit/look.ts'
import { useMode } from '../kit/theme.tsx'
import { Link } from './link.tsx'
import { roomAddress } from './rooms.ts'
import { useMe, useSession } from './session.tsx'

const LOOKS: readonly (readonly [keyof Look, string])[] = [['isDark', '深色'], ['isLarge', '大字'], ['isContrast', '高对比']]

/** Who one is, how the pages look, and the way out. */
export function AccountCorner() {
  const me = useMe()
  const { leave } = useSession()
  return (
    <div className="account">
      <p><strong>{me.name}</strong><br />{me.organisationName ?? '未分配单位'}</p>
      <div role="group" aria-label="页面的样子" className="looks">{LOOKS.map(([name, label]) => <LookSwitch key={name} name={name} label={label} />)}</div>
      <div className="account-acts">
        <Link href={roomAddress('account')}>账号与安全</Link>
        <Button size="small" onClick={() => void leave()}>退出登录</Button>
      </div>
    </div>
  )
}

function LookSwitch({ name, label }: { name: keyof Look; label: string }) {
  const { look, setLook } = useMode()
  return (
    <span className="look-switch">
      <Switch size="small" checked={look[name]} onChange={(isOn) => setLook({ [name]: isOn })} aria-label={label} />
      <span aria-hidden="true">{label}</span>
    </span>
  )
}
