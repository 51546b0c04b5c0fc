import { useState, type ChangeEvent } from 'react'
import { useSending } from '../people/use-sending.ts'

export type SheetMode = 'check' | 'import'

/** A table that goes back in: looked at as soon as it is chosen, and taken only when somebody says so after that. */
export function useSheet<Report>(sendSheet: (mode: SheetMode, file: File) => Promise<Report>, done: () => void) {
  const [chosen, setChosen] = useState<File>()
  const [report, setReport] = useState<Report>()
  const { trouble, isBusy, send } = useSending()
  const give = (mode: SheetMode, file: File) => send(async () => {
    setReport(undefined)
    setReport(await sendSheet(mode, file))
    if (mode === 'import') done()
  })
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    // Forgotten by the control: the same file, mended, may be chosen again.
    target.value = ''
    setChosen(file)
    if (file) void give('check', file)
  }
  return { chosen, report, trouble, isBusy, choose, take: () => void (chosen && give('import', chosen)) }
}
