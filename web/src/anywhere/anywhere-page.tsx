import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useMe } from '../shell/session.tsx'
import { fetchRoom, type MatterLine, type Part } from './calls.ts'
import { ExchangeCard } from './exchange-card.tsx'
import { MarksCard } from './marks-card.tsx'
import { MatterTable } from './matter-table.tsx'
import { WalkIn } from './walk-in.tsx'
import './anywhere.css'

const PARTS: readonly (readonly [Part, string, string])[] = [
  ['receive', '等交材料的', '申请人选了在这里交、还没有来的，和等补正的，会出现在这里。'],
  ['send', '要转交的', '收了还没有转交的，和遗失了要重寄的，会出现在这里。'],
  ['way', '在路上、要签收的', '寄来寄去的会出现在这里，过了日子没有签收的在最前面。'],
  ['back', '结果和退还', '要寄出、要交给申请人的结果，和要退还的材料，会出现在这里。'],
  ['waiting', '主管部门在办的', '已经签收、主管部门正在办的，会出现在这里。'],
]

/** 异地代收: what this office takes in, sends on, signs for and gives out; the marks and the exchange for who looks after them. */
export function AnywherePage() {
  const { roles } = useMe()
  const { answer, trouble, reload } = useLoaded('anywhere', fetchRoom)
  const overdue = answer?.matters.filter(({ isOverdue }) => isOverdue).length ?? 0
  return (
    <div className="anywhere">
      <PageTitle title="异地代收" count={answer?.matters.length} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {overdue > 0 && (
        <p className="late" role="status">
          <span aria-hidden="true">▲ </span>
          {overdue} 件过了到期日，请先办
        </p>
      )}
      {roles.includes('window') && <WalkIn done={() => void reload()} />}
      {answer &&
        PARTS.map(([part, title, empty]) => (
          <Section key={part} title={title} empty={empty} today={answer.today} matters={answer.matters.filter((one) => one.part === part)} />
        ))}
      <p className="faded">
        外区的一方是<strong>模拟</strong>的，没有接通真实的外区。
      </p>
      {answer && (
        <details className="card">
          <summary>各段时限和依据</summary>
          <ul>
            {Object.entries(answer.rules).map(([name, { label, workingDays, basis }]) => (
              <li key={name}>
                {label}：{workingDays}（{basis}）
              </li>
            ))}
          </ul>
        </details>
      )}
      <MarksCard mayWrite={roles.includes('bureau')} />
      {(roles.includes('bureau') || roles.includes('supervisor')) && <ExchangeCard mayWrite={roles.includes('bureau')} />}
    </div>
  )
}

function Section({ title, empty, matters, today }: { title: string; empty: string; matters: readonly MatterLine[]; today: string }) {
  return (
    <section className="part">
      <h2>{title}（{matters.length}）</h2>
      {matters.length === 0 ? <p className="faded">{empty}</p> : <MatterTable label={title} matters={matters} today={today} />}
    </section>
  )
}
