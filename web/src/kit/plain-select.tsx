import type { Described } from './labelled.tsx'

interface PlainSelectProps extends Described {
  value: string | undefined
  set: (value: string | undefined) => void
  options: readonly { value: string; label: string }[]
  /** What stands for no choice; absent where one must be made. */
  none?: string
}

/** The browser's own list: opens with every keyboard and every reader. */
export function PlainSelect({ value, set, options, none, ...described }: PlainSelectProps) {
  return (
    <select {...described} className="plain-select" value={value ?? ''} onChange={({ target }) => set(target.value === '' ? undefined : target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  )
}
