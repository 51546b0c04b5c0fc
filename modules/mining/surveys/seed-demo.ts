import type { Tx } from '#platform/database'
import { seedComputation } from '#base/computations'
import type { Asked } from './asked.ts'
import { SURVEY } from './view.ts'

const DEMO_SURVEY = '00000000-0000-7000-8000-000000000009'
const ASKED: Asked = { type: 'application' }

/** A survey of the demo district, computed as soon as the log has been followed. Idempotent. */
export function seedDemoSurvey(tx: Tx, now: Date): Promise<void> {
  return seedComputation(tx, SURVEY, { id: DEMO_SURVEY, asked: ASKED, now })
}
