import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { endException, fetchItem, fetchItems, fetchRegister, seatItem, type Exception, type Hall } from './calls.ts'
import { ExceptionForm } from './exception-form.tsx'

/** One item: at which windows, and what was decided about leaving it out. */
export function ItemDesk({ code, mayWrite }: { code: string; mayWrite: boolean }) {
  const { answer, trouble, reload } = useLoaded(code, async () => {
    const [register, item, found] = await Promise.all([fetchRegister(), fetchItem(code), fetchItems(new URLSearchParams({ q: code }))])
    return { register, item, line: found.items.find((one) => one.code === code) }
  })
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  const { register, item, line } = answer
  return (
    <>
      <p><Link href={roomAddress('hall', 'tab=items')}>‹ 全部事项</Link></p>
      <h2>{line?.name ?? code}</h2>
      <p>{line?.organisationName}　{line?.standingLabel ?? '目录里没有在用的这个事项'}</p>
      <Seats key={item.windowIds.join()} code={code} halls={register.halls} seated={item.windowIds} mayWrite={mayWrite} done={() => void reload()} />
      <Exceptions exceptions={item.exceptions} mayWrite={mayWrite} done={() => void reload()} />
      {mayWrite && item.exceptions.every(({ endedOn }) => endedOn !== null) && <ExceptionForm code={code} kinds={register.exceptionKinds} done={() => void reload()} />}
    </>
  )
}

interface SeatsProps { code: string; halls: readonly Hall[]; seated: readonly string[]; mayWrite: boolean; done: () => void }

function Seats({ code, halls, seated, mayWrite, done }: SeatsProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(seated))
  const { trouble, isBusy, done: said, send } = useSending()
  const save = () => void send(() => seatItem(code, [...chosen]), chosen.size === 0 ? '已登记为不在任何窗口办' : `已登记 ${chosen.size} 个窗口`)
    .then((isKept) => { if (isKept) done() })
  const turn = (id: string) => setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  return (
    <section className="card" aria-label="在哪些窗口办">
      <h2>在哪些窗口办</h2>
      <SendingNote trouble={trouble} done={said} />
      <div className="seat-places">{halls.map(({ code: hall, name, groups }) => {
        const windows = groups.flatMap((group) => group.windows).filter(({ active }) => active)
        if (windows.length === 0) return null
        return (
          <fieldset key={hall} className="hall-seats">
            <legend>{name}</legend>
            {windows.map(({ id, number }) => (
              <Checkbox key={id} disabled={!mayWrite} checked={chosen.has(id)} onChange={() => turn(id)}>
                {number}
              </Checkbox>
            ))}
          </fieldset>
        )
      })}</div>
      {mayWrite && <Button type="primary" loading={isBusy} onClick={save}>保存窗口</Button>}
    </section>
  )
}

function Exceptions({ exceptions, mayWrite, done }: { exceptions: readonly Exception[]; mayWrite: boolean; done: () => void }) {
  const { trouble, isBusy, done: said, send } = useSending()
  if (exceptions.length === 0) return <p className="faded">没有登记过不进驻的例外。</p>
  return (
    <section className="card" aria-label="不进驻的例外">
      <h2>不进驻的例外</h2>
      <SendingNote trouble={trouble} done={said} />
      <ul className="exceptions">
        {exceptions.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.kindLabel}</strong>：{one.reason}
            </p>
            <p className="faded">
              依据：{one.basis}；{one.approver}于 {one.approvedOn} 批准，到 {one.untilOn}
              {one.endedOn !== null && `；已于 ${one.endedOn} 结束`}
            </p>
            {mayWrite && one.endedOn === null && (
              <Button
                loading={isBusy}
                onClick={() =>
                  void send(() => endException(one.id), '已结束').then((isKept) => {
                    if (isKept) done()
                  })
                }
              >
                结束这条例外
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
