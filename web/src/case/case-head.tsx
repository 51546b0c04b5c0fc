import type { CaseView } from '../api/types.ts'
import { dayText, momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { turnText } from '../kit/turn-text.ts'
import { dueWord, leftText } from '../kit/standing.ts'
import { StandingMark } from '../kit/standing-mark.tsx'
import { queueAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { QUEUE_WORDS } from '../shell/queue-words.ts'
import { hasQueues, useMe } from '../shell/session.tsx'
import { lastRound } from '../worklist/place.ts'

/** What one must know at a glance: which matter, whose, where it stands, whose turn, until when. */
export function CaseHead({ found, today }: { found: CaseView; today: string }) {
  const me = useMe()
  const { queue } = lastRound()
  const { title, number, applicant, stateLabel, turn, queueDueOn, closedAt } = found
  return (
    <header className="case-head">
      <div className="case-name">
        {hasQueues(me) && <Link href={queueAddress(queue)} className="case-back">← {QUEUE_WORDS[queue].name} <kbd>q</kbd></Link>}
        <PageTitle title={title} />
        <p><span className="case-number">{number}</span> · {applicant.name} · {momentText(found.openedAt)} 收件</p>
      </div>
      <dl className="case-now">
        <div><dt>状态</dt><dd>{stateLabel}</dd></div>
        <div><dt>期限</dt><dd><StandingMark facts={found} today={today} /></dd></div>
        {turn && <div><dt>轮到</dt><dd>{turnText(turn)}</dd></div>}
        {queueDueOn !== null && (
          <div>
            <dt>{dueWord(found.clock.state)}</dt>
            <dd>{dayText(queueDueOn, today)} <strong>{leftText(found.clock.state, queueDueOn, today)}</strong> <a href="#clock">为什么是这一天</a></dd>
          </div>
        )}
        {closedAt !== null && <div><dt>办结</dt><dd>{momentText(closedAt)}</dd></div>}
      </dl>
    </header>
  )
}
