import { standingOf, standingWord, type ClockFacts, type Standing } from './standing.ts'

/** The clock state of a case: a shape and a word, so that it can be read without colours. */
export function StandingMark({ facts, today }: { facts: ClockFacts; today: string }) {
  const standing = standingOf(facts, today)
  return (
    <span className={`standing standing-${standing}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{SHAPES[standing]}</svg>
      {standingWord(facts, today)}
    </span>
  )
}

/** Circle, triangle, octagon, two bars, tick. */
const SHAPES: Readonly<Record<Standing, React.ReactElement>> = {
  fine: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  near: <path d="M8 1.5 15 14.5H1Z" fill="currentColor" />,
  late: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor" />,
  paused: <path d="M3 2h3.5v12H3zM9.5 2H13v12H9.5z" fill="currentColor" />,
  over: <path d="M2 8.5 6 12.5 14 4" fill="none" stroke="currentColor" strokeWidth="2.5" />,
}
