import { PageTitle } from '../kit/page-title.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { HallsTab } from './halls-tab.tsx'
import { ItemDesk } from './item-desk.tsx'
import { ItemsTab } from './items-tab.tsx'
import { RatesTab } from './rates-tab.tsx'
import { ReceiptsTab } from './receipts-tab.tsx'
import './hall.css'

const TABS = { rates: '进驻率和一门办理率', items: '事项在哪里办', halls: '大厅和窗口' } as const

/** The register of halls: what should sit in a hall and does or does not; the bureau writes, the others read. */
export function HallPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const mayWrite = useMe().roles.includes('bureau')
  const tab = asked.get('tab') ?? 'rates'
  const code = asked.get('code')
  return (
    <div className="hall">
      <PageTitle title="进驻与大厅" />
      <nav className="tabs" aria-label="看什么">
        {Object.entries(TABS)
          .map(([name, label]) => <Link key={name} href={roomAddress('hall', `tab=${name}`)} aria-current={name === tab ? 'page' : undefined}>{label}</Link>)}
      </nav>
      {tab === 'rates' && <RatesTab />}
      {tab === 'items'
        && (code === null ? <ItemsTab key={query} asked={asked} mayWrite={mayWrite} /> : <ItemDesk key={code} code={code} mayWrite={mayWrite} />)}
      {tab === 'receipts' && <ReceiptsTab key={query} asked={asked} />}
      {tab === 'halls' && <HallsTab mayWrite={mayWrite} />}
    </div>
  )
}
