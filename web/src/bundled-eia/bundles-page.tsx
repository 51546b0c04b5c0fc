import { dayText, daysLeftText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchBundles, type BundleRow, type BundlesAnswer } from './calls.ts'

const REFRESH_MILLISECONDS = 60_000

/** The bundles of one's own bureau: which wait for what, and whether somebody has said something that is not answered. */
export function BundlesPage({ query }: { query: string }) {
  const page = Math.max(1, Number(new URLSearchParams(query).get('page')) || 1)
  const { answer, trouble, reload, isLoading } = useLoaded(String(page), () => fetchBundles(page))
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  return (
    <div className="runs-page" aria-busy={isLoading}>
      <PageTitle title="环评打捆" count={answer?.total} />
      <p className="faded">一份报告、一起公示、一同批复；批准以后每个单位各自履责，可以单独变更、分出或者撤销。</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.bundles.length === 0 && <p className="empty">还没有打捆申报。几个单位合编一份报告表申报以后，会列在这里。</p>}
      {answer && answer.bundles.length > 0 && <BundleTable answer={answer} />}
      {answer && answer.total > answer.size && (
        <nav className="tabs" aria-label="翻页">
          {page > 1 && <Link href={roomAddress('eia-bundles', `page=${page - 1}`)}>上一页</Link>}
          {page * answer.size < answer.total && <Link href={roomAddress('eia-bundles', `page=${page + 1}`)}>下一页</Link>}
        </nav>
      )}
    </div>
  )
}

function BundleTable({ answer: { bundles, today } }: { answer: BundlesAnswer }) {
  return (
    <div className="wide-table" role="region" aria-label="环评打捆" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">这一捆</th><th scope="col">单位</th><th scope="col">状态</th><th scope="col">公众意见</th><th scope="col">到期</th></tr></thead>
        <tbody>{bundles.map((row) => <Row key={row.caseId} row={row} today={today} />)}</tbody>
      </table>
    </div>
  )
}

function Row({
  row: { caseId, title, number, units, stateLabel, until, objections, unanswered, queueDueOn, filedOn }, today,
}: { row: BundleRow; today: string }) {
  return (
    <tr>
      <th scope="row"><Link href={caseAddress(caseId)}>{title}</Link><span className="second">{number}　{dayText(filedOn, today)}收到</span></th>
      <td>{units} 个</td>
      <td>{stateLabel}{until !== null && <span className="second">公示到 {dayText(until, today)}</span>}</td>
      <td className={unanswered > 0 ? 'late' : undefined}>{objections} 条{unanswered > 0 && `，▲ ${unanswered} 条没有答复`}</td>
      <td>{queueDueOn !== null && <><strong>{daysLeftText(queueDueOn, today)}</strong><span className="second">{dayText(queueDueOn, today)}</span></>}</td>
    </tr>
  )
}
