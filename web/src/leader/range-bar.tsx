import type { RankedGroup } from './calls.ts'

const [WIDTH, HEIGHT] = [160, 16]

interface RangeBarProps {
  share: number
  range: Pick<RankedGroup, 'low' | 'high'>
  /** Where the line begins: shares that lie close together are told apart only on a part of it. */
  from: number
}

/** A share as a point in the range in which the true one lies; said in words beside it. */
export function RangeBar({ share, range: { low, high }, from }: RangeBarProps) {
  const at = (value: number) => (value - from) / (1 - from) * WIDTH
  return (
    <svg className="range-bar" viewBox={`-5 0 ${WIDTH + 10} ${HEIGHT}`} aria-hidden="true">
      <line className="range-ground" x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <line className="range-spread" x1={at(low)} x2={at(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <circle className="range-point" cx={at(share)} cy={HEIGHT / 2} r="4.5" />
    </svg>
  )
}

/** The full ten per cent below the lowest range: where the lines of all begin, so that they can be compared. */
export function scaleFrom(units: readonly Pick<RankedGroup, 'low'>[]): number {
  return Math.min(0.9, Math.floor(Math.min(...units.map(({ low }) => low)) * 10) / 10)
}

/** 89.1%—97.2% */
export function rangeText({ low, high }: Pick<RankedGroup, 'low' | 'high'>): string {
  return `${percentText(low)}—${percentText(high)}`
}

export function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}
