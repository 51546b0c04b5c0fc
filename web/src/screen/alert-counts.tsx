import { useEffect } from 'react'
import { fetchAlerts, type AlertLevel } from '../governance/calls.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'

const REFRESH_MILLISECONDS = 10_000
const LEVELS: readonly (readonly [AlertLevel, string])[] = [['red', '红牌'], ['yellow', '黄牌'], ['notice', '预警'], ['reminder', '提示']]

/** What the supervision's rules have spoken of and nobody has dealt with; each number opens to the alerts themselves. */
export function AlertCounts() {
  const { answer, reload } = useLoaded('standing', () => fetchAlerts('page=1'))
  useEffect(() => {
    const timer = window.setInterval(() => void reload(), REFRESH_MILLISECONDS)
    return () => window.clearInterval(timer)
  }, [reload])
  return (
    <p className="alert-counts">
      没有处置的预警：
      {LEVELS.map(([level, name]) => (
        <Link key={level} href={roomAddress('alerts', `level=${level}`)} className={`level-${level}`}>
          {name} {answer ? (answer.counts[level] ?? 0) : '—'}
        </Link>
      ))}
    </p>
  )
}
