import { useState } from 'react'
import { fetchWorklist } from '../api/calls.ts'
import { troubleOf } from '../api/trouble.ts'
import { caseAddress } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { keepRound, lastRound } from '../worklist/place.ts'
import { nextInRound } from './next-in-round.ts'

const ASKED_MAX = 200

export interface NextCase { open: () => Promise<void>; /** Why there is none. */ note: string | undefined }

/** The case after this one in the queue one came from, as the queue stands now. */
export function useNextCase(caseId: string): NextCase {
  const [note, setNote] = useState<string>()
  const open = async () => {
    const round = lastRound()
    try {
      const { cases } = await fetchWorklist(round.queue, { page: 1, size: ASKED_MAX })
      const listed = cases.map(({ id }) => id)
      const next = nextInRound(round.caseIds, listed, caseId)
      keepRound({ queue: round.queue, caseIds: round.caseIds.length > 0 ? round.caseIds : listed })
      if (next === undefined) setNote('队列里没有别的件了')
      else go(caseAddress(next))
    } catch (thrown) {
      setNote(troubleOf(thrown).message)
    }
  }
  return { open, note }
}
