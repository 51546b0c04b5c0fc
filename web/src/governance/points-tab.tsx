import { Button, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { chinaDay } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { CaseLink } from './case-outline.tsx'
import { fetchEntries, fetchPoints, objectTo, type Entry, type Points } from './calls.ts'

const OBJECTIONS = { open: '有异议，待裁定', sustained: '异议成立，不计', rejected: '异议不成立' } as const

/** The points of a month: each unit's sum, and behind it every single point with what it came from. */
export function PointsTab({ on, organisation }: { on: string | null; organisation: string | null }) {
  const day = on ?? chinaDay(new Date())
  const { answer, trouble, reload } = useLoaded(day, () => fetchPoints(day))
  return (
    <>
      <p className="faded">
        {day.slice(0, 4)} 年 {Number(day.slice(5, 7))}{' '}
        月。分值是按规则从预警和整改算出来的，不另外打分；期限变了、预警有误、异议成立的不计。没有加分扣分的单位是 {answer?.base.points ?? 100} 分，不列出。
      </p>
      <MonthNav day={day} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.organisations.length === 0 && <p className="empty">这个月还没有加分扣分。出了黄牌、红牌，或者督查交办了问题，这里会列出单位。</p>}
      {answer && answer.organisations.length > 0 && <UnitTable points={answer} day={day} />}
      {organisation !== null && <EntryList key={`${day} ${organisation}`} day={day} organisation={organisation} />}
      {answer && (
        <details className="card">
          <summary>怎样加分扣分，依据什么</summary>
          <ul>
            {answer.rules.map(({ id, name, points, basis }) => (
              <li key={id}>
                {name}：{signed(points)} 分。{basis}。
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function MonthNav({ day }: { day: string }) {
  const shifted = (months: number) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10)
  return (
    <nav className="tabs" aria-label="月份">
      <Link href={roomAddress('standards', `tab=points&on=${shifted(-1)}`)}>上一个月</Link>
      <Link href={roomAddress('standards', `tab=points&on=${shifted(1)}`)}>下一个月</Link>
    </nav>
  )
}

function UnitTable({ points: { organisations }, day }: { points: Points; day: string }) {
  return (
    <div className="wide-table" role="region" aria-label="各单位的分值" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">单位</th><th scope="col" className="figure">分值</th><th scope="col">怎样来的</th></tr></thead>
        <tbody>
          {organisations.map(({ organisation, name, points, parts }) => (
            <tr key={organisation}>
              <th scope="row">{name}</th>
              <td className="figure"><Link href={roomAddress('standards', `tab=points&on=${day}&unit=${organisation}`)}>{points}</Link></td>
              <td>{parts.map((part) => `${part.name} ${part.n} 次 ${signed(part.points)}`).join('，')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EntryList({ day, organisation }: { day: string; organisation: string }) {
  const { answer, trouble, reload } = useLoaded(`${day} ${organisation}`, () => fetchEntries(day, organisation))
  const { roles, organisation: own } = useMe()
  const mayObject = roles.includes('approver') && own === organisation
  if (!answer) return trouble ? <TroubleNote trouble={trouble} again={() => void reload()} /> : null
  return (
    <section className="card" aria-labelledby="entries-title">
      <h2 id="entries-title">{answer.name}的每一分</h2>
      {answer.entries.length === 0 && <p className="empty">这个月没有加扣分，是 100 分。有了加扣分，一分一行列在这里，写明规则和办件。</p>}
      <div hidden={answer.entries.length === 0} className="wide-table" role="region" aria-label="每一分的来由" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr><th scope="col">哪一天</th><th scope="col" className="figure">分</th><th scope="col">规则</th><th scope="col">来由</th><th scope="col">异议</th></tr>
          </thead>
          <tbody>
            {answer.entries.map((entry) => (
              <tr key={entry.source}>
                <th scope="row">{entry.on}</th><td className="figure">{signed(entry.points)}</td>
                <td>{entry.ruleName}<span className="second">{entry.basis}</span></td>
                <td>{entry.causeName}<span className="second"><CaseLink caseId={entry.caseId}>{entry.number}</CaseLink></span></td>
                <td>
                  {entry.objection !== null
                    ? OBJECTIONS[entry.objection]
                    : mayObject && entry.points < 0 ? <Objection entry={entry} again={() => void reload()} /> : '没有'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Objection({ entry, again }: { entry: Entry; again: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<Trouble>()
  const send = async () => { try { await objectTo(entry.source, reason.trim()); again() } catch (thrown) { setTrouble(troubleOf(thrown)) } }
  return (
    <>
      <Button size="small" aria-expanded={isOpen} aria-label={`提异议：${entry.number}`} onClick={() => setOpen(!isOpen)}>
        提异议
      </Button>
      {isOpen && (
        <form
          className="dismissal"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <LabelledField title="为什么不该扣" isRequired>
            {(described) => <Input {...described} value={reason} maxLength={2000} onChange={({ target }) => setReason(target.value)} />}
          </LabelledField>
          <Button htmlType="submit" size="small" disabled={reason.trim().length < 2}>
            提交异议
          </Button>
        </form>
      )}
      {trouble && <TroubleNote trouble={trouble} />}
    </>
  )
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points))
