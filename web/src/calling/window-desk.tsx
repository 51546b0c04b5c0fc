import { Button } from 'antd'
import { useRef } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { act, callBack, callNext, fetchDesk, type Desk, type Visitor, type WorkWindow } from './calls.ts'
import { PresentActs } from './present-acts.tsx'

const REFRESH_MILLISECONDS = 5_000

/** One big button, and what it will do next. */
export function WindowDesk({ window, windows }: { window: WorkWindow; windows: readonly WorkWindow[] }) {
  const { answer: desk, trouble: lost, reload, put } = useLoaded(window.id, () => fetchDesk(window.id))
  const { trouble, isBusy, done, send } = useSending()
  const sending = useRef(false)
  useEvery(REFRESH_MILLISECONDS, () => { if (!sending.current) void reload() })
  const run = async (work: () => Promise<Desk>) => {
    if (sending.current) return
    sending.current = true
    const isDone = await send(async () => put(await work()))
    sending.current = false
    if (!isDone) void reload()
  }
  const present = desk?.present ?? null
  const next = () => void run(() => callNext(window.id, present?.id ?? null))
  const acts = {
    again: () => void run(() => act(window.id, 'again')), pass: () => void run(() => act(window.id, 'pass')),
    finish: () => void run(() => act(window.id, 'finish')),
  }
  useKeys({ n: next, ...(present && { r: acts.again, g: acts.pass, d: acts.finish }) })
  if (!desk) return lost ? <TroubleNote trouble={lost} again={() => void reload()} /> : null
  return (
    <>
      <SendingNote trouble={trouble ?? lost} done={done} />
      <section className="card present" aria-label="窗口前">
        <Present present={present} />
        <Button type="primary" className="call-next" loading={isBusy} onClick={next}>叫下一位 <kbd>n</kbd></Button>
        <p className="faded">{desk.waiting} 人在等，今天本窗口办了 {desk.doneToday} 人。现在来取号要等多久：{desk.estimate}。</p>
        {present && <PresentActs key={present.id} present={present} window={window} windows={windows} acts={acts} run={run} />}
      </section>
      <Line desk={desk} back={(id) => void run(() => callBack(window.id, id))} />
    </>
  )
}

function Present({ present }: { present: Visitor | null }) {
  if (present === null) return <p className="nobody" role="status">窗口前没有人</p>
  return (
    <div role="status">
      <p className="now">{present.number}</p>
      <p>
        {[
          present.hasAppointment ? '预约' : null,
          present.isPriority ? '优先' : null,
          present.itemName,
          present.visitor,
          present.calls > 1 ? `叫了 ${present.calls} 次` : null,
        ]
          .filter(Boolean)
          .join('　')}
      </p>
      {present.caseNumber !== null && <p>这次办成的办件：{present.caseNumber}</p>}
    </div>
  )
}

function Line({ desk, back }: { desk: Desk; back: (id: string) => void }) {
  return (
    <div className="line">
      <section className="card" aria-label="接下来">
        <h2>接下来</h2>
        {desk.next.length === 0 ? (
          <p className="empty">没有人在等。有人取号以后，会列在这里。</p>
        ) : (
          <ol>
            {desk.next.map(({ id, number, standingLabel }) => (
              <li key={id}>
                <strong>{number}</strong> <span className="faded">{standingLabel}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="card" aria-label="过号的">
        <h2>过号的</h2>
        {desk.passed.length === 0 ? (
          <p className="empty">没有过号的。</p>
        ) : (
          <ul>
            {desk.passed.map(({ id, number }) => (
              <li key={id}>
                <strong>{number}</strong>{' '}
                <Button size="small" disabled={desk.present !== null} onClick={() => back(id)} aria-label={`叫回 ${number}`}>
                  叫回来
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
