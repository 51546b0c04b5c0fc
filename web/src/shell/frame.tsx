import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { later } from '../kit/later.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { AccountCorner } from './account-corner.tsx'
import { queueAddress, type Place } from './address.ts'
import { CountsProvider } from './counts.tsx'
import { Link } from './link.tsx'
import { QueueNav } from './queue-nav.tsx'
import { RoomNav } from './room-nav.tsx'
import { StandingLine } from '../delegation/standing-line.tsx'
import { RunNotes } from '../desk/run-notes.tsx'
import { RunsProvider } from '../desk/runs.tsx'
import { lastRound } from '../worklist/place.ts'
import { go } from './router.ts'
import { hasQueues, useMe } from './session.tsx'

const KeysHelp = later(async () => (await import('./keys-help.tsx')).KeysHelp)

/** What stands around every page: queues on the left, who one is, the keys. */
export function Frame({ place, children }: { place: Place; children: ReactNode }) {
  const me = useMe()
  const [isHelping, setHelping] = useState(false)
  useKeys({
    '?': () => setHelping(true),
    q: () => go(queueAddress(lastRound().queue)),
  })
  return (
    <CountsProvider isOn={hasQueues(me)}>
      <RunsProvider isOn={hasQueues(me)}>
        <a href="#main" className="skip">跳到正文</a>
        <div className="frame">
          <header className="side">
            <Link href={queueAddress('todo')} className="brand">春风<span> 工作台</span></Link>
            {hasQueues(me) && <QueueNav place={place} />}
            <RoomNav place={place} />
            <div className="side-foot">
              <AccountCorner />
              <Button size="small" onClick={() => setHelping(true)}>快捷键 <kbd>?</kbd></Button>
            </div>
          </header>
          <main id="main" tabIndex={-1}><StandingLine /><RunNotes />{children}</main>
        </div>
        {isHelping && <KeysHelp close={() => setHelping(false)} />}
      </RunsProvider>
    </CountsProvider>
  )
}
