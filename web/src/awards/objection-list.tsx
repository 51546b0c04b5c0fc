import { dayText, daysLeftText, momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchCampaigns, fetchObjections } from './calls.ts'
import type { ObjectionHead } from './types.ts'

/** What was said against nominees, by name; the supervision answers each. */
export function ObjectionList({ isClosed }: { isClosed: boolean }) {
  const { answer, trouble, reload } = useLoaded(`award objections ${isClosed}`, () => fetchObjections(isClosed))
  // The server's day, by which what is late is judged.
  const today = useLoaded('award campaigns', fetchCampaigns).answer?.today
  return (
    <>
      <nav aria-label="异议的状态" className="tabs">
        <Link href={roomAddress('awards', 'tab=objections')} aria-current={isClosed ? undefined : 'page'}>等答复的</Link>
        <Link href={roomAddress('awards', 'tab=objections&closed=yes')} aria-current={isClosed ? 'page' : undefined}>答复了的</Link>
      </nav>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.length === 0 && <p className="empty">{isClosed ? '还没有答复了的异议。' : '没有等答复的异议。公示期里群众、单位提出的会列在这里；答复以前，被提异议的人不能审定。'}</p>}
      {answer && answer.length > 0 && <Table objections={answer} today={today ?? ''} />}
    </>
  )
}

function Table({ objections, today }: { objections: readonly ObjectionHead[]; today: string }) {
  return (
    <div className="wide-table" role="region" aria-label="异议" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">对谁</th><th scope="col">说什么</th><th scope="col">谁提的</th><th scope="col">状态</th><th scope="col">答复</th></tr></thead>
        <tbody>
          {objections.map((one) => (
            <tr key={one.id}>
              <th scope="row"><Link href={caseAddress(one.id)}>{one.nominee}</Link><span className="second">{one.campaign}　{one.number}</span></th>
              <td className="award-words">{one.reason}</td>
              <td>{one.by}<span className="second">{momentText(one.openedAt)}</span></td>
              <td>{one.stateLabel}{one.dueOn !== null && <span className="second">{dayText(one.dueOn, today)}答复　{daysLeftText(one.dueOn, today)}</span>}</td>
              <td className="award-words">{one.answer ?? <Link href={caseAddress(one.id)} aria-label={`去答复：${one.nominee}，${one.number}`}>去答复</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
