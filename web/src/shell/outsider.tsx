import { Button } from 'antd'
import { PageTitle } from '../kit/page-title.tsx'
import { useSession } from './session.tsx'

/** Somebody signed in with a citizen's account has come to the wrong door. */
export function Outsider() {
  const { leave } = useSession()
  return (
    <main className="alone">
      <PageTitle title="这里是工作人员的入口" />
      <p>您现在用的是群众或企业账号。办事、查进度请到<a href="/">首页</a>；您若是工作人员，请退出后用工作账号登录。</p>
      <Button onClick={() => void leave()}>退出登录</Button>
    </main>
  )
}
