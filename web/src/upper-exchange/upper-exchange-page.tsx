import type { ReactNode } from 'react'
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
import { SupervisionList } from './supervision-list.tsx'
import { address } from './upper-exchange-address.ts'
import './upper-exchange.css'

const TABS = {
  overview: { label: '连接', for: ['bureau', 'sysadmin'] }, rejected: { label: '退回数据', for: ['bureau'] }, waiting: { label: '排着队的', for: ['bureau'] },
  days: { label: '对账', for: ['bureau'] }, down: { label: '下发的', for: ['bureau'] }, supervisions: { label: '上级督办', for: ['bureau', 'supervisor'] },
  shapes: { label: '报什么', for: ['bureau', 'sysadmin'] },
} as const
type Tab = keyof typeof TABS
const isTab = (name: string | null): name is Tab => name !== null && Object.hasOwn(TABS, name)
const REFRESH_MILLISECONDS = 5000

/**
 * What goes up to province and city, what came back, what came down, and whether both sides hold the same; each tab for those
 * whose work it is.
 */
export function UpperExchangePage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const { roles } = useMe()
  const open = Object.keys(TABS).filter(isTab).filter((name) => TABS[name].for.some((role) => roles.includes(role)))
  const named = asked.get('tab')
  const tab = isTab(named) && open.includes(named) ? named : open[0]
  const peerless = tab === 'supervisions' && !open.includes('overview')
  return (
    <div className="upper-exchange">
      <PageTitle title="数据上报" />
      <nav className="tabs" aria-label="看什么">
        {open.map((name) => <Link key={name} href={address(name, peerIn(asked))} aria-current={name === tab ? 'page' : undefined}>{TABS[name].label}</Link>)}
      </nav>
      {peerless && <SupervisionList />}
      {!peerless && tab !== undefined && <WithPeers tab={tab} asked={asked} />}
    </div>
  )
}

const peerIn = (asked: URLSearchParams): PeerId | undefined => {
  const peer = asked.get('peer')
  return peer === 'province' || peer === 'city' ? peer : undefined
}

function WithPeers({ tab, asked }: { tab: Tab; asked: URLSearchParams }) {
  const { roles } = useMe()
  const { answer, trouble, reload } = useLoaded('upper-exchange', fetchOverview)
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const peers = answer?.peers ?? []
  const peer = peers.find(({ id }) => id === peerIn(asked)) ?? peers.find(({ connection }) => connection !== null) ?? peers[0]
  const ofPeer = peer && viewOf(tab, { peer: peer.id, row: asked.get('row'), changed: reload })
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {tab === 'overview' && answer && <Overview />}
      {tab === 'overview' && answer && peers.map((one) => (
        <PeerCard key={one.id} peer={one} overview={answer} mayReport={roles.includes('bureau')} mayConnect={roles.includes('sysadmin')} reload={reload} />
      ))}
      {tab === 'shapes' && <ShapesTable />}
      {tab === 'supervisions' && <SupervisionList />}
      {peer && ofPeer && <PeerChoice peers={peers} peer={peer.id} tab={tab} />}
      {ofPeer}
    </>
  )
}

/** The views of one platform. */
function viewOf(tab: Tab, { peer, row, changed }: { peer: PeerId; row: string | null; changed: () => Promise<void> }): ReactNode {
  switch (tab) {
    case 'rejected': return row === null ? <RowsTable key={`${peer} ${tab}`} peer={peer} state={tab} changed={changed} /> : <RowDesk key={row} id={row} back={address(tab, peer)} />
    case 'waiting': return <RowsTable key={`${peer} ${tab}`} peer={peer} state={tab} changed={changed} />
    case 'days': return <DaysTable key={peer} peer={peer} />
    case 'down': return <DownList key={peer} peer={peer} />
    default: return null
  }
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
