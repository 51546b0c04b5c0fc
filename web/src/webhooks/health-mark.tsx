import type { Subscription } from './calls.ts'
import { healthOf, HEALTH_WORDS, type Health } from './words.ts'

/** A shape and a word, so that it can be read without colours. */
export function HealthMark({ subscription }: { subscription: Subscription }) {
  const health = healthOf(subscription)
  return (
    <span className={`standing standing-${CLASSES[health]}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{SHAPES[health]}</svg>
      {HEALTH_WORDS[health]}
    </span>
  )
}

const CLASSES: Readonly<Record<Health, string>> = { fine: 'over', retrying: 'near', stopped: 'late' }
/** Tick, triangle, square. */
const SHAPES: Readonly<Record<Health, React.ReactElement>> = {
  fine: <path d="M2 8.5 6 12.5 14 4" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  retrying: <path d="M8 1.5 15 14.5H1Z" fill="currentColor" />,
  stopped: <path d="M2 2h12v12H2Z" fill="currentColor" />,
}
