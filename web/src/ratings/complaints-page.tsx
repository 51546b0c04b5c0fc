import { chinaDay, dayText, daysLeftText, momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchComplaints, type ComplaintRow, type ComplaintsPage as Answer } from './calls.ts'
import { Clusters, ComplaintNarrowing, Onward } from './complaint-narrowing.tsx'
import { isNarrowed, narrowed, narrowingIn, queryOf, type Narrowing } from './narrowing.ts'
import './ratings.css'

const REFRESH_MILLISECONDS = 60_000
const PARTS = { verify: '核实', rectify: '整改', followUp: '回访', escalated: '督办' } as const

/** Bad ratings and what became of them: all for the supervision, one's own organisation's for the others. */
export function ComplaintsPage({ query }: { query: string }) {
  const narrowing = narrowingIn(new URLSearchParams(query))
  const closed = narrowing.closed === 'yes'
  const { answer, trouble, reload, isLoading } = useLoaded(queryOf(narrowing), () => fetchComplaints(narrowing))
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const standing = (wanted?: 'yes') => roomAddress('ratings', queryOf(narrowed(narrowing, { closed: wanted })))
  return (
    <div className="ratings" aria-busy={isLoading}>
      <PageTitle title="差评办件" count={answer?.total} />
      <p className="faded">不满意和非常不满意各开一件：核实（监督部门）— 整改（单位）— 回访（监督部门）。单位看得到评价的话，看不到是谁评的。</p>
      <nav aria-label="差评办件的状态" className="tabs">
        <Link href={standing()} aria-current={closed ? undefined : 'page'}>没有办结的</Link>
        <Link href={standing('yes')} aria-current={closed ? 'page' : undefined}>办结的</Link>
      </nav>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <Clusters narrowing={narrowing} answer={answer} />}
      {answer && (answer.total > 0 || isNarrowed(narrowing)) && <ComplaintNarrowing narrowing={narrowing} answer={answer} />}
      {answer && <p role="status" className="faded">{isNarrowed(narrowing) ? '符合条件的' : '一共'} {answer.total} 件{answer.total > 0 && (closed ? '，后收到的在前' : '，先到期的在前')}。</p>}
      {answer?.complaints.length === 0 && <p className="empty">{emptyText(narrowing)}</p>}
      {answer && answer.complaints.length > 0 && <ComplaintTable answer={answer} />}
      {answer && <Onward narrowing={narrowing} next={answer.next} />}
      {answer && <Deadlines answer={answer} />}
    </div>
  )
}

function emptyText(narrowing: Narrowing): string {
  if (isNarrowed(narrowing) || narrowing.after !== undefined) return '没有符合条件的差评。放宽单位、事项或日子再看。'
  return narrowing.closed === 'yes' ? '还没有办结的差评。' : '没有等着办的差评。有人评“不满意”或“非常不满意”，这里会出现一件。'
}

function ComplaintTable({ answer: { complaints, today } }: { answer: Answer }) {
  return (
    <div className="wide-table" role="region" aria-label="差评办件" tabIndex={0}>
      <table className="plain-table">
        <thead><tr>
          <th scope="col">事项</th><th scope="col">评价</th><th scope="col">单位</th><th scope="col">状态</th>
          <th scope="col">收到</th><th scope="col">{complaints[0]?.closedAt === null ? '到期' : '办结'}</th>
        </tr></thead>
        <tbody>{complaints.map((row) => <Row key={row.id} row={row} today={today} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ row, today }: { row: ComplaintRow; today: string }) {
  return (
    <tr>
      <th scope="row">
        <Link href={caseAddress(row.id)}>{row.title}</Link>
        <span className="second">{row.number}</span>
      </th>
      <td>{row.levelLabel}</td>
      <td>{row.organisationName}</td>
      <td>{row.stateLabel}</td>
      <td className="unbroken">{dayText(chinaDay(new Date(row.openedAt)), today)}</td>
      <td>
        {row.queueDueOn !== null && (
          <>
            <strong className={row.overdue ? 'late' : undefined}>{daysLeftText(row.queueDueOn, today)}</strong>
            <span className="second">{dayText(row.queueDueOn, today)}</span>
          </>
        )}
        {row.closedAt !== null && momentText(row.closedAt)}
      </td>
    </tr>
  )
}

function Deadlines({ answer: { deadlines } }: { answer: Answer }) {
  return (
    <details className="card">
      <summary>各环节几个工作日，依据什么</summary>
      <ul>{Object.entries(PARTS).map(([part, label]) => <li key={part}>{label}：{deadlines[part]?.workingDays} 个工作日。{deadlines[part]?.basis}。</li>)}</ul>
    </details>
  )
}
