import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchAssessment, type Assessment } from './calls.ts'
import { PeriodActs } from './period-acts.tsx'
import { Appeals, Corrections } from './trail.tsx'
import { UnitFigures } from './unit-figures.tsx'
import { UnitTable } from './unit-table.tsx'
import { BASIS_TITLES, standingOf } from './words.ts'

/** One period: how the units did, or one unit with every figure; corrections, appeals and what may be done now. */
export function PeriodDesk({ id, unit }: { id: string; unit: string | null }) {
  const { answer, trouble, reload } = useLoaded(id, () => fetchAssessment(id))
  const { roles } = useMe()
  const again = () => reload()
  // A unit that sees only itself is shown its figures at once.
  const shown = unit ?? (answer?.isWhole === false ? answer.own : null)
  const chosen = answer?.units.find(({ organisation }) => organisation === shown)
  return (
    <>
      <p><Link href={roomAddress('assessment', unit === null ? '' : `id=${id}`)}>← {unit === null ? '全部考核期' : '全部单位'}</Link></p>
      <PageTitle title={answer ? `${answer.name}考核${unit !== null && chosen ? `：${chosen.name}` : ''}` : '考核期'} />
      {trouble && <TroubleNote trouble={trouble} again={() => void again()} />}
      {answer && <Standing assessment={answer} />}
      {answer && unit === null && <PeriodActs assessment={answer} isSupervisor={roles.includes('supervisor')} again={again} />}
      {answer && unit === null && answer.isWhole && <UnitTable assessment={answer} />}
      {answer && chosen && <UnitFigures key={chosen.organisation} assessment={answer} unit={chosen} roles={roles} again={again} />}
      {answer && !chosen && (shown !== null) && <p className="empty">本单位在这一期没有可以考核的数。</p>}
      {answer && unit === null && <Appeals assessment={answer} />}
      {answer && <Corrections assessment={answer} unit={chosen?.name} />}
      {answer && <Source assessment={answer} />}
    </>
  )
}

function Standing({ assessment }: { assessment: Assessment }) {
  const { startsOn, endsOn, lockedBy, lockedAt, drawnBy, drawnAt, appealUntil, today, schemeVersion, isExample } = assessment
  return (
    <p>
      {startsOn} 至 {endsOn}　<strong>{standingOf(assessment)}</strong>　考核办法第 {schemeVersion} 版
      <br />{lockedAt === null ? `${drawnBy} ${momentText(drawnAt)} 拟定；办件还在变，重新拟定会取新的数` : `${lockedBy ?? ''} ${momentText(lockedAt)} 锁定`}
      {appealUntil !== null && `；申诉到 ${appealUntil} 为止${today > appealUntil ? '，已经过了' : ''}`}
      {isExample && <><br /><strong>示例：数都是编的</strong></>}
    </p>
  )
}

function Source({ assessment: { source, scheme, deadlines } }: { assessment: Assessment }) {
  return (
    <details className="card">
      <summary>这些数从哪里来，怎样计分</summary>
      <p>来源：{source.sources.join('、') || '—'}。口径版本 {source.definitionVersion ?? '—'}{source.asOf !== null && `，${momentText(source.asOf)} 取数`}。</p>
      <p>
        样本少于 {scheme.sampleMin} 的指标只列数值和区间，不计分；计了分的权重不到 {scheme.coverageMinPercent}% 的单位不评等次、不排名；得分低于 {scheme.grades.pass} 而区间跨过 {scheme.grades.pass} 的不评不合格。
      </p>
      <p>申诉：{deadlines['verify']?.workingDays} 个工作日内核实，{deadlines['decide']?.workingDays} 个工作日内决定（{deadlines['verify']?.basis}）。</p>
      <ul>{Object.entries(scheme.basis).map(([name, words]) => <li key={name}><strong>{BASIS_TITLES[name] ?? name}</strong>：{words}</li>)}</ul>
    </details>
  )
}
