import { fetchColleagues } from '../api/desk-calls.ts'
import type { Colleague } from '../api/desk-types.ts'
import { useLoaded } from '../kit/use-loaded.ts'

/** Asked once for all rows of all pages; a colleague who comes today is known after the next reload of the page. */
let known: Promise<Colleague[]> | undefined

export function useColleagues(isOn: boolean = true) {
  return useLoaded(isOn ? 'colleagues' : 'nobody', () => {
    if (!isOn) return Promise.resolve([])
    known ??= fetchColleagues().catch((thrown: unknown) => { known = undefined; throw thrown })
    return known
  })
}

export function forgetColleagues(): void {
  known = undefined
}
