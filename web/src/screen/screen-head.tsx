import type { Trouble } from '../api/trouble.ts'
import { momentText } from '../kit/days.ts'
import { PERIODS, type Passed, type Period, type Tiles } from '../leader/calls.ts'
import { Door } from '../leader/doors.tsx'
import { pageAt, type Doorway } from '../leader/doorway.ts'
import { percentOf, wasNothing } from '../leader/figure-text.ts'
import { Link } from '../shell/link.tsx'
import { LEADER_BASE } from '../shell/rooms.ts'

interface ScreenHeadProps { tiles: Tiles | undefined; doorway: Doorway; trouble: Trouble | undefined }

/** Which period, as of when, and the few numbers. */
export function ScreenHead({ tiles, doorway, trouble }: ScreenHeadProps) {
  return (
    <header className="screen-head">
      <div className="screen-line">
        <h1>花都区政务服务</h1>
        <nav aria-label="时间">
          {PERIOD_NAMES.map((period) => (
            <Link key={period} href={pageAt(doorway, { period })} aria-current={period === doorway.period ? 'page' : undefined}>{PERIODS[period]}</Link>
          ))}
        </nav>
        <p className="screen-state" role="status">
          {trouble && <span className="late">▲ {trouble.message}{tiles && `；数字停在 ${momentText(tiles.asOf)}`}</span>}
          {!trouble && tiles && <>{tiles.from === tiles.to ? tiles.to : `${tiles.from} 至 ${tiles.to}`}，数到 {momentText(tiles.asOf).slice(11)}</>}
        </p>
        <nav aria-label="别的看法" className="screen-ways">
          <Link href={`${pageAt(doorway)}&tables=1`}>表</Link><Link href={`${LEADER_BASE}?period=${doorway.period}`}>回首页</Link>
        </nav>
      </div>
      {tiles && <Numbers tiles={tiles} />}
    </header>
  )
}

const PERIOD_NAMES: readonly Period[] = ['today', 'month', 'quarter', 'year']

function Numbers({ tiles: { head, earlier: passed, isComparable, settings } }: { tiles: Tiles }) {
  const earlier = isComparable ? passed : undefined
  const { received, resolved, open, onTime, decided, overdue, warned, rated, ratedTotal, badRated } = head
  const percent = percentOf(head)
  const isLate = overdue > settings.overdue.value
  return (
    <ul className="screen-numbers">
      <li><p>收到</p><Door measure="received" count={received}>{received}</Door> 件<p>{change('received', head, earlier)}</p></li>
      <li><p>办结</p><Door measure="resolved" count={resolved}>{resolved}</Door> 件<p>{change('resolved', head, earlier)}</p></li>
      <li><p>在办</p><Door measure="open" count={open}>{open}</Door> 件<p>现在</p></li>
      <li>
        <p>按时</p><Door measure="onTime" count={onTime}>{percent === null ? '—' : `${percent}%`}</Door>
        <p>{onTime}/{decided}，目标 {settings.onTimePercent.value}%</p>
      </li>
      <li>
        <p>已经超期</p>
        <Door measure="overdue" count={overdue} className={isLate ? 'late' : undefined}>{isLate && <span className="mark">▲ </span>}{overdue}</Door> 件
        <p>现在；快到期 <Door measure="warned" count={warned}>{warned}</Door> 件</p>
      </li>
      <li>
        <p>评价</p>
        <Door measure="rated" count={rated}>{rated === 0 ? '—' : Math.round(ratedTotal / rated * 100) / 100}</Door>{rated > 0 && ' 分'}
        <p>{rated} 人评；差评 <Door measure="badRated" count={badRated}>{badRated}</Door></p>
      </li>
    </ul>
  )
}

/** As against the same stretch before. */
function change(measure: 'received' | 'resolved', head: Passed, earlier: Passed | undefined): string {
  const now = head[measure]
  if (earlier === undefined || (now > 0 && wasNothing(earlier))) return '上一段没有可比的数'
  const before = earlier[measure]
  if (now === before) return '和上一段持平'
  return now > before ? `▲ 比上一段多 ${now - before}` : `▼ 比上一段少 ${before - now}`
}
