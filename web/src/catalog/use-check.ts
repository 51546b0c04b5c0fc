import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'
import { fetchCheck, type Fields, type Problem } from './calls.ts'

const SETTLED_MILLISECONDS = 600

/** What stands in the way of publishing what is typed now, and what is worth a second look; as the server judges it. */
export function useCheck(item: Fields, before: readonly Problem[]): { problems: readonly Problem[]; advice: readonly Problem[]; isBehind: boolean } {
  const settled = useSettled(item, SETTLED_MILLISECONDS)
  const { answer, isLoading } = useLoaded(JSON.stringify(settled), () => fetchCheck(settled))
  return { problems: answer?.problems ?? before, advice: answer?.advice ?? [], isBehind: isLoading || settled !== item }
}
