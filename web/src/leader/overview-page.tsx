import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchOverview, PERIODS, type Overview, type Period } from './calls.ts'
import { CaseList } from './case-list.tsx'
import { FigureCards } from './figure-cards.tsx'
import { GroupTable } from './group-table.tsx'
import { Trend } from './trend.tsx'
import './leader.css'

const REFRESH_MILLISECONDS = 10_000

/** The district's cases today, this month, this year; every number is a door to the cases it counts. */
export function OverviewPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const period = periodIn(asked.get('period'))
  const { answer, trouble, reload } = useLoaded(period, () => fetchOverview(period))
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const measure = asked.get('measure')
  return (
    <div className="overview">
      <PageTitle title="区里的办件" />
      <nav className="tabs" aria-label="时间">
        {Object.entries(PERIODS).map(([name, label]) => <Link key={name} href={roomAddress('overview', `period=${name}`)} aria-current={name === period ? 'page' : undefined}>{label}</Link>)}
      </nav>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && measure !== null && <CaseList key={query} asked={asked} overview={answer} />}
      {answer && <Figures overview={answer} period={period} />}
    </div>
  )
}

function Figures({ overview, period }: { overview: Overview; period: Period }) {
  return (
    <>
      <FigureCards overview={overview} period={period} />
      <Trend days={overview.days} />
      <GroupTable title="各部门" heading="部门" rows={overview.organisations} by="organisation" period={period} />
      <GroupTable title="各镇街" heading="镇街" rows={overview.places} by="place" period={period} />
      <p className="faded">“上一段”是 {overview.before.from} 到 {overview.before.to}，和现在这一段走到同一天。</p>
      <p className="faded">截至 {momentText(overview.asOf)}。来源：{overview.source}。工作日不含等申请人补正和法定特别程序的时间。</p>
    </>
  )
}

function periodIn(name: string | null): Period {
  return name === 'today' || name === 'year' ? name : 'month'
}
