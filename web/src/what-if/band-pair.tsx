import type { Compared } from './calls.ts'

const [WIDTH, HEIGHT] = [140, 26]
const [BASE_Y, CHANGED_Y] = [8, 19]
/** Both bands lie inside, with so much room beside them. */
const ROOM = 0.15

/** As it is above, as it would be below: a point in its band. The numbers stand beside it. */
export function BandPair({ base, changed }: Compared) {
  const [least, most] = [Math.min(base.low, changed.low), Math.max(base.high, changed.high)]
  const span = Math.max(most - least, Math.abs(most) * 0.02, 1e-9)
  const at = (value: number): number => ((value - least + span * ROOM) / (span * (1 + 2 * ROOM))) * WIDTH
  return (
    <svg className="band-pair" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line className="band-base" x1={at(base.low)} x2={at(base.high)} y1={BASE_Y} y2={BASE_Y} />
      <circle className="band-base" cx={at(base.mean)} cy={BASE_Y} r="4" />
      <line className="band-changed" x1={at(changed.low)} x2={at(changed.high)} y1={CHANGED_Y} y2={CHANGED_Y} />
      <rect className="band-changed" x={at(changed.mean) - 4} y={CHANGED_Y - 4} width="8" height="8" />
    </svg>
  )
}
