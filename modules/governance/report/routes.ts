import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { route, type Audience, type Route } from '#kernel'
import { outlineFor } from '../outline/outline.ts'
import { REPORT_MEASURE_NAMES } from './measures.ts'
import { reportCases, reportOf } from './report.ts'

const closed = { additionalProperties: false } as const
const UNITS: readonly [Audience, ...Audience[]] = ['supervisor', 'leader', 'bureau', 'reviewer', 'approver']
const READERS: readonly [Audience, ...Audience[]] = [...UNITS, 'window']
const Asked = { on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }
const AskedCases = Type.Object({
  ...Asked, measure: Type.Union(REPORT_MEASURE_NAMES.map((name) => Type.Literal(name))), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, closed)

/** 汇报大屏化: the month on one page; and what a case behind it is about, for those who may not open it. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/governance-report',
    summary: '监督和整改的汇报：一个月，全区或者一个单位',
    for: UNITS,
    query: Type.Object(Asked, closed),
    handle: (call, { query }) => reportOf(call, query),
  }),
  route({
    method: 'GET',
    path: '/api/governance-report/cases',
    summary: '汇报里一个数的口径和办件',
    for: UNITS,
    query: AskedCases,
    handle: (call, { query }) => reportCases(call, { ...query, page: query.page ?? 1 }),
  }),
  route({
    method: 'GET',
    path: '/api/outlines/:id',
    summary: '一件办件的概要：状态、期限、经过，没有个人信息',
    for: READERS,
    params: Type.Object({ id: Id }, closed),
    handle: (call, { params }) => outlineFor(call, params.id),
  }),
]
