import { Link } from '../shell/link.tsx'
import type { Figures, Measure, Overview, Period } from './calls.ts'
import { doorTo } from './doors.ts'

interface Card { label: string; meaning: string; measure: Measure; text: (figures: Figures) => string }

const CARDS: readonly Card[] = [
  { label: '收到', meaning: '提交的申请', measure: 'received', text: ({ received }) => `${received} 件` },
  { label: '办结', meaning: '有了结果的', measure: 'resolved', text: ({ resolved }) => `${resolved} 件` },
  { label: '按时', meaning: '作出决定的里面，不晚于承诺期限的', measure: 'onTime', text: ({ onTime, decided }) => (decided === 0 ? '—' : `${onTime}/${decided}`) },
  { label: '用时中间数', meaning: '一半的办件不超过它', measure: 'resolved', text: ({ medianWorkingDays }) => (medianWorkingDays === null ? '—' : `${medianWorkingDays} 个工作日`) },
  { label: '还没有办结', meaning: '现在在办的', measure: 'open', text: ({ open }) => `${open} 件` },
  { label: '已经超期', meaning: '没有办结、过了承诺期限的', measure: 'overdue', text: ({ overdue }) => `${overdue} 件` },
  { label: '评价', meaning: '计入的评价的平均分，最高 5 分', measure: 'rated', text: ({ averageRating, ratings }) => (averageRating === null ? '—' : `${averageRating} 分（${ratings} 人）`) },
]

/** Few numbers, each with the same stretch before it. */
export function FigureCards({ overview: { total, earlier, before }, period }: { overview: Overview; period: Period }) {
  return (
    <ul className="figure-cards">
      {CARDS.map(({ label, meaning, measure, text }) => (
        <li key={label} className={measure === 'overdue' && total.overdue > 0 ? 'card warn-card' : 'card'}>
          <p>{label}</p>
          <Link href={doorTo(period, measure)} className="figure-door">{text(total)}</Link>
          <p className="faded">{meaning}</p>
          {measure !== 'open' && measure !== 'overdue' && <p className="faded">上一段（{before.from}—{before.to}）：{text(earlier)}</p>}
        </li>
      ))}
    </ul>
  )
}
