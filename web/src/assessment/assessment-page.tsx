import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchAssessments, type PeriodHead } from './calls.ts'
import { DrawForm } from './draw-form.tsx'
import { PeriodDesk } from './period-desk.tsx'
import { SchemeTab } from './scheme-tab.tsx'
import { standingOf } from './words.ts'
import './assessment.css'

const SCHEME_READERS: readonly string[] = ['supervisor', 'leader', 'bureau']

/** 考核通报: the periods, one of them, or the scheme they are assessed by. */
export function AssessmentPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const id = asked.get('id')
  const { roles } = useMe()
  const tab = asked.get('tab') === 'scheme' ? 'scheme' : 'periods'
  if (id !== null) return <div className="assessment"><PeriodDesk key={id} id={id} unit={asked.get('unit')} /></div>
  return (
    <div className="assessment">
      <PageTitle title="考核通报" />
      <p className="faded">按月、按季考核各单位的政务服务效能：拟定 — 锁定 — 申诉、更正 — 发布通报。锁定以后数不再变，更正成为新的一版，旧的一版都在。</p>
      {roles.some((role) => SCHEME_READERS.includes(role)) && (
        <nav className="tabs" aria-label="看什么">
          <Link href={roomAddress('assessment')} aria-current={tab === 'periods' ? 'page' : undefined}>考核期</Link>
          <Link href={roomAddress('assessment', 'tab=scheme')} aria-current={tab === 'scheme' ? 'page' : undefined}>考核办法</Link>
        </nav>
      )}
      {tab === 'scheme' ? <SchemeTab mayWrite={roles.includes('bureau')} /> : <Periods mayDraw={roles.includes('supervisor')} />}
    </div>
  )
}

function Periods({ mayDraw }: { mayDraw: boolean }) {
  const { answer, trouble, reload } = useLoaded('assessments', fetchAssessments)
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && mayDraw && <DrawForm today={answer.today} />}
      {answer?.periods.length === 0 && <p className="empty">{mayDraw ? '还没有考核期。选一个已经结束的月或季度拟定，这里会列出来。' : '还没有锁定的考核期。效能监督部门锁定以后，这里可以看到本单位的数，也可以申诉。'}</p>}
      {answer && answer.periods.length > 0 && <PeriodTable periods={answer.periods} />}
    </>
  )
}

function PeriodTable({ periods }: { periods: readonly PeriodHead[] }) {
  return (
    <div className="wide-table" role="region" aria-label="考核期" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">考核期</th><th scope="col">起止</th><th scope="col">状态</th><th scope="col">申诉到</th><th scope="col">考核办法</th></tr></thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.id}>
              <th scope="row">
                <Link href={roomAddress('assessment', `id=${period.id}`)}>{period.name}</Link>{period.isExample && <span className="second">示例，数都是编的</span>}
              </th>
              <td>{period.startsOn} 至 {period.endsOn}</td>
              <td>{standingOf(period)}</td>
              <td>{period.appealUntil ?? '锁定以后'}</td>
              <td>第 {period.schemeVersion} 版</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
