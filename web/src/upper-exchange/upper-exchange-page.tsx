import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'
import { fetchOverview, type PeerId } from './calls.ts'
import { DaysTable } from './days-table.tsx'
import { DownList } from './down-list.tsx'
import { PeerCard } from './peer-card.tsx'
import { RowDesk } from './row-desk.tsx'
import { RowsTable } from './rows-table.tsx'
import { ShapesTable } from './shapes-table.tsx'
import { address } from './upper-exchange-address.ts'
import './upper-exchange.css'

const TABS = { overview: '连接', rejected: '退回数据', waiting: '排着队的', days: '对账', down: '下发的', shapes: '报什么' } as const
const REFRESH_MILLISECONDS = 5000

/** What goes up to province and city, what came back, and whether both sides hold the same. */
export function UpperExchangePage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const { roles } = useMe()
  const isBureau = roles.includes('bureau')
  const tab = asked.get('tab') ?? 'overview'
  const row = asked.get('row')
  const { answer, trouble, reload } = useLoaded('upper-exchange', fetchOverview)
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const peer = answer?.peers.find(({ id }) => id === asked.get('peer')) ?? answer?.peers.find(({ connection }) => connection !== null) ?? answer?.peers[0]
  return (
    <div className="upper-exchange">
      <PageTitle title="数据上报" />
      <nav className="tabs" aria-label="看什么">
        {Object.entries(TABS).filter(([name]) => isBureau || name === 'overview' || name === 'shapes').map(([name, label]) => (
          <Link key={name} href={address(name, peer?.id)} aria-current={name === tab ? 'page' : undefined}>{label}</Link>
        ))}
      </nav>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {tab === 'overview' && answer && <Overview />}
      {tab === 'overview' && answer?.peers.map((one) =>
        <PeerCard key={one.id} peer={one} overview={answer} mayReport={isBureau} mayConnect={roles.includes('sysadmin')} reload={reload} />)}
      {tab === 'shapes' && <ShapesTable />}
      {isBureau && peer && !['overview', 'shapes'].includes(tab) && <PeerChoice peers={answer?.peers ?? []} peer={peer.id} tab={tab} />}
      {isBureau && peer && row !== null && <RowDesk key={row} id={row} back={address('rejected', peer.id)} />}
      {isBureau && peer && row === null && (tab === 'rejected' || tab === 'waiting') && <RowsTable key={`${peer.id} ${tab}`} peer={peer.id} state={tab} changed={reload} />}
      {isBureau && peer && tab === 'days' && <DaysTable key={peer.id} peer={peer.id} />}
      {isBureau && peer && tab === 'down' && <DownList key={peer.id} peer={peer.id} />}
    </div>
  )
}

function Overview() {
  return (
    <p className="faded">
      办件每走一步，就写成省、市要的表，排着队送上去；对方不应答、很慢，收件和办件都不受影响。退回来的改好以后版本加一重报；每天与对方对一次账，丢了的自己补上。
      现在没有接真的省、市平台：报文的连接方式是默认值，可以用模拟的上级平台试（<code>chunfeng upper-simulator</code>）。
    </p>
  )
}

function PeerChoice({ peers, peer, tab }: { peers: readonly { id: PeerId; name: string }[]; peer: PeerId; tab: string }) {
  return (
    <nav className="peer-choice" aria-label="哪个平台">
      {peers.map(({ id, name }) => <Link key={id} href={address(tab, id)} aria-current={id === peer ? 'page' : undefined}>{name}</Link>)}
    </nav>
  )
}
