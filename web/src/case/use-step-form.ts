import { useEffect, useRef, useState } from 'react'
import { fetchDraft, takeStep } from '../api/calls.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { CaseView, StepOffer } from '../api/types.ts'
import { keyKeeper } from '../kit/request-key.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { dropForm, keepForm, keptForm } from './draft-store.ts'
import { draftedValues, valuesWith } from './drafted-values.ts'
import { fieldsOf, type Field } from './fields.ts'
import { opinionWith } from './recommendation.ts'
import { stepData, type Values } from './step-data.ts'
import type { Ticks } from './ticks.ts'
import type { CaseFile } from './use-case.ts'

interface StepFormFacts {
  file: CaseFile
  offer: StepOffer | undefined
  step: string
  ticks: Ticks
  finish: (label: string, after: CaseView) => void
  reload: () => Promise<void>
}

/** The form of a step: drafted, kept while it is filled in, sent once. */
export function useStepForm(facts: StepFormFacts) {
  const [fields] = useState(() => fieldsOf(facts.offer?.form))
  const { values, draftTrouble, draftAgain, change, startOver, restored } = useValues(facts, fields)
  const sending = useSending(facts, values && { fields, values })
  return { fields, values, draftTrouble, draftAgain, change, restored, ...sending, startOver: () => { startOver(); sending.forgive() } }
}

export type StepForm = ReturnType<typeof useStepForm>

/** What stands in the form: the draft, and over it what was changed by hand, now or before it was closed. */
function useValues({ file: { found, materials }, step, ticks }: StepFormFacts, fields: readonly Field[]) {
  const draft = useLoaded(`${found.id} ${step}`, () => fetchDraft(found.id, step))
  const [kept, setKept] = useState(() => keptForm(found.id, step))
  const [atStart] = useState(kept)
  useEffect(() => { if (kept) keepForm(found.id, step, kept) }, [kept, found.id, step])
  const fresh = draft.answer && draftedValues(fields, draft.answer, { materials: materials?.materials ?? [], ticks })
  const values = fresh && (kept ? valuesWith(fields, fresh, kept) : fresh)
  return {
    values, draftTrouble: draft.trouble, draftAgain: () => void draft.reload(),
    restored: kept === undefined || atStart === undefined ? 'no' : atStart.version === found.version ? 'same-version' : 'older',
    change: (name: string, value: unknown) => {
      const followed = name === 'recommendation' && fresh && values ? opinionWith(value, { drafted: fresh, shown: values }) : {}
      const set: Values = { [name]: value, ...followed }
      const before = Object.fromEntries(Object.keys(set).map((each) => [each, fresh?.[each]]))
      setKept({ version: found.version, changed: { ...kept?.changed, ...set }, base: { ...kept?.base, ...before } })
    },
    startOver: () => { dropForm(found.id, step); setKept(undefined) },
  } as const
}

interface Filled { fields: readonly Field[]; values: Values }

/** Sends the form once; what was filled in stays until the server has taken it. */
function useSending({ file: { found }, offer, step, finish, reload }: StepFormFacts, form: Filled | undefined) {
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const keyFor = useRef(keyKeeper())
  const submit = async () => {
    if (!form || isBusy) return
    const request = { data: stepData(form.fields, form.values), expectedVersion: found.version }
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
  return { trouble, isBusy, submit, forgive: () => setTrouble(undefined) }
}
