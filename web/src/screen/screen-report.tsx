import { useEffect, useState } from 'react'
import { ReportBody } from '../governance/report-body.tsx'
import { fetchReport } from '../governance/report-calls.ts'
import { chinaDay } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress, SCREEN_ADDRESS } from '../shell/rooms.ts'

const REFRESH_MILLISECONDS = 60_000
/** How long each of the two stands where they take turns. */
const TURN_MILLISECONDS = 30_000

/** The report of the supervision (汇报) on the wall, as the address asks for it: alone, or in turns with the district's figures. */
export function ScreenReport({ asked }: { asked: URLSearchParams }) {
  const [on, organisation] = [asked.get('on') ?? chinaDay(new Date()), asked.get('about') ?? undefined]
  const { answer, trouble, reload } = useLoaded(`${on} ${organisation}`, () => fetchReport({ on, organisation }))
  useEffect(() => {
    const timer = window.setInterval(() => void reload(), REFRESH_MILLISECONDS)
    return () => window.clearInterval(timer)
  }, [reload])
  const scope = (measure?: string, unit?: string) =>
    new URLSearchParams({ on, ...(unit !== undefined && { unit }), ...(measure !== undefined && { measure }) }).toString()
  return (
    <>
      <h1 className="unseen">监督和整改汇报</h1>
      <div className="screen-line">
        <nav aria-label="别的看法" className="screen-ways">
          <Link href={SCREEN_ADDRESS}>大屏</Link>
          <Link href={roomAddress('report', scope(undefined, organisation))}>回汇报</Link>
        </nav>
      </div>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <ReportBody report={answer} to={(measure, unit) => roomAddress('report', scope(measure, unit ?? organisation))} />}
    </>
  )
}

/** Whether it is the report's turn; nothing moves while somebody has opened a number. */
export function useReportTurn(show: string | null, isHeld: boolean): boolean {
  const [isReport, setReport] = useState(false)
  useEffect(() => {
    if (show !== 'turns' || isHeld) return
    const timer = window.setInterval(() => setReport((before) => !before), TURN_MILLISECONDS)
    return () => window.clearInterval(timer)
  }, [show, isHeld])
  return show === 'report' || (show === 'turns' && isReport && !isHeld)
}
