import { rangeText } from './words.ts'

interface RangeBarProps { low: number | null; high: number | null; at: number | null; unit: string; most?: number }

/** The range as a line with the value as a point; the same in figures beneath it. */
export function RangeBar({ low, high, at, unit, most = 100 }: RangeBarProps) {
  if (low === null || high === null) return <span className="faded">没有范围</span>
  const place = (value: number): number => (Math.min(Math.max(value, 0), most) / most) * 100
  return (
    <>
      <svg className="award-range" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <line className="ground" x1="0" x2="100" y1="6" y2="6" />
        <line className="spread" x1={place(low)} x2={Math.max(place(high), place(low) + 1)} y1="6" y2="6" />
        {at !== null && <line className="point" x1={place(at)} x2={place(at)} y1="1" y2="11" />}
      </svg>
      <span className="second unbroken">{rangeText(low, high, unit)}</span>
    </>
  )
}
