import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { idempotencyKeyOf, route, type Audience, type Route } from '#kernel'
import { sendFile } from '#base/materials'
import { alertsSeen, dismissAlert } from './alerts/list.ts'
import { cardOrderFor } from './cards/view.ts'
import { faceOf, FACES, type Face } from './faces/faces.ts'
import { objectTo } from './points/objection.ts'
import { entriesOf, pointsOf } from './points/points.ts'
import { evidenceOf, rectificationFor, rectificationsSeen, rectifyAlert, rectifyByHand } from './rectification/list.ts'
import { BY_HAND, LEVELS, type ByHand } from './rules/rules.ts'
import { standingRules } from './rules/list.ts'
import { NewStandard, publishStandard, standards } from './standards/standards.ts'

const closed = { additionalProperties: false } as const
const page = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))
const yesNo = Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no')]))
const AlertId = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }, closed)
const READERS: readonly [Audience, ...Audience[]] = ['supervisor', 'leader', 'bureau', 'window', 'reviewer', 'approver']
// Safe: the keys of the table are what the type names.
const SITUATIONS = Object.keys(BY_HAND) as ByHand[]

const AlertsAsked = Type.Object({
  level: Type.Optional(Type.Union(LEVELS.map((level) => Type.Literal(level)))), settled: yesNo,
  organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })), page,
}, closed)
const Found = Type.Object({
  organisation: Type.String({ minLength: 1, maxLength: 100 }), situation: Type.Union(SITUATIONS.map((id) => Type.Literal(id))),
  problem: Type.String({ minLength: 2, maxLength: 2000 }), standard: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
}, closed)

/** Alerts and rectifications; the steps of a rectification are taken like those of every case. */
export const alertRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/alerts', summary: '预警：没有处置的或处置了的', for: READERS, query: AlertsAsked,
    handle: (call, { query }) =>
      alertsSeen(call, { level: query.level, settled: query.settled === 'yes', organisation: query.organisation, page: query.page ?? 1 }),
  }),
  route({
    method: 'GET', path: '/api/alert-rules', summary: '预警规则，和依据什么', for: ['signed-in'],
    handle: (call) => standingRules(call),
  }),
  route({
    method: 'POST', path: '/api/alerts/:id/dismissal', summary: '预警有误，不算', for: ['supervisor'], params: AlertId,
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }, closed),
    handle: async (call, { params, body }) => { await dismissAlert(call, params.id, body.reason); return { dismissed: true } },
  }),
  route({
    method: 'POST', path: '/api/alerts/:id/rectification', summary: '把预警交给整改', for: ['supervisor'], params: AlertId,
    handle: async (call, { params }) => created(await rectifyAlert(call, params.id)),
  }),
  route({
    method: 'GET', path: '/api/card-orders/:id', summary: '一件黄牌督办：要答复的黄牌', for: ['supervisor', 'reviewer', 'approver'], params: Type.Object({ id: Id }, closed),
    handle: (call, { params }) => cardOrderFor(call, params.id),
  }),
]

export const rectificationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rectifications',
    summary: '整改',
    for: READERS,
    query: Type.Object({ closed: yesNo, page }, closed),
    handle: (call, { query }) => rectificationsSeen(call, { closed: query.closed === 'yes', page: query.page ?? 1 }),
  }),
  route({
    method: 'POST',
    path: '/api/rectifications',
    summary: '手工登记问题，开一件整改',
    for: ['supervisor'],
    body: Found,
    handle: async (call, { body, headers }) => created(await rectifyByHand(call, body, idempotencyKeyOf(headers))),
  }),
  route({
    method: 'GET',
    path: '/api/rectifications/:id',
    summary: '一件整改：问题、预警、举证、以前的',
    for: ['supervisor', 'reviewer', 'approver'],
    params: Type.Object({ id: Id }, closed),
    handle: (call, { params }) => rectificationFor(call, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/rectifications/:id/files/:fileId',
    summary: '整改举证的文件',
    for: ['supervisor', 'reviewer', 'approver'],
    params: Type.Object({ id: Id, fileId: Id }, closed),
    handle: async (call, { params }) => sendFile(call, await evidenceOf(call, params)),
  }),
]

/** Any day of the month that is asked for. */
const AnyDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Organisation = Type.String({ minLength: 1, maxLength: 100 })
const UNITS: readonly [Audience, ...Audience[]] = ['supervisor', 'leader', 'bureau', 'reviewer', 'approver']
// Safe: the keys of the table are what the type names.
const FACE_NAMES = Object.keys(FACES) as Face[]

/** 标准化, 分值化, and the four faces of the same cases. */
export const standardRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/api/standards', summary: '工作标准的每个版本', for: READERS, handle: async ({ tx }) => ({ standards: await standards(tx) }) }),
  route({
    method: 'POST',
    path: '/api/standards/:kind',
    summary: '发布工作标准的下一版',
    for: ['supervisor', 'bureau'],
    params: Type.Object({ kind: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
    body: NewStandard,
    handle: async (call, { params, body }) => created(await publishStandard(call, params.kind, body)),
  }),
  route({
    method: 'GET',
    path: '/api/points',
    summary: '一个月的分值',
    for: UNITS,
    query: Type.Object({ on: AnyDay }, closed),
    handle: (call, { query }) => pointsOf(call, query.on),
  }),
  route({
    method: 'GET',
    path: '/api/points/entries',
    summary: '每一分的来由',
    for: UNITS,
    query: Type.Object({ on: AnyDay, organisation: Organisation }, closed),
    handle: (call, { query }) => entriesOf(call, query.on, query.organisation),
  }),
  route({
    method: 'POST',
    path: '/api/points/objections',
    summary: '对一分提出异议',
    for: ['approver'],
    body: Type.Object({ source: Type.String({ minLength: 3, maxLength: 60 }), reason: Type.String({ minLength: 2, maxLength: 2000 }) }, closed),
    handle: async (call, { body }) => created(await objectTo(call, body)),
  }),
  route({
    method: 'GET',
    path: '/api/faces/:face',
    summary: '一网通办、通览、统管、协同：同一批办件的四面',
    for: READERS,
    params: Type.Object({ face: Type.Union(FACE_NAMES.map((name) => Type.Literal(name))) }, closed),
    query: Type.Object({ page }, closed),
    handle: (call, { params, query }) => faceOf(call, params.face, query.page ?? 1),
  }),
]
