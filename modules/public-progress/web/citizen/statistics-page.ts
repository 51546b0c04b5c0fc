import { html, type Html } from '#platform/html'
import { instantWords, type PageParts } from '#base/pages'
import type { StatisticsRow } from '../../statistics.ts'

export type NamedRow = StatisticsRow & { organisationName: string }

export interface StatisticsFacts {
  asOf: string
  organisations: readonly NamedRow[]
  /** The organisation whose items are shown, if one was chosen. */
  chosen: { name: string; items: readonly NamedRow[] } | undefined
}

export function statisticsPage({ asOf, organisations, chosen }: StatisticsFacts): PageParts {
  return {
    title: chosen === undefined ? '办件统计' : `办件统计：${chosen.name}`,
    ...(chosen && { back: { href: '/statistics', label: '返回全部部门' } }),
    main: html`<h1>${chosen === undefined ? '办件统计' : chosen.name}</h1>
<p>截至${instantWords(asOf)}。数字直接从办件记录里数出来。</p>
${organisations.length === 0 ? html`<p>还没有办件。有了以后，这里会显示各部门收了多少、办了多少、是不是按时、群众怎么评价。</p>`
      : chosen === undefined ? organisationTable(organisations) : itemTable(chosen)}
<h2>怎么算的</h2>
<ul>
<li>“办结”包括批准、不批准、不予受理、撤回和终止。</li>
<li>“按时”只看作出决定的办件，按向社会承诺的期限算。</li>
<li>“用时”是部门自己用的工作日，不含等申请人补正和特别程序的时间；一半的办件不超过“中间数”，九成不超过“九成以内”。</li>
<li>评价最高 5 分。</li>
</ul>
<p>程序可以直接取用：<a href="/api/public/statistics">开放数据（JSON）</a></p>`,
  }
}

function organisationTable(rows: readonly NamedRow[]): Html {
  return table('各部门办件情况', '部门', rows.map((row) => ({
    row, name: html`<a href="/statistics?organisation=${encodeURIComponent(row.organisation)}">${row.organisationName}</a>`,
  })))
}

function itemTable({ name, items }: NonNullable<StatisticsFacts['chosen']>): Html {
  return table(`${name}各事项办件情况`, '事项', items.map((row) => ({ row, name: html`<a href="/items/${row.itemCode}">${row.itemName}</a>` })))
}

/** One column after the other, with its words. */
const COLUMNS: readonly (readonly [heading: string, words: (row: NamedRow) => string])[] = [
  ['收到', ({ received }) => String(received)], ['办结', ({ resolved }) => String(resolved)], ['按时', onTimeWords],
  ['用时中间数', ({ medianWorkingDays }) => daysWords(medianWorkingDays)], ['九成以内', ({ p90WorkingDays }) => daysWords(p90WorkingDays)],
  ['评价', ratingWords],
]

function table(caption: string, first: string, rows: readonly { row: NamedRow; name: Html }[]): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr><th scope="col">${first}</th>${COLUMNS.map(([heading]) => html`<th scope="col" class="figure">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(({ row, name }) => html`<tr><th scope="row">${name}</th>
${COLUMNS.map(([, words]) => html`<td class="figure">${words(row)}</td>`)}</tr>
`)}</tbody></table></div>`
}

function onTimeWords({ decided, onTime }: StatisticsRow): string {
  return decided === 0 ? '—' : `${onTime}/${decided}`
}

function daysWords(workingDays: number | null): string {
  return workingDays === null ? '—' : `${Math.round(workingDays * 10) / 10} 天`
}

function ratingWords({ ratings, averageRating }: StatisticsRow): string {
  return ratings === 0 || averageRating === null ? '—' : `${averageRating} 分（${ratings} 人）`
}
