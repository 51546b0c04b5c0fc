import { useEffect, useRef, useState } from 'react'
import { fetchDraft, takeStep } from '../api/calls.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { CaseView, StepOffer } from '../api/types.ts'
import { keyKeeper } from '../kit/request-key.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { dropForm, keepForm, keptForm } from './draft-store.ts'
import { draftedValues } from './drafted-values.ts'
import { fieldsOf } from './fields.ts'
import { stepData, type Values } from './step-data.ts'
import type { Ticks } from './ticks.ts'
import type { CaseFile } from './use-case.ts'

interface StepFormFacts { file: CaseFile; offer: StepOffer | undefined; step: string; ticks: Ticks; finish: (label: string, after: CaseView) => void; reload: () => Promise<void> }

/** The form of a step: drafted, kept while it is filled in, sent once. */
export function useStepForm({ file, offer, step, ticks, finish, reload }: StepFormFacts) {
  const { found } = file
  const [fields] = useState(() => fieldsOf(offer?.form))
  const draft = useLoaded(`${found.id} ${step}`, async () => draftedValues(fields, await fetchDraft(found.id, step), { materials: file.materials?.materials ?? [], ticks }))
  const [kept, setKept] = useState(() => keptForm(found.id, step))
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const keyFor = useRef(keyKeeper())
  const values = kept?.values ?? draft.answer
  useEffect(() => { if (kept) keepForm(found.id, step, kept) }, [kept, found.id, step])
  const submit = async () => {
    if (values === undefined || isBusy) return
    const request = { data: stepData(fields, values), expectedVersion: found.version }
    setBusy(true)
    try {
      const after = await takeStep(found.id, step, { ...request, idempotencyKey: keyFor.current(request) })
      dropForm(found.id, step)
      finish(offer?.label ?? step, after)
    } catch (thrown) {
      const met = troubleOf(thrown)
      setTrouble(met)
      setBusy(false)
      // Somebody was faster: what has happened since is shown beside the form, which stays as it is.
      if (met.code === 'conflict' || met.code === 'rule') await reload()
    }
  }
  return {
    fields, values, trouble, draftTrouble: draft.trouble, isBusy, submit,
    restored: useRestored(kept !== undefined, kept?.version !== found.version),
    change: (name: string, value: unknown) => setKept({ version: found.version, values: { ...values, [name]: value } }),
    startOver: () => { dropForm(found.id, step); setKept(undefined); setTrouble(undefined) },
  }
}

export type StepForm = ReturnType<typeof useStepForm>
export type { Values }

/** Only what was there when the form opened has been restored. */
function useRestored(isKept: boolean, isOlder: boolean): 'no' | 'same-version' | 'older' {
  const [atStart] = useState(isKept ? (isOlder ? 'older' as const : 'same-version' as const) : 'no' as const)
  return isKept ? atStart : 'no'
}
