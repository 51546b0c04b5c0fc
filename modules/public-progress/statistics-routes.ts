import { route, type Route } from '#kernel'
import { StatisticsFilter } from './statistics-filter.ts'
import { dataDictionary, publicStatistics, statisticsCsv } from './statistics-open-data.ts'

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
]
