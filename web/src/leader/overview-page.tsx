import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { Link } from '../shell/link.tsx'
import { LEADER_BASE, SCREEN_ADDRESS } from '../shell/rooms.ts'
import { PERIODS, type Period, type Tiles } from './calls.ts'
import { CaseList } from './case-list.tsx'
import { DoorwayProvider } from './doors.tsx'
import { doorwayIn, openDoor, pageAt, scopeQuery, type Doorway } from './doorway.ts'
import { FigureCards } from './figure-cards.tsx'
import { JointTable } from './joint-table.tsx'
import { StepTable } from './step-table.tsx'
import { TownMap } from './town-map.tsx'
import { TownTable } from './town-table.tsx'
import { DayTable, TrendBars } from './trend.tsx'
import { UnitTable } from './unit-table.tsx'
import { useLiveTiles } from './use-tiles.ts'
import './leader.css'

/** The district's cases today, this month, this quarter, this year; every number is a door to the cases it counts. */
export function OverviewPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const doorway = doorwayIn(asked, LEADER_BASE)
  const { tiles, trouble, reload } = useLiveTiles(scopeQuery(doorway))
  const door = openDoor(asked, doorway)
  return (
    <DoorwayProvider value={doorway}>
      <div className="overview">
        <PageTitle title="区里的办件" />
        <PeriodTabs doorway={doorway} />
        {trouble && <TroubleNote trouble={trouble} again={reload} />}
        {tiles && <ScopeLine doorway={doorway} tiles={tiles} />}
        {door !== undefined && <CaseList key={door} query={door} of={tiles && nameOf(asked, tiles)} version={tiles?.version} />}
        {tiles && <Figures tiles={tiles} />}
      </div>
    </DoorwayProvider>
  )
}

function PeriodTabs({ doorway }: { doorway: Doorway }) {
  return (
    <nav className="tabs" aria-label="时间">
      {Object.entries(PERIODS).map(([name, label]) => (
        <Link key={name} href={pageAt(doorway, { period: periodOf(name) })} aria-current={name === doorway.period ? 'page' : undefined}>
          {label}
        </Link>
      ))}
      <Link href={`${SCREEN_ADDRESS}?period=${doorway.period}`} className="to-screen">
        打开大屏
      </Link>
    </nav>
  )
}

/** Only where less than the whole district is shown. */
function ScopeLine({ doorway, tiles }: { doorway: Doorway; tiles: Tiles }) {
  if (doorway.organisation === null && doorway.place === null) return null
  const [only] = doorway.organisation === null ? tiles.towns : tiles.units
  return <p>只看{only?.name ?? '这一处'}。<Link href={pageAt(doorway, { organisation: null, place: null })}>回到全区</Link></p>
}

function Figures({ tiles }: { tiles: Tiles }) {
  return (
    <>
      <FigureCards tiles={tiles} />
      <div className="overview-pair">
        {tiles.towns.length > 0 && (
          <section className="card" aria-labelledby="map-title">
            <h2 id="map-title">镇街</h2>
            <TownMap towns={tiles.towns} />
            <details><summary>镇街的表</summary><TownTable towns={tiles.towns} /></details>
          </section>
        )}
        <section className="card" aria-labelledby="trend-title">
          <h2 id="trend-title">近三十天</h2>
          <TrendBars days={tiles.days} />
          <details><summary>每一天的数</summary><DayTable days={tiles.days} /></details>
        </section>
      </div>
      <UnitTable units={tiles.units} settings={tiles.settings} />
      <StepTable steps={tiles.steps} settings={tiles.settings} />
      <JointTable joint={tiles.joint} />
      <p className="faded">“上一段”是 {tiles.before.from} 到 {tiles.before.to}，和现在这一段走到同一天。工作日不含等申请人补正和法定特别程序的时间。</p>
      <p className="faded">截至 {momentText(tiles.asOf)}。来源：{tiles.source}。</p>
    </>
  )
}

/** Whose number is open. */
export function nameOf(asked: URLSearchParams, { units, towns }: Tiles): string | undefined {
  const key = asked.get('unit') ?? asked.get('town')
  return [...units, ...towns].find((group) => group.key === key)?.name
}

function periodOf(name: string): Period {
  return name === 'today' || name === 'quarter' || name === 'year' ? name : 'month'
}
