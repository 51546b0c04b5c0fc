import type { Level } from './calls.ts'

/** The colour of a threshold, with a shape and its word. */
export function LevelMark({ level, word }: { level: Level | null; word: string | null }) {
  if (level === null) return <span className="faded">不评级</span>
  return (
    <span className={`level level-${level}`}>
      <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">{SHAPES[level]}</svg>{word}
    </span>
  )
}

/** Circle, triangle, octagon. */
const SHAPES: Readonly<Record<Level, React.ReactElement>> = {
  green: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  yellow: <path d="M8 1.5 15 14.5H1Z" fill="currentColor" />,
  red: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" fill="currentColor" />,
}
