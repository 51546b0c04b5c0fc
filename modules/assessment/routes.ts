import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Reply } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { Appeal, raiseAppeal } from './appeals.ts'
import { FORMATS, rendered } from './bulletin/rendered.ts'
import { correctValue, RightFigure } from './correct.ts'
import { DEADLINES } from './deadlines.ts'
import { drawUp, lockPeriod } from './draw.ts'
import { bulletinOrDraft, publishBulletin } from './publish.ts'
import { keepScheme, leftOutOf, SchemeBody, schemeChanges, schemeNow } from './scheme.ts'
import { assessmentFor, assessmentsFor } from './views.ts'
import type { AssessedValues } from './values.ts'

const closed = { additionalProperties: false } as const
const READERS = ['supervisor', 'leader', 'bureau', 'approver', 'reviewer'] as const
const OnePeriod = Type.Object({ id: Id }, closed)
const Drawing = Type.Object({
  kind: Type.Union([Type.Literal('month'), Type.Literal('quarter')]), startsOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
}, closed)
const Version = Type.Integer({ minimum: 1, maximum: 100_000 })
const Correction = Type.Object({
  organisation: Type.String({ minLength: 1, maxLength: 64 }), indicator: Type.String({ pattern: '^[A-F][0-9]{2}$' }), ...RightFigure,
  reason: Type.String({ minLength: 5, maxLength: 2000 }), expectedVersion: Version,
}, closed)
const SchemeWish = Type.Object({ from: Version, body: SchemeBody, reason: Type.String({ minLength: 5, maxLength: 500 }) }, closed)

/** The steps of an appeal are taken like those of every case; see workflow.ts. */
export const routesWith = (values: AssessedValues): readonly Route[] => [...reading, ...writing(values)]

const reading: readonly Route[] = [
  route({ method: 'GET', path: '/api/assessments', summary: '考核期', for: [...READERS], handle: (call) => assessmentsFor(call) }),
  route({
    method: 'GET', path: '/api/assessments/:id', summary: '一个考核期：各单位的数、得分、更正、申诉、通报', for: [...READERS], params: OnePeriod,
    handle: async (call, { params }) => ({ ...await assessmentFor(call, params.id), deadlines: DEADLINES }),
  }),
  route({
    method: 'GET', path: '/api/assessments/:id/bulletin', summary: '通报（PDF、DOCX、XLSX）', for: [...READERS], params: OnePeriod, perMinuteMax: 60,
    query: Type.Object({ format: Type.Union(FORMATS.map((format) => Type.Literal(format))) }, closed),
    handle: async (call, { params, query }) => {
      const { mediaType, name, bytes } = await rendered(await bulletinOrDraft(call, params.id), query.format)
      return new Reply(200, mediaType, bytes, { headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } })
    },
  }),
  route({
    method: 'GET', path: '/api/assessment-scheme', summary: '考核办法', for: ['supervisor', 'leader', 'bureau'],
    handle: async ({ tx }) => {
      const scheme = await schemeNow(tx)
      return { scheme, leftOut: leftOutOf(scheme), changes: await schemeChanges(tx) }
    },
  }),
]

const writing = (values: AssessedValues): readonly Route[] => [
  route({
    method: 'POST', path: '/api/assessments', summary: '拟定考核期：按现在的数和考核办法；没有锁定前可以重做', for: ['supervisor'], body: Drawing,
    handle: async (call, { body }) => ({ id: await drawUp(call, values, body) }),
  }),
  route({
    method: 'POST', path: '/api/assessments/:id/lock', summary: '锁定考核期', for: ['supervisor'], params: OnePeriod,
    body: Type.Object({ drawnAt: Type.String({ maxLength: 40 }) }, closed),
    handle: async (call, { params, body }) => { const { version, appealUntil } = await lockPeriod(call, params.id, body); return { version, appealUntil } },
  }),
  route({
    method: 'POST', path: '/api/assessments/:id/appeals', summary: '对本单位的一项数提出申诉', for: ['approver'], params: OnePeriod, body: Appeal,
    handle: async (call, { params, body, headers }) => ({ caseId: await raiseAppeal(call, params.id, { appeal: body, key: idempotencyKeyOf(headers) }) }),
  }),
  route({
    method: 'POST', path: '/api/assessments/:id/corrections', summary: '更正一项数，成为新的一版', for: ['supervisor'], params: OnePeriod, body: Correction,
    handle: async (call, { params, body: { n, part, value, ...wish } }) =>
      ({ version: await correctValue(call, {
        ...wish, periodId: params.id, figure: { n, ...(part !== undefined && { part }), ...(value !== undefined && { value }) },
      }) }),
  }),
  route({
    method: 'POST', path: '/api/assessments/:id/bulletin', summary: '发布通报', for: ['supervisor'],
    params: OnePeriod, body: Type.Object({ expectedVersion: Version }, closed),
    handle: (call, { params, body }) => publishBulletin(call, params.id, body),
  }),
  route({
    method: 'POST', path: '/api/assessment-scheme', summary: '改考核办法，成为新的一版', for: ['bureau'], body: SchemeWish,
    handle: (call, { body }) => keepScheme(call, body, values.codes),
  }),
]
