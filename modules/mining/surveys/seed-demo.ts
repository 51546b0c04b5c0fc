import { runSql, type Tx } from '#platform/database'
import { requestHashOf } from '#kernel'
import type { Asked } from './asked.ts'

const DEMO_SURVEY = '00000000-0000-7000-8000-000000000009'
const ASKED: Asked = { type: 'application' }

/** A survey of the demo district, computed as soon as the log has been followed. Idempotent. */
export async function seedDemoSurvey(tx: Tx, now: Date): Promise<void> {
  await runSql(tx, `
    insert into mining.survey (id, asked, actor_id, actor_name, key, request_hash, asked_at, state)
    values ($1, $2, 'system', '示例（启动时算的）', 'demo', $3, $4, 'waiting') on conflict do nothing`,
  [DEMO_SURVEY, JSON.stringify(ASKED), requestHashOf(ASKED), now])
}
