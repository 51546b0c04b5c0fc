import { useState, type ReactNode } from 'react'

/** A line that opens to everything about one thing; open from the beginning where there is something to fill in. */
export function Fold({ isNew, summary, children }: { isNew: boolean; summary: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(isNew)
  return (
    <details className="form-field" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
