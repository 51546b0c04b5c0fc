import { useState } from 'react'
import type { Trouble } from '../api/trouble.ts'
import type { Fields } from '../catalog/calls.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'
import { fetchJointFacts, type JointFacts } from './calls.ts'
import { jointOf } from './joint-shape.ts'

const SETTLED_MILLISECONDS = 200

/** What the server knows of the lanes as they are typed now; the last it said stays until the next is there. */
export function useJointFacts(typed: Fields): { facts: JointFacts | undefined; trouble: Trouble | undefined; again: () => void } {
  const item = useSettled(typed, SETTLED_MILLISECONDS)
  const { answer, trouble, reload } = useLoaded(JSON.stringify([jointOf(item)?.lanes, item['situations']]), () => fetchJointFacts(item))
  const [last, setLast] = useState<JointFacts>()
  if (answer && answer !== last) setLast(answer)
  return { facts: answer ?? last, trouble, again: () => void reload() }
}
