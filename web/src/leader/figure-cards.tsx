import { Link } from '../shell/link.tsx'
import type { Overview, Period } from './calls.ts'
import { doorTo } from './doors.ts'
import { CARDS, targetText, trendText, type Card } from './figure-text.ts'

/** Few numbers, each with how it has gone since the stretch before it and what is aimed at. */
export function FigureCards({ overview, period }: { overview: Overview; period: Period }) {
  return <ul className="figure-cards">{CARDS.map((card) => <FigureCard key={card.label} card={card} overview={overview} period={period} />)}</ul>
}

function FigureCard({ card, overview: { total, earlier, before, targets }, period }: { card: Card; overview: Overview; period: Period }) {
  const trend = trendText(card, total, earlier)
  const target = targetText(card, total, targets)
  return (
    <li className={target?.isMet === false ? 'card warn-card' : 'card'}>
      <p>{card.label}</p>
      <Link href={doorTo(period, card.measure)} className="figure-door">{card.text(total)}</Link>
      <p className="faded">{card.meaning}</p>
      {trend !== undefined && <p title={`上一段：${before.from}—${before.to}，${card.text(earlier)}`}>{trend}</p>}
      {target && <p className={target.isMet ? 'faded' : 'late'}>{target.text}<span className="second">{target.basis}</span></p>}
    </li>
  )
}
