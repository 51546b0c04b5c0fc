import { Type } from 'typebox'
import { isDay } from '#platform/day'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { route, type Route } from '#kernel'
import { anchorsOf } from './anchors.ts'
import { AUDIT_ACTIONS } from './entry.ts'
import { recordAudit } from './record.ts'
import { reveal, REASON_LENGTH_MAX, REASON_LENGTH_MIN, REVEALERS } from './reveal.ts'
import { searchAudit } from './search.ts'

const closed = { additionalProperties: false } as const
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const Search = Type.Object({
  from: Type.Optional(Day), to: Type.Optional(Day), account: Type.Optional(Type.String({ maxLength: 64 })),
  action: Type.Optional(Type.Union(Object.keys(AUDIT_ACTIONS).map((action) => Type.Literal(action)))),
  case: Type.Optional(Type.String({ maxLength: 64 })),
  outcome: Type.Optional(Type.Union(['done', 'refused', 'failed'].map((outcome) => Type.Literal(outcome)))),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}, closed)

export const auditRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/cases/:id/reveal', summary: '查看个人信息原文', for: ['signed-in'], relations: REVEALERS,
    params: Type.Object({ id: Id }, closed), perMinuteMax: 120,
    body: Type.Object({
      field: Type.String({ minLength: 1, maxLength: 64 }), reason: Type.String({ minLength: REASON_LENGTH_MIN, maxLength: REASON_LENGTH_MAX }),
    }, closed),
    handle: (call, { params, body }) => reveal(call, params.id, body),
  }),
  route({
    method: 'GET', path: '/api/audit', summary: '查审计记录', for: ['auditor'], query: Search,
    handle: async (call, { query }) => {
      for (const path of ['from', 'to'] as const) {
        const day = query[path]
        if (day !== undefined && !isDay(day)) throw new Refusal('invalid', '没有这一天，请改正日期', [{ path, message: '没有这一天，请改正' }])
      }
      const { page = 1, ...rest } = query
      // Before the answer: who looks things up is written down even if the answer gets lost on its way.
      await recordAudit(call, { action: 'audit.read', what: '查审计记录', detail: { ...rest, page } })
      return searchAudit(call.tx, { ...rest, page })
    },
  }),
  route({
    method: 'GET', path: '/api/audit/anchors', summary: '查审计记录的封存', for: ['auditor'],
    handle: async ({ tx }) => ({
      anchors: (await anchorsOf(tx)).map(({ seal, untilAt, at, untilSeq, untilHash, entries, fileSm3, by }) => ({
        firstSeq: seal.firstSeq, untilSeq, untilAt: untilAt.toISOString(), entries, fileSm3, untilHash, at: at.toISOString(), by,
      })),
    }),
  }),
]
