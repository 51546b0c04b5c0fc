import { dayText, momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchOutline, type Outline } from './calls.ts'

/** The way to a case from a list of the supervision: its page for those who handle cases, its outline for the others. */
export function CaseLink({ caseId, children }: { caseId: string; children: React.ReactNode }) {
  const mayOpen = useMe().roles.some((role) => role !== 'leader' && role !== 'bureau')
  return <Link href={mayOpen ? caseAddress(caseId) : roomAddress('alerts', `case=${caseId}`)}>{children}</Link>
}

/** What a case is about, where it stands and what has happened; nothing that was filled in and nobody's name. */
export function CaseOutline({ caseId, back }: { caseId: string; back: string }) {
  const { answer, trouble, reload } = useLoaded(caseId, () => fetchOutline(caseId))
  return (
    <section className="card case-outline" aria-labelledby="outline-title">
      <h2 id="outline-title">{answer ? answer.title : '办件概要'}</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <Facts outline={answer} />}
      <p>{answer?.mayOpen === true && <><Link href={caseAddress(caseId)}>打开办件</Link>　</>}<Link href={back}>← 回到列表</Link></p>
    </section>
  )
}

function Facts({ outline }: { outline: Outline }) {
  const { number, typeLabel, item, stateLabel, owner, receiving, turn, waitsFor, queueDueOn, openedAt, closedAt, clock, history } = outline
  const day = (on: string | null) => (on === null ? '—' : dayText(on, clock.today))
  const when = (isSo: boolean, name: string, words: string): [string, string][] => (isSo ? [[name, words]] : [])
  const facts: [string, string][] = [
    ['编号', number], ['种类', typeLabel], ['事项', item === 'GOVERNANCE' ? '监督' : item],
    ['单位', owner === receiving ? owner : `${owner}（${receiving}收件）`], ['状态', stateLabel],
    ['轮到', turn === null ? '已经了结' : `${turn.label}${waitsFor === null ? '' : `，${waitsFor}`}`], ['这一步到期', day(queueDueOn)],
    ['收到', momentText(openedAt)], ...when(closedAt !== null, '了结', momentText(closedAt ?? openedAt)),
    ...when(clock.startedOn !== null, '期限', `${day(clock.startedOn)} 起算 ${clock.limitWorkingDays} 个工作日，到 ${day(clock.dueOn)}；法定到 ${day(clock.statutoryDueOn)}`),
    ...clock.pauses.flatMap(({ kind, startedOn, endedOn }) => when(true, '停钟', `${kind}，${day(startedOn)}${endedOn === null ? ' 起' : ` 到 ${day(endedOn)}`}`)),
  ]
  return (
    <>
      <p className="faded">这里是概要：看得到办到哪里、期限和经过，看不到申请人填的内容。</p>
      <dl className="rule-facts">{facts.map(([name, words], index) => <div key={`${name} ${index}`}><dt>{name}</dt><dd>{words}</dd></div>)}</dl>
      <h3>经过</h3>
      <ol className="rule-versions">
        {history.map(({ seq, at, label, by }) => <li key={seq}>{momentText(at)}　<strong>{label}</strong>　<span className="faded">{by}</span></li>)}
      </ol>
    </>
  )
}
