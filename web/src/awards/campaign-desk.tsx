import { dayText, momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchCampaign, fetchSchemes, noticeAddress, publicAddress } from './calls.ts'
import { CampaignActs } from './campaign-acts.tsx'
import { NominationsTab } from './nominations-tab.tsx'
import { PanelTab } from './panel-tab.tsx'
import { RankingTab } from './ranking-tab.tsx'
import { SchemeEditor } from './scheme-editor.tsx'
import { SchemeView } from './scheme-view.tsx'
import type { CampaignStatus, CampaignView } from './types.ts'
import { VotesTab } from './votes-tab.tsx'

type Tab = 'scheme' | 'nominations' | 'panel' | 'ranking' | 'votes'
const TAB_WORDS: Readonly<Record<Tab, string>> = { scheme: '评选办法', nominations: '提名', panel: '评委打分', ranking: '名次', votes: '投票' }
const STAGES: readonly (readonly [CampaignStatus, string])[] = [['draft', '草稿'], ['open', '推荐和审查'], ['locked', '评委打分'], ['announced', '公示和授牌']]

/** One campaign: where it stands, what can be done, and its parts. */
export function CampaignDesk({ id, asked }: { id: string; asked: URLSearchParams }) {
  const campaign = useLoaded(`award campaign ${id}`, () => fetchCampaign(id))
  const { roles } = useMe()
  const { answer } = campaign
  if (!answer) return campaign.trouble
    ? <><PageTitle title="打不开这次活动" /><TroubleNote trouble={campaign.trouble} again={() => void campaign.reload()} /></>
    : <><PageTitle title="评选" /><p className="waiting">正在打开……</p></>
  const tabs = tabsFor(answer, roles)
  const tab = tabs.find((one) => one === asked.get('tab')) ?? tabs[0] ?? 'scheme'
  return (
    <>
      <Link href={roomAddress('awards')} className="case-back">← 评优</Link>
      <PageTitle title={answer.title} />
      <Head campaign={answer} />
      {campaign.trouble && <TroubleNote trouble={campaign.trouble} again={() => void campaign.reload()} />}
      <CampaignActs key={answer.status} campaign={answer} again={campaign.reload} />
      <nav className="tabs" aria-label="这次活动">
        {tabs.map((one) => (
          <Link key={one} href={roomAddress('awards', `id=${id}&tab=${one}`)} aria-current={one === tab ? 'page' : undefined}>
            {TAB_WORDS[one]}
            {one === 'nominations' && `（${answer.nominations}）`}
          </Link>
        ))}
      </nav>
      {tab === 'scheme' && <SchemeTab campaign={answer} again={campaign.reload} />}
      {tab === 'nominations' && <NominationsTab campaign={answer} again={campaign.reload} />}
      {tab === 'panel' && <PanelTab campaign={answer} nominee={asked.get('nominee')} />}
      {tab === 'ranking' && <RankingTab campaign={answer} again={campaign.reload} />}
      {tab === 'votes' && <VotesTab id={id} today={answer.today} />}
    </>
  )
}

/** What concerns this person most stands first. */
function tabsFor({ status, isPanelMember, body }: CampaignView, roles: readonly string[]): Tab[] {
  const isRunning = status === 'locked' || status === 'announced'
  const isOffice = roles.includes('bureau') || roles.includes('supervisor')
  if (status === 'draft') return ['scheme']
  return [
    ...(isPanelMember ? ['panel' as const] : []),
    ...(isOffice && isRunning ? ['ranking' as const] : []), 'nominations',
    ...(isPanelMember && !isOffice && status === 'announced' ? ['ranking' as const] : []),
    ...(roles.includes('supervisor') && body.vote !== null ? ['votes' as const] : []), 'scheme',
  ]
}

function Head({
  campaign: { kindName, period, nominateUntil, publicUntil, status, statusLabel, seats, onDuty, isExample, lockedAt, lockedBy, version, id, today },
}: { campaign: CampaignView }) {
  const at = STAGES.findIndex(([stage]) => stage === status)
  return (
    <section className="card award-head" aria-label="现在">
      <ol className="award-stages">
        {STAGES.map(([stage, label], index) => (
          <li key={stage} aria-current={stage === status ? 'step' : undefined}>
            <span aria-hidden="true">{index < at ? '✓' : index === at ? '●' : '○'} </span>
            {label}
          </li>
        ))}
      </ol>
      <p>
        {kindName}　<strong>{statusLabel}</strong>　看 {period.from} 至 {period.to} 的办件和评价　推荐到 {dayText(nominateUntil, today)}
        {status !== 'draft' && <>　第 {version} 版办法　可以被提名的 {onDuty} 人，名额 {seats} 个</>}
      </p>
      {status !== 'draft' && (
        <p><a href={publicAddress(id)} target="_blank" rel="noreferrer">看群众看到的页</a>{isExample && <span className="faded">　示例活动，人和数都是编的。</span>}</p>
      )}
      {lockedAt !== null && <p className="faded">{momentText(lockedAt)} {lockedBy}锁定：证据从那时起不再跟着办件变。</p>}
      {publicUntil !== null && <p>公示到 {dayText(publicUntil, today)}　<a href={noticeAddress(id)} target="_blank" rel="noreferrer">公示公告（PDF）</a></p>}
    </section>
  )
}

function SchemeTab({ campaign, again }: { campaign: CampaignView; again: () => Promise<void> }) {
  const { answer, trouble, reload } = useLoaded('award schemes', fetchSchemes)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在打开……</p>
  return campaign.may.change
    ? <SchemeEditor key={campaign.version} campaign={campaign} known={answer} again={again} />
    : <SchemeView campaign={campaign} known={answer} />
}
