import { dayText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { AlertActs } from './alert-acts.tsx'
import { CaseLink, CaseOutline } from './case-outline.tsx'
import { fetchAlerts, type AlertLevel, type AlertRow, type AlertsPage as Answer } from './calls.ts'
import { LevelMark } from './level-mark.tsx'
import { Pager } from './pager.tsx'
import { RuleList } from './rule-list.tsx'
import './governance.css'

const REFRESH_MILLISECONDS = 60_000
const LEVELS: readonly (readonly [AlertLevel, string])[] = [['red', '红牌'], ['yellow', '黄牌'], ['notice', '预警'], ['reminder', '提示']]

/** 监督预警: what the rules say of the cases, the worst first; everybody sees her own organisation's, the supervision all. */
export function AlertsPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const [level, settled, page, caseId] = [asked.get('level'), asked.get('settled') === 'yes', Math.max(1, Number(asked.get('page')) || 1), asked.get('case')]
  const narrowed = (change: Record<string, string>) =>
    new URLSearchParams({ ...(level !== null && { level }), ...(settled && { settled: 'yes' }), ...change }).toString()
  const { answer, trouble, reload, isLoading } = useLoaded(query, () => fetchAlerts(narrowed({ page: String(page) })))
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  return (
    <div className="governance" aria-busy={isLoading}>
      <PageTitle title="监督预警" count={answer?.total} />
      <p className="faded">系统按规则看每一件：快到期提示，超期黄牌，过了督办期限红牌；等申请人补正、特别程序停着钟的不算。红牌自动进<Link href={roomAddress('rectifications')}>整改</Link>。</p>
      {answer && <Counts answer={answer} />}
      <nav aria-label="哪些预警" className="tabs">
        <Link href={roomAddress('alerts')} aria-current={!settled && level === null ? 'page' : undefined}>没有处置的</Link>
        {LEVELS.map(([id, name]) => <Link key={id} href={roomAddress('alerts', `level=${id}`)} aria-current={!settled && level === id ? 'page' : undefined}>{name}</Link>)}
        <Link href={roomAddress('alerts', 'settled=yes')} aria-current={settled ? 'page' : undefined}>处置了的</Link>
      </nav>
      {caseId !== null && <CaseOutline key={caseId} caseId={caseId} back={roomAddress('alerts', narrowed({}))} />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.alerts.length === 0 && <p className="empty">{settled ? '还没有处置了的预警。办结、整改、撤销的会列在这里。' : '没有要处置的预警。有办件快到期、超期，或者环节超时，这里会出现一条。'}</p>}
      {answer && answer.alerts.length > 0 && <AlertTable answer={answer} again={() => void reload()} />}
      {answer && <Pager page={page} total={answer.total} to={(to) => roomAddress('alerts', narrowed({ page: String(to) }))} />}
      <RuleList />
    </div>
  )
}

function Counts({ answer: { counts } }: { answer: Answer }) {
  return (
    <ul className="level-counts" aria-label="没有处置的预警">
      {LEVELS.map(([level, name]) => (
        <li key={level} className="card">
          <Link href={roomAddress('alerts', `level=${level}`)}>
            <LevelMark level={level} name={name} /> <strong>{counts[level] ?? 0}</strong> 件
          </Link>
        </li>
      ))}
    </ul>
  )
}

function AlertTable({ answer: { alerts, today }, again }: { answer: Answer; again: () => void }) {
  const isSupervisor = useMe().roles.includes('supervisor')
  return (
    <div className="wide-table" role="region" aria-label="预警" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">预警</th><th scope="col">办件</th><th scope="col">单位</th><th scope="col">到期</th><th scope="col">处置</th></tr></thead>
        <tbody>{alerts.map((row) => <Row key={row.id} row={row} today={today} again={again} isSupervisor={isSupervisor} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ row, today, again, isSupervisor }: { row: AlertRow; today: string; again: () => void; isSupervisor: boolean }) {
  return (
    <tr>
      <th scope="row">
        <LevelMark level={row.level} name={row.levelName} />{row.ruleName !== row.levelName && <span className="second">{row.ruleName}</span>}
      </th>
      <td><CaseLink caseId={row.caseId}>{row.title}</CaseLink><span className="second">{row.number}　{row.stateLabel}</span></td>
      <td>{row.organisationName}</td>
      <td>
        {row.dueOn !== null && dayText(row.dueOn, today)}
        {row.superviseUntil !== null && <span className={row.supervised ? 'second late' : 'second'}>督办到 {dayText(row.superviseUntil, today)}{row.supervised && '，已过'}</span>}
      </td>
      <td>
        {row.settled !== null && <>{row.settled}<span className="second">{row.settledOn !== null && dayText(row.settledOn, today)}{row.note !== null && `　${row.note}`}</span></>}
        {row.orderId !== null && <CaseLink caseId={row.orderId}>看督办</CaseLink>}
        {row.rectificationId !== null && <CaseLink caseId={row.rectificationId}>看整改</CaseLink>}
        {row.settled === null && row.rectificationId === null && (isSupervisor ? <AlertActs row={row} again={again} /> : <span className="second">等办理</span>)}
      </td>
    </tr>
  )
}
