import type { AlertLevel } from './calls.ts'

/** How bad an alert is: a shape, a word and a colour. */
export function LevelMark({ level, name }: { level: AlertLevel; name: string }) {
  return (
    <span className={`level-mark level-${level}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{SHAPES[level]}</svg>
      {name}
    </span>
  )
}

/** Circle, diamond, card, octagon. */
const SHAPES: Readonly<Record<AlertLevel, React.ReactElement>> = {
  reminder: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  notice: <path d="M8 1 15 8 8 15 1 8Z" fill="none" stroke="currentColor" strokeWidth="2" />,
  yellow: <path d="M3 1h10v14H3Z" fill="currentColor" />,
  red: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor" />,
}
