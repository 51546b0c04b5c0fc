import { dayText, daysLeftText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { CaseLink } from './case-outline.tsx'
import { fetchRectifications, type RectificationRow, type RectificationsPage as Answer } from './calls.ts'
import { Pager } from './pager.tsx'
import { ProblemForm } from './problem-form.tsx'
import './governance.css'

/** 整改: what was found, who mends it by when, and what shows that it is mended. */
export function RectificationsPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const [closed, page] = [asked.get('closed') === 'yes', Math.max(1, Number(asked.get('page')) || 1)]
  const { answer, trouble, reload, isLoading } = useLoaded(`${closed} ${page}`, () => fetchRectifications(closed, page))
  const isSupervisor = useMe().roles.includes('supervisor')
  return (
    <div className="governance" aria-busy={isLoading}>
      <PageTitle title="整改" count={answer?.total} />
      <p className="faded">问题 — 交办 — 整改举证 — 复核 — 销号。同一单位、同一规则、同一事项只开一件；九十天里再发生，接着上一件，写明第几次。</p>
      <nav aria-label="整改的状态" className="tabs">
        <Link href={roomAddress('rectifications')} aria-current={closed ? undefined : 'page'}>没有销号的</Link>
        <Link href={roomAddress('rectifications', 'closed=yes')} aria-current={closed ? 'page' : undefined}>销号和撤销的</Link>
      </nav>
      {isSupervisor && !closed && <ProblemForm />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.rectifications.length === 0 && <p className="empty">{closed ? '还没有销号的整改。' : '没有在办的整改。出了红牌、环节反复超时、差评集中，或者监督人员登记了问题，这里会出现一件。'}</p>}
      {answer && answer.rectifications.length > 0 && <Table answer={answer} />}
      {answer && <Pager page={page} total={answer.total} to={(to) => roomAddress('rectifications', `${closed ? 'closed=yes&' : ''}page=${to}`)} />}
      <p>各环节几个工作日、多少天里算再发生，看<Link href={roomAddress('rules', 'kind=deadline')}>规则与期限</Link>。</p>
    </div>
  )
}

function Table({ answer: { rectifications, today } }: { answer: Answer }) {
  return (
    <div className="wide-table" role="region" aria-label="整改" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">问题</th><th scope="col">单位</th><th scope="col">要求和举证</th><th scope="col">状态</th><th scope="col">到期</th></tr></thead>
        <tbody>{rectifications.map((row) => <Row key={row.id} row={row} today={today} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ row, today }: { row: RectificationRow; today: string }) {
  return (
    <tr>
      <th scope="row">
        <CaseLink caseId={row.id}>{row.causeName}</CaseLink>
        {row.times > 1 && <strong className="late">　第 {row.times} 次</strong>}
        <span className="second">{row.problem}</span>
        <span className="second">
          {row.number}
          {row.alerts > 0 && `　${row.alerts} 条预警`}
        </span>
      </th>
      <td>{row.organisationName}</td>
      <td>
        {row.requirement === null ? <span className="faded">还没有交办</span> : row.requirement}
        {row.measures !== null && <span className="second">举证：{row.measures}</span>}
        {row.verdict !== null && <span className="second">复核：{row.verdict}</span>}
      </td>
      <td>{row.stateLabel}</td>
      <td>
        {row.queueDueOn !== null && (
          <>
            <strong className={row.overdue ? 'late' : undefined}>{daysLeftText(row.queueDueOn, today)}</strong>
            <span className="second">{dayText(row.queueDueOn, today)}</span>
          </>
        )}
        {row.closedOn !== null && dayText(row.closedOn, today)}
      </td>
    </tr>
  )
}
