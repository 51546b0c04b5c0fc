import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchBook, type RuleKind } from './calls.ts'
import { RuleCard } from './rule-card.tsx'
import './governance.css'

const KINDS: readonly (readonly [RuleKind, string, string])[] = [
  ['alert', '预警', '什么时候提醒、出牌，告诉谁。改了从生效那天起用，以前的预警不变，也不会再出一遍。'],
  ['points', '分值', '什么事加分、扣分。已经算出的分不变，新的分从生效那天起算。'],
  ['deadline', '期限', '整改和督办每一环节几个工作日。在办的按开始时的期限走，新的用在以后开的。'],
]

/** The rules of the supervision: everybody who is judged by them reads them, the bureau changes them. */
export function RulesPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query).get('kind')
  const [kind, , about] = KINDS.find(([one]) => one === asked) ?? ['alert', '', KINDS[0]?.[2] ?? '']
  const { answer, trouble, reload, isLoading } = useLoaded('rules', fetchBook)
  return (
    <div className="governance" aria-busy={isLoading}>
      <PageTitle title="规则与期限" />
      <nav aria-label="哪一类规则" className="tabs">
        {KINDS.map(([id, name]) => <Link key={id} href={roomAddress('rules', `kind=${id}`)} aria-current={id === kind ? 'page' : undefined}>{name}</Link>)}
      </nav>
      <p className="faded">{about}由政数局改，每一版谁改的、为什么，都留着。</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.rules.filter((rule) => rule.kind === kind)
        .map((rule) => <RuleCard key={`${rule.kind} ${rule.id}`} rule={rule} today={answer.today} again={() => void reload()} />)}
    </div>
  )
}
