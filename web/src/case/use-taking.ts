import { useEffect, useState } from 'react'
import type { CaseView, DocumentView } from '../api/types.ts'
import type { Loaded } from '../kit/use-loaded.ts'
import { useCounts } from '../shell/counts.tsx'
import { caseAddress } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { mainStep } from './shortcuts.ts'
import type { CaseFile } from './use-case.ts'

/** What has just been done on this page. */
export interface Done { label: string; version: number; stateLabel: string; documentId: string | null; documentKind: string | null }

interface Last { label: string; after: CaseView; documentsBefore: number }

/** Which step's form is open, and what came of the last one. */
export function useTaking(file: CaseFile, take: string | null, { reload, put }: Pick<Loaded<CaseFile>, 'reload' | 'put'>) {
  const { found, documents = [] } = file
  const wanted = take === 'main' ? (mainStep(found.steps)?.step ?? null) : take
  const [step, setStep] = useState(found.steps.some((offer) => offer.step === wanted) ? wanted : null)
  const [last, setLast] = useState<Last>()
  const { refresh } = useCounts()
  useEffect(() => { if (take !== null) go(caseAddress(found.id), { replace: true }) }, [take, found.id])
  return {
    step, done: last && doneOf(last, documents),
    open: (name: string) => { if (found.steps.some((offer) => offer.step === name)) setStep(name) },
    close: () => setStep(null),
    finish: (label: string, after: CaseView) => {
      setLast({ label, after, documentsBefore: documents.length })
      setStep(null)
      put({ ...file, found: after })
      void reload()
      void refresh()
    },
  }
}

export type Taking = ReturnType<typeof useTaking>

/** The document the step issued is the one that has come since. */
function doneOf({ label, after, documentsBefore }: Last, documents: readonly DocumentView[]): Done {
  const issued = documents.length > documentsBefore ? documents.at(-1) : undefined
  return { label, version: after.version, stateLabel: after.stateLabel, documentId: issued?.id ?? null, documentKind: issued?.kind ?? null }
}
