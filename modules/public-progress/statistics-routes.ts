import { route, type Route } from '#kernel'
import { CasesQuery, statisticsCases } from './statistics-cases.ts'
import { StatisticsFilter } from './statistics-filter.ts'
import { dataDictionary, publicStatistics, statisticsCsv } from './statistics-open-data.ts'
import { overview, OverviewQuery } from './statistics-overview.ts'

/** Who may see which cases a number counts; nobody of them may open one by that. */
const COUNTERS = ['supervisor', 'leader', 'bureau'] as const

export const statisticsRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/public/statistics', summary: '公开统计', for: ['anyone'], query: StatisticsFilter,
    handle: (call, { query }) => publicStatistics(call, query),
  }),
  route({
    method: 'GET', path: '/api/public/statistics.csv', summary: '公开统计（CSV）', for: ['anyone'], query: StatisticsFilter,
    handle: (call, { query }) => statisticsCsv(call, query),
  }),
  route({ method: 'GET', path: '/api/public/statistics/dictionary', summary: '公开统计的数据字典', for: ['anyone'], handle: async () => dataDictionary() }),
  route({
    method: 'GET', path: '/api/statistics/cases', summary: '一个数字是哪些办件', for: [...COUNTERS], query: CasesQuery,
    handle: (call, { query }) => statisticsCases(call, query),
  }),
  route({
    method: 'GET', path: '/api/statistics/overview', summary: '今天、本月、今年，按单位和镇街', for: [...COUNTERS], query: OverviewQuery,
    handle: (call, { query }) => overview(call, query.period ?? 'month'),
  }),
]
