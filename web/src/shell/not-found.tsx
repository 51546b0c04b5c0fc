import { PageTitle } from '../kit/page-title.tsx'
import { queueAddress } from './address.ts'
import { Link } from './link.tsx'

export function NotFound() {
  return (
    <div className="words">
      <PageTitle title="没有这个页面" />
      <p>地址可能抄错了，或者页面已经改名。请从左边的队列进入，或者<Link href={queueAddress('todo')}>回到待办</Link>。</p>
    </div>
  )
}
