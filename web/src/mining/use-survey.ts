import { useEvery } from '../kit/use-every.ts'
import { useLoaded, type Loaded } from '../kit/use-loaded.ts'
import { fetchSurvey, type SurveyAnswer } from './calls.ts'

const LOOK_MILLISECONDS = 1000

/** A survey, looked at again and again until it is done. */
export function useSurvey(id: string): Loaded<SurveyAnswer> {
  const loaded = useLoaded(id, () => fetchSurvey(id))
  const isOver = loaded.answer?.state === 'done' || loaded.answer?.state === 'failed'
  useEvery(LOOK_MILLISECONDS, () => { if (!isOver) void loaded.reload() })
  return loaded
}
