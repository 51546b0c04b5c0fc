import { useCallback, useEffect, useRef, useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'

export interface Loaded<Answer> { answer: Answer | undefined; trouble: Trouble | undefined; isLoading: boolean; reload: () => Promise<void> }

/** Asks when `key` changes and when told to; an older answer that arrives late is dropped. The old answer stays until the new one is there. */
export function useLoaded<Answer>(key: string, load: () => Promise<Answer>): Loaded<Answer> {
  const [state, setState] = useState<Pick<Loaded<Answer>, 'answer' | 'trouble'> & { key: string }>({ key, answer: undefined, trouble: undefined })
  const [pending, setPending] = useState(0)
  const latest = useRef({ load, turn: 0 })
  useEffect(() => { latest.current.load = load })
  const reload = useCallback(async () => {
    const turn = ++latest.current.turn
    const settle = (found: Pick<Loaded<Answer>, 'trouble'> & { answer?: Answer }) => {
      if (turn === latest.current.turn) setState((before) => ({ key, answer: before.key === key ? before.answer : undefined, ...found }))
    }
    setPending((count) => count + 1)
    await latest.current.load().then((answer) => settle({ answer, trouble: undefined }), (thrown: unknown) => settle({ trouble: troubleOf(thrown) }))
    setPending((count) => count - 1)
  }, [key])
  useEffect(() => { void reload() }, [reload])
  const own = state.key === key ? state : { answer: undefined, trouble: undefined }
  return { answer: own.answer, trouble: own.trouble, isLoading: pending > 0, reload }
}
