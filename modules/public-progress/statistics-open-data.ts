import { csvCell } from '#platform/csv'
import { Reply } from '#platform/reply'
import type { Call } from '#kernel'
import { sharedAnswers } from '#base/figures'
import { DEFINITIONS, REASON_DEFINITIONS } from './statistics-definitions.ts'
import { soundFilter, type StatisticsFilter } from './statistics-filter.ts'
import { guardRatings, guardReasons, type GuardedRow } from './statistics-guard.ts'
import { reasons, statistics, type ReasonRow } from './statistics.ts'

export type NamedRow = GuardedRow & { organisationName: string }
export interface PublicStatistics { asOf: string; organisations: NamedRow[]; items: NamedRow[]; refusalReasons: ReasonRow[]; correctionReasons: ReasonRow[] }

/** Everybody sees the same, so it is counted for all at once: nobody waits for a count while the last one is younger than a minute. */
const answersOf = sharedAnswers<PublicStatistics>({
  believedMilliseconds: 2000, shownMilliseconds: 60_000, follows: ['figures', 'public-progress.reasons'], kept: 200,
})

/** The figures as everybody may see them, as of the moment they say. */
export async function publicStatistics(call: Call, asked: StatisticsFilter): Promise<PublicStatistics> {
  const filter = soundFilter(asked)
  const { organisation, item, place, from, to } = filter
  return answersOf(call.tx).answer(call, JSON.stringify([organisation, item, place, from, to]), () => countStatistics(call, filter))
}

/**
 * Where a place or a period narrows them, averages of ratings and reasons are left out:
 * the difference of two narrow answers would tell what one person said.
 */
async function countStatistics(call: Call, filter: StatisticsFilter): Promise<PublicStatistics> {
  const isNarrow = filter.place !== undefined || filter.from !== undefined || filter.to !== undefined
  const [counted, why] = await Promise.all([statistics(call.tx, filter), isNarrow ? [] : reasons(call.tx, filter)])
  const { organisations, items } = guardRatings(filter.item === undefined ? counted : await guardedItems(call, filter))
  const named = (row: GuardedRow): NamedRow => ({
    ...row, ...(isNarrow && { averageRating: null, ratingHeldBack: row.ratings > 0 }), organisationName: call.kernel.nameOf(row.organisation),
  })
  const shown = guardReasons(why)
  return {
    asOf: call.now.toISOString(), organisations: organisations.map(named),
    items: items.filter(({ itemCode }) => filter.item === undefined || itemCode === filter.item).map(named),
    refusalReasons: shown.filter(({ kind }) => kind === 'refusal'), correctionReasons: shown.filter(({ kind }) => kind === 'correction'),
  }
}

/** What is held back depends on an item's sisters, so an item asked for alone is guarded among them. */
async function guardedItems(call: Call, { item: _item, ...filter }: StatisticsFilter) {
  return { organisations: [], items: (await statistics(call.tx, filter)).items }
}

/** The same figures as a table for a spreadsheet: UTF-8 with a mark so that Excel reads the Chinese. */
export async function statisticsCsv(call: Call, filter: StatisticsFilter): Promise<Reply> {
  const { organisations, items } = await publicStatistics(call, filter)
  const lines = [...organisations, ...items].map((row) => DEFINITIONS.map(({ field }) => cellText(Object.getOwnPropertyDescriptor(row, field)?.value)))
  return csvReply('statistics.csv', [DEFINITIONS.map(({ label, unit }) => (unit === '' ? label : `${label}（${unit}）`)), ...lines])
}

/** 数据字典: each field, what it means, its unit and type. */
export function dataDictionary() {
  return {
    title: '办件统计数据字典', publisher: '花都区政务服务', licence: '可以自由使用，请注明来源', updated: '随办件变化，一分钟以内；asOf 写明数到什么时候',
    fields: DEFINITIONS, reasonFields: REASON_DEFINITIONS,
    filters: { organisation: '部门代码', item: '事项编码', place: '镇街代码（9 位）或 440114', from: '从哪一天起（含）', to: '到哪一天止（含）' },
    smallNumbers: '不足 5 人的评价不公布平均分，不足 5 件的原因合并；按镇街或时段查时，评价平均分和原因都不给，因为两次相减能看出一个人的情况',
  }
}

function csvReply(name: string, rows: readonly (readonly string[])[]): Reply {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n')
  return new Reply(200, 'text/csv; charset=utf-8', `\ufeff${text}\r\n`, { headers: { 'content-disposition': `attachment; filename="${name}"` } })
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
}
