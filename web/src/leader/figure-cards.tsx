import type { Tiles } from './calls.ts'
import { Door } from './doors.tsx'
import { CARDS, targetText, trendText, type Card } from './figure-text.ts'

/** Few numbers, each with how it has gone since the stretch before it and what is aimed at. */
export function FigureCards({ tiles }: { tiles: Tiles }) {
  return <ul className="figure-cards">{CARDS.map((card) => <FigureCard key={card.label} card={card} tiles={tiles} />)}</ul>
}

function FigureCard({ card, tiles: { head, earlier, before, isComparable, settings } }: { card: Card; tiles: Tiles }) {
  const trend = trendText(card, head, isComparable ? earlier : undefined)
  const target = targetText(card, head, settings)
  return (
    <li className={target?.isMet === false ? 'card warn-card' : 'card'}>
      <p>{card.label}</p>
      <Door measure={card.measure} count={card.count(head)} className="figure-door">{card.text(head)}</Door>
      <p className="faded">{card.note?.(head)}{card.meaning}</p>
      {trend !== undefined && <p title={`上一段：${before.from}—${before.to}`}>{trend}</p>}
      {target && <p className={target.isMet ? 'faded' : 'late'}>{target.text}<span className="second">{target.basis}</span></p>}
    </li>
  )
}
