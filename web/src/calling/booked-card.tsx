import { Button, Checkbox, Input } from 'antd'
import { useRef, useState, type FormEvent } from 'react'
import { keyKeeper, newRequestKey } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { checkIn, fetchBooked, takeNumber, type Booked } from './calls.ts'

const REFRESH_MILLISECONDS = 30_000

/** Today's appointments of the hall, checking in, and numbers for those who cannot use the machine. */
export function BookedCard({ hall, letter, groupName }: { hall: string; letter: string; groupName: string }) {
  const [page, setPage] = useState(1)
  const { answer, trouble: lost, reload } = useLoaded(`${hall} ${page}`, () => fetchBooked(hall, page))
  const { trouble, isBusy, done, send } = useSending()
  const [said, setSaid] = useState('')
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const arrive = (code: string) => void send(async () => { setSaid(`已签到，号码 ${(await checkIn(hall, code)).number}`); await reload() })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    arrive(typedIn(event.currentTarget)['code'] ?? '')
  }
  return (
    <section className="card" aria-label="今天的预约">
      <h2>今天的预约{answer && `（${answer.total}，到了 ${answer.arrived}）`}</h2>
      <SendingNote trouble={trouble ?? lost} done={done || (trouble ? '' : said)} />
      <TakeNumber hall={hall} letter={letter} groupName={groupName} />
      <form className="acts" onSubmit={submit}>
        <label htmlFor="arrival-code">按预约号签到</label>
        <Input id="arrival-code" name="code" className="case-number" inputMode="numeric" maxLength={20} autoComplete="off" />
        <Button htmlType="submit" loading={isBusy}>
          签到
        </Button>
      </form>
      {answer?.total === 0 && <p className="empty">今天没有预约。</p>}
      {answer && answer.total > 0 && <BookedTable rows={answer.appointments} arrive={arrive} />}
      {answer && answer.total > answer.size && (
        <nav className="acts" aria-label="翻页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>
            上一页
          </Button>
          <span>第 {page} 页</span>
          <Button disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>
            下一页
          </Button>
        </nav>
      )}
      {lost && !answer && <TroubleNote trouble={lost} again={() => void reload()} />}
    </section>
  )
}

function BookedTable({ rows, arrive }: { rows: readonly Booked[]; arrive: (code: string) => void }) {
  return (
    <div className="wide-table" role="region" aria-label="今天的预约" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">事项</th>
            <th scope="col">谁</th>
            <th scope="col">预约号</th>
            <th scope="col">情况</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {clock(row.startMinute)}—{clock(row.endMinute)}
              </th>
              <td>
                {row.itemName}
                <span className="second">{row.groupName}</span>
              </td>
              <td>{row.visitor ?? '—'}</td>
              <td>{row.code}</td>
              <td>
                {row.number === null ? row.stateLabel : `${row.stateLabel}，${row.number}`}{' '}
                {row.state === 'booked' && (
                  <Button size="small" onClick={() => arrive(row.code)} aria-label={`签到 ${row.code}`}>
                    签到
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A number for somebody who cannot use the machine; pressed twice by mistake it is one number. */
function TakeNumber({ hall, letter, groupName }: { hall: string; letter: string; groupName: string }) {
  const [isPriority, setPriority] = useState(false)
  const { trouble, isBusy, send } = useSending()
  const [number, setNumber] = useState('')
  const keyFor = useRef(keyKeeper())
  const round = useRef(newRequestKey())
  const take = () => void send(async () => {
    setNumber((await takeNumber({ hall, letter, isPriority }, keyFor.current({ hall, letter, isPriority, round: round.current }))).number)
    round.current = newRequestKey()
    setPriority(false)
  })
  return (
    <div className="acts">
      <Button loading={isBusy} onClick={take}>替来的人取“{groupName}”的号</Button>
      <Checkbox checked={isPriority} onChange={({ target }) => setPriority(target.checked)}>优先（60 岁以上、残疾人、孕妇、带婴幼儿）</Checkbox>
      {trouble ? <TroubleNote trouble={trouble} /> : number !== '' && <strong role="status">{number} 号</strong>}
    </div>
  )
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
