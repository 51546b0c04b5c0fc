import { PageTitle } from '../kit/page-title.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { CampaignDesk } from './campaign-desk.tsx'
import { CampaignList } from './campaign-list.tsx'
import { ObjectionList } from './objection-list.tsx'
import './awards.css'

const OBJECTION_READERS: readonly string[] = ['supervisor', 'bureau']

/** 评优: the campaigns, one of them, or the objections that were raised. */
export function AwardsPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const id = asked.get('id')
  const { roles } = useMe()
  if (id !== null) return <div className="awards"><CampaignDesk key={id} id={id} asked={asked} /></div>
  const isObjections = asked.get('tab') === 'objections'
  return (
    <div className="awards">
      <PageTitle title="评优" />
      <p className="faded">服务之星、服务标兵、党员先锋岗：发布方案 — 推荐 — 资格审查 — 评分 — 初评 — 公示 — 异议答复 — 审定 — 授牌 — 动态管理。没有查到本区正式的评选办法，标准、名额、天数都是默认值，可以改。</p>
      {roles.some((role) => OBJECTION_READERS.includes(role)) && (
        <nav className="tabs" aria-label="看什么">
          <Link href={roomAddress('awards')} aria-current={isObjections ? undefined : 'page'}>评选活动</Link>
          <Link href={roomAddress('awards', 'tab=objections')} aria-current={isObjections ? 'page' : undefined}>异议</Link>
        </nav>
      )}
      {isObjections ? <ObjectionList isClosed={asked.get('closed') === 'yes'} /> : <CampaignList mayDraft={roles.includes('bureau')} />}
    </div>
  )
}
