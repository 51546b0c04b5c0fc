import { created } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { askQuestion, Question } from './asking.ts'

const ASKS_PER_MINUTE_MAX = 20

/** The steps themselves are taken like those of every case; see workflow.ts. */
export const routes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/questions', summary: '就一个事项提问', for: ['citizen', 'enterprise'], body: Question, perMinuteMax: ASKS_PER_MINUTE_MAX,
    handle: async (call, { body, headers }) => created({ caseId: await askQuestion(call, body, idempotencyKeyOf(headers)) }),
  }),
]
