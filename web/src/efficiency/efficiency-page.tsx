import { useState } from 'react'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { fetchFindingCases, fetchIndicatorCases, PERIODS, type CaseLines } from './calls.ts'
import { CaseTable } from './case-table.tsx'
import { askedOf, viewAddress } from './doors.ts'
import { FindingsTab } from './findings-tab.tsx'
import { IndicatorDesk } from './indicator-desk.tsx'
import { IndicatorsTab } from './indicators-tab.tsx'
import './efficiency.css'

const TABS = { indicators: '指标', findings: '异常做法和线索' } as const

/** The indicators of the district, each number a door: to its definition, its units, its cases. */
export function EfficiencyPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const tab = asked.get('tab') ?? 'indicators'
  return (
    <div className="efficiency">
      <PageTitle title="效能指标" />
      <nav className="tabs" aria-label="看什么">
        {Object.entries(TABS).map(([name, label]) => (
          <Link key={name} href={viewAddress(asked, { tab: name === 'indicators' ? null : name })} aria-current={name === tab ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <nav className="tabs" aria-label="时间">
        {Object.entries(PERIODS).map(([name, label]) => (
          <Link key={name} href={withPeriod(asked, name)} aria-current={!asked.has('from') && name === (asked.get('period') ?? 'year') ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <View key={query} asked={asked} tab={tab} />
    </div>
  )
}

function withPeriod(asked: URLSearchParams, period: string): string {
  return viewAddress(new URLSearchParams(), { ...Object.fromEntries([...asked].filter(([name]) => name !== 'from' && name !== 'to')), period })
}

function View({ asked, tab }: { asked: URLSearchParams; tab: string }) {
  const [indicator, detector, part] = [asked.get('indicator'), asked.get('detector'), asked.get('part')]
  if (tab === 'findings') {
    if (detector === null) return <FindingsTab asked={asked} />
    return <Cases title="线索" back={viewAddress(asked, { tab: 'findings' })} load={(page) => fetchFindingCases(detector, `${askedOf(asked, ['key'])}&page=${page}`)} />
  }
  if (indicator === null) return <IndicatorsTab asked={asked} />
  if (part === null) return <><p><Link href={viewAddress(asked, {})}>← 全部指标</Link></p><IndicatorDesk id={indicator} asked={asked} /></>
  const title = part === 'numerator' ? `${indicator} 的分子` : `${indicator} 的分母`
  return <Cases title={title} back={viewAddress(asked, { indicator })} load={(page) => fetchIndicatorCases(indicator, `${askedOf(asked, ['part'])}&page=${page}`)} />
}

function Cases({ title, back, load }: { title: string; back: string; load: (page: number) => Promise<CaseLines> }) {
  const [page, setPage] = useState(1)
  const { answer, trouble, reload } = useLoaded(String(page), () => load(page))
  return (
    <>
      <p><Link href={back}>← 返回</Link></p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <CaseTable lines={answer} title={[title, answer.label ?? answer.name].filter(Boolean).join('：')} go={setPage} />}
    </>
  )
}
