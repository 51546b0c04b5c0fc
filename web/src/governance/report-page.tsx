import { Button } from 'antd'
import { chinaDay } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { go } from '../shell/router.ts'
import { roomAddress, SCREEN_ADDRESS } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchUnits } from './calls.ts'
import { ReportBody } from './report-body.tsx'
import { fetchReport } from './report-calls.ts'
import { ReportCaseList } from './report-cases.tsx'
import './governance.css'

/** Who sees everybody's. */
const EVERYWHERE: readonly string[] = ['supervisor', 'leader', 'bureau']

/** 汇报: a month of the supervision on one page, to be projected or printed; every figure opens to its cases. */
export function ReportPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const [on, measure] = [asked.get('on') ?? chinaDay(new Date()), asked.get('measure')]
  const organisation = asked.get('unit') ?? undefined
  const seesAll = useMe().roles.some((role) => EVERYWHERE.includes(role))
  const { answer, trouble, reload, isLoading } = useLoaded(`${on} ${organisation}`, () => fetchReport({ on, organisation }))
  const at = (change: Record<string, string | undefined>) => roomAddress('report', queryOf({ on, unit: organisation, ...change }))
  return (
    <div className="governance report-page" aria-busy={isLoading}>
      <div className="no-print">
        <PageTitle title="汇报" />
        <div className="report-acts">
          <Link href={at({ on: shifted(on, -1) })}>上一个月</Link>
          <Link href={at({ on: shifted(on, 1) })}>下一个月</Link>
          {seesAll && <UnitSelect organisation={organisation} set={(unit) => go(at({ unit }))} />}
          <Button onClick={() => window.print()}>打印</Button>
          {seesAll && <Link href={`${SCREEN_ADDRESS}?${queryOf({ show: 'report', on, about: organisation })}`}>投影（16:9）</Link>}
          {seesAll && <Link href={`${SCREEN_ADDRESS}?${queryOf({ show: 'turns', about: organisation })}`}>和大屏轮着放</Link>}
        </div>
      </div>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {measure !== null && (
        <ReportCaseList
          key={`${measure} ${on} ${organisation}`}
          asked={{ on, organisation }}
          measure={measure}
          page={Math.max(1, Number(asked.get('page')) || 1)}
          at={at}
        />
      )}
      {answer && <ReportBody report={answer} to={(name, unit) => at({ measure: name, unit: unit ?? organisation })} />}
    </div>
  )
}

function UnitSelect({ organisation, set }: { organisation: string | undefined; set: (unit: string | undefined) => void }) {
  const { answer } = useLoaded('units', fetchUnits)
  const options = (answer ?? []).filter(({ kind }) => kind !== 'government').map(({ id, name }) => ({ value: id, label: name }))
  return <label>单位<PlainSelect id="report-unit" value={organisation} set={set} options={options} none="全区" /></label>
}

function queryOf(parts: Record<string, string | undefined>): string {
  return new URLSearchParams(Object.entries(parts).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))).toString()
}

/** The first day of the month so many months on. */
function shifted(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10)
}
