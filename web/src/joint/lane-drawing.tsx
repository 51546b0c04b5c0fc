import type { JointFacts, LaneFacts } from './calls.ts'
import { drawnOf, NAME_WIDTH } from './drawn-lanes.ts'
import type { JointMatter } from './joint-shape.ts'

/** Places are worked out for type of 14 pixels; with larger type everything grows alike. */
const rem = (pixels: number): string => `${pixels / 14}rem`

/** The lanes under one another, as long as their working days, with an arrow wherever one waits for another. */
export function LaneDrawing({ joint, facts }: { joint: JointMatter; facts: JointFacts }) {
  const { width, height, bars, arrows } = drawnOf(joint, facts)
  return (
    <div className="joint-drawing-window" role="region" aria-label="次序图" tabIndex={0}>
      <div className="joint-drawing" style={{ width: rem(width), height: rem(height) }}>
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <defs>
            <marker id="joint-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z" /></marker>
          </defs>
          {bars.map(({ id, row }, at) => <rect key={id} className={at % 2 === 0 ? 'joint-row' : 'joint-row joint-row-odd'} {...row} />)}
          {bars.map(({ id, waiting }) => waiting && <rect key={id} className="joint-review" rx={4} {...waiting} />)}
          {bars.map(({ id, own, isCritical }) => <rect key={id} className={isCritical ? 'joint-bar joint-critical' : 'joint-bar'} rx={4} {...own} />)}
          {arrows.map(({ key, points, needs }) => <polyline key={key} className={`joint-edge-${needs}`} points={points} markerEnd="url(#joint-arrow)" />)}
        </svg>
        {facts.lanes.map((lane, at) => <LaneName key={lane.id} lane={lane} place={bars[at]?.row} />)}
      </div>
    </div>
  )
}

function LaneName({ lane: { name, promisedWorkingDays, isCritical }, place }: { lane: LaneFacts; place: { y: number; height: number } | undefined }) {
  if (!place) return null
  return (
    <p className="joint-name" style={{ top: rem(place.y), height: rem(place.height), width: rem(NAME_WIDTH) }}>
      <strong>{name}</strong><span className="faded">{daysText(promisedWorkingDays)}{isCritical && '，在最长的一条路上'}</span>
    </p>
  )
}

export const daysText = (days: number): string => (days === 0 ? '当场办' : `${days} 个工作日`)
