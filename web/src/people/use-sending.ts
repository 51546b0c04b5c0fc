import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'

/** One thing at a time is sent; what goes wrong is shown, and the words of what went right. */
export function useSending() {
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState('')
  const send = async (work: () => Promise<unknown>, words = ''): Promise<boolean> => {
    setBusy(true)
    setDone('')
    try {
      await work()
      setTrouble(undefined)
      setDone(words)
      return true
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  /** What went wrong is settled in another way. */
  const clear = () => setTrouble(undefined)
  const faultOf = (name: string) => trouble?.fields.find(({ path }) => path === name)?.message
  return { trouble, isBusy, done, send, clear, faultOf }
}
