import { useState } from 'react'
import type { CaseView } from '../api/types.ts'
import { AssignDialog } from '../desk/assign-dialog.tsx'
import { useRuns } from '../desk/runs.tsx'
import { shortcutsFor } from './shortcuts.ts'

/** Who handles the case: asked for in a dialog of its own, with the colleagues to choose from. */
const ASSIGN = 'assign'

interface Opening { open: (step: string) => void; reload: () => Promise<void> }

/** The keys of the steps open here, and how each is opened: assigning by its own dialog, all others by their form. */
export function useAssigning(found: CaseView, { open: openForm, reload }: Opening) {
  const [isAssigning, setAssigning] = useState(false)
  const { refresh } = useRuns()
  const keys = shortcutsFor(found.steps.filter(({ step }) => step !== ASSIGN))
  if (found.steps.some(({ step }) => step === ASSIGN)) keys.set(ASSIGN, 'h')
  const open = (step: string) => (step === ASSIGN ? setAssigning(true) : openForm(step))
  const done = () => { setAssigning(false); void refresh(); void reload() }
  const dialog = isAssigning && <AssignDialog cases={[{ caseId: found.id }]} close={() => setAssigning(false)} done={done} />
  return { keys, open, dialog }
}
