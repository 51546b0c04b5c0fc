import { useRef, useState } from 'react'
import { takeStep } from '../api/calls.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { CaseView } from '../api/types.ts'
import { keyKeeper } from '../kit/request-key.ts'

interface InPlace { found: CaseView; step: string; again: () => Promise<void> }

/** Takes a step beside what it is about; sent once, and what was written stays until the server has taken it. */
export function useInPlace({ found, step, again }: InPlace) {
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const keyFor = useRef(keyKeeper())
  const send = async (data: Record<string, unknown>) => {
    if (isBusy) return
    const request = { data, expectedVersion: found.version }
    setBusy(true)
    try {
      await takeStep(found.id, step, { ...request, idempotencyKey: keyFor.current(request) })
      setTrouble(undefined)
      await again()
    } catch (thrown) {
      const met = troubleOf(thrown)
      setTrouble(met)
      // Somebody has said something meanwhile: what was written stays, and can be sent on the case as it is now.
      if (met.code === 'conflict') await again()
    }
    setBusy(false)
  }
  return { trouble, isBusy, send }
}
