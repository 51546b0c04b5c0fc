import { useCallback, useEffect, useRef, useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'

interface Settled<Answer> { answer: Answer | undefined; trouble: Trouble | undefined }

export interface Loaded<Answer> extends Settled<Answer> {
  isLoading: boolean
  reload: () => Promise<void>
  /** Shows what is known to be newer than the last answer. */
  put: (answer: Answer) => void
}

/**
 * Asks when `key` changes and when told to. The old answer stays until the new one is there; one that arrives after a
 * newer was asked for is dropped.
 */
export function useLoaded<Answer>(key: string, load: () => Promise<Answer>): Loaded<Answer> {
  const [state, setState] = useState<Settled<Answer> & { key: string }>({ key, answer: undefined, trouble: undefined })
  const [pending, setPending] = useState(0)
  const latest = useRef({ load, turn: 0 })
  useEffect(() => { latest.current.load = load })
  const put = useCallback((answer: Answer) => setState({ key, answer, trouble: undefined }), [key])
  const reload = useCallback(async () => {
    const turn = ++latest.current.turn
    const isLatest = () => turn === latest.current.turn
    setPending((count) => count + 1)
    try {
      const answer = await latest.current.load()
      if (isLatest()) put(answer)
    } catch (thrown) {
      const trouble = troubleOf(thrown)
      if (isLatest()) setState((before) => ({ key, answer: before.key === key ? before.answer : undefined, trouble }))
    }
    setPending((count) => count - 1)
  }, [key, put])
  useEffect(() => { void reload() }, [reload])
  const own = state.key === key ? state : { answer: undefined, trouble: undefined }
  return { answer: own.answer, trouble: own.trouble, isLoading: pending > 0, reload, put }
}
