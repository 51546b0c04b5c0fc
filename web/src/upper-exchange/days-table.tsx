import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { checkDay, fetchDays, type DayRow, type PeerId } from './calls.ts'
import { DAY_WORDS, differenceWords, totalOf } from './words.ts'

const REFRESH_MILLISECONDS = 5000

/** Day by day: how many rows we sent, how many they hold, and what does not agree. */
export function DaysTable({ peer }: { peer: PeerId }) {
  const { answer, trouble, reload } = useLoaded(`days ${peer}`, () => fetchDays(peer))
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const { send, done, isBusy, trouble: sendingTrouble } = useSending()
  const [open, setOpen] = useState<string>()
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  if (answer.days.length === 0) return <p className="empty">还没有报送过。报送以后，每天过了半夜与对方对一次账，结果在这里。</p>
  return (
    <>
      <p className="faded">两边各算每张表的行数和摘要，不同才逐行比。上级没有的自己补送；内容不同的进退回数据。</p>
      <SendingNote trouble={sendingTrouble} done={done} />
      <div className="wide-table" tabIndex={0} role="region" aria-label="每天的对账">
        <table className="plain-table">
          <thead><tr><th scope="col">日期</th><th scope="col">结果</th>
            <th scope="col" className="figure">我方</th><th scope="col" className="figure">上级</th>
            <th scope="col">差在哪里</th><th scope="col">对账于</th><th scope="col">做什么</th></tr></thead>
          <tbody>{answer.days.map((day) => (
            <Fragment key={day.day}>
              <Line day={day} isOpen={open === day.day}
                toggle={() => setOpen(open === day.day ? undefined : day.day)} isBusy={isBusy}
                check={() => void send(() => checkDay(peer, day.day), '已要求对账，几秒钟以后看结果').then(reload)} />
              {open === day.day && <Tables day={day} />}
            </Fragment>
          ))}</tbody>
        </table>
      </div>
    </>
  )
}

interface LineProps { day: DayRow; isOpen: boolean; toggle: () => void; isBusy: boolean; check: () => void }

function Line({ day: { day, state, checkedAt, tables }, isOpen, toggle, isBusy, check }: LineProps) {
  return (
    <tr>
      <th scope="row" className="unbroken">{day}</th>
      <td className={state === 'uneven' ? 'late unbroken' : 'unbroken'}>{state === 'uneven' ? '▲ ' : state === 'even' ? '✓ ' : ''}{DAY_WORDS[state]}</td>
      <td className="figure">{checkedAt === null ? '' : totalOf(tables, 'ours')}</td>
      <td className="figure">{checkedAt === null ? '' : totalOf(tables, 'theirs')}</td>
      <td>{differenceWords(tables)}</td>
      <td className="unbroken">{checkedAt === null ? '还没有' : momentText(checkedAt)}</td>
      <td><div className="acts">
        <Button size="small" disabled={isBusy} onClick={check} aria-label={`现在对账 ${day}`}>现在对账</Button>
        {tables.length > 0 && <Button size="small" onClick={toggle} aria-expanded={isOpen} aria-label={`每张表 ${day}`}>每张表</Button>}</div></td>
    </tr>
  )
}

function Tables({ day: { tables } }: { day: DayRow }) {
  return tables.map(({ table, ours, theirs, ...rest }) => (
    <tr key={table} className="table-day"><td />
      <td>{table}</td><td className="figure">{ours}</td><td className="figure">{theirs}</td>
      <td colSpan={3}>{differenceWords([{ table, ours, theirs, ...rest }]) || '相同'}</td></tr>
  ))
}
