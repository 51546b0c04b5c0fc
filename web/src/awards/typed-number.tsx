import type { Described } from '../kit/labelled.tsx'

interface TypedNumberProps extends Partial<Described> {
  value: number; set: (value: number) => void; label?: string; disabled?: boolean; minimum?: number; maximum?: number
}

/** A number that may be empty while one types; what is no number is NaN, and the server says so. */
export function TypedNumber({ value, set, label, minimum = 0, maximum, ...rest }: TypedNumberProps) {
  return (
    <input
      {...rest} className="award-number" type="number" min={minimum} max={maximum} step="any" aria-label={label}
      value={Number.isFinite(value) ? value : ''} onChange={({ target }) => set(target.value === '' ? Number.NaN : Number(target.value))}
    />
  )
}
