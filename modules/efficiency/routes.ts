import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { runSql } from '#platform/database'
import { route, type Call, type Route } from '#kernel'
import { recount } from '#base/figures'
import { AskedQuery, soundly } from './asked.ts'
import { FindingCasesQuery, findingCases, findings, FindingsQuery } from './findings.ts'
import { listing } from './listing.ts'
import { CasesQuery, indicatorCases, oneIndicator, OneQuery } from './one.ts'
import { PeopleQuery, peopleOf } from './people.ts'

const closed = { additionalProperties: false } as const
/** Who watches how the district works; none of them may open a case by that. */
const WATCHERS = ['supervisor', 'leader', 'bureau'] as const
const OneIndicator = Type.Object({ id: Type.String({ pattern: '^[A-FX][0-9]{2}$' }) }, closed)
const OneDetector = Type.Object({ id: Type.String({ pattern: '^[a-z-]{3,40}$' }) }, closed)

/** Recounting more than this belongs to the command line: a request waits half a minute at most. */
const RECOUNT_EVENTS_MAX = 50_000

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/efficiency/indicators', summary: '效能指标：全部指标的值、范围和等级', for: [...WATCHERS], query: AskedQuery,
    handle: (call, { query }) => listing(call, soundly(query, call)),
  }),
  route({
    method: 'GET', path: '/api/efficiency/indicators/:id', summary: '一个指标：定义、各单位、走势', for: [...WATCHERS], params: OneIndicator, query: OneQuery,
    handle: (call, { params, query }) => oneIndicator(call, params.id, query),
  }),
  route({
    method: 'GET', path: '/api/efficiency/indicators/:id/cases', summary: '一个指标的分子或分母是哪些办件', for: [...WATCHERS], params: OneIndicator, query: CasesQuery,
    handle: (call, { params, query }) => indicatorCases(call, params.id, query),
  }),
  route({
    method: 'GET', path: '/api/efficiency/detectors', summary: '异常做法和线索', for: [...WATCHERS], query: FindingsQuery,
    handle: (call, { query }) => findings(call, query),
  }),
  route({
    method: 'GET', path: '/api/efficiency/detectors/:id/cases', summary: '一条线索是哪些办件', for: [...WATCHERS], params: OneDetector, query: FindingCasesQuery,
    handle: (call, { params, query }) => findingCases(call, params.id, query),
  }),
  route({
    method: 'GET', path: '/api/efficiency/people', summary: '一个单位里各人的决定（监督部门和本单位负责人看）', for: ['supervisor', 'leader'], query: PeopleQuery,
    handle: (call, { query }) => peopleOf(call, query),
  }),
  route({
    method: 'POST', path: '/api/efficiency/recount', summary: '从记录重算全部计数并核对', for: ['supervisor'],
    handle: async (call) => {
      await refuseLong(call)
      return { asOf: call.now.toISOString(), ...await recount(call.tx, call.kernel) }
    },
  }),
]

async function refuseLong({ tx }: Call): Promise<void> {
  const [log] = await runSql<{ events: number }>(tx, `select count(*)::int as events from (select from kernel.event limit ${RECOUNT_EVENTS_MAX + 1}) found`)
  if ((log?.events ?? 0) > RECOUNT_EVENTS_MAX) throw new Refusal('rule', `记录超过 ${RECOUNT_EVENTS_MAX} 条，重算时间长，请在服务器上运行 ./bin/chunfeng recount`)
}
