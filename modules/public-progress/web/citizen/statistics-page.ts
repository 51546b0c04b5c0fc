import { html, type Html } from '#platform/html'
import { instantWords, type PageParts } from '#base/pages'
import { DEFINITIONS, definitionOf } from '../../statistics-definitions.ts'
import type { NamedRow } from '../../statistics-open-data.ts'
import type { ReasonRow } from '../../statistics.ts'

export type { NamedRow }

export interface StatisticsFacts {
  asOf: string
  organisations: readonly NamedRow[]
  /** The organisation whose items are shown, if one was chosen. */
  chosen: { name: string; items: readonly NamedRow[] } | undefined
  refusalReasons?: readonly ReasonRow[]
  correctionReasons?: readonly ReasonRow[]
  choice?: Choice
}

/** What can be chosen, and what is. */
export interface Choice {
  organisations: readonly Named[]
  places: readonly Named[]
  organisation?: string | undefined
  place?: string | undefined
  period?: string | undefined
}
interface Named { id: string; name: string }

export const PERIOD_WORDS: Readonly<Record<string, string>> = { all: '全部', year: '今年', month: '本月', today: '今天' }

export function statisticsPage(facts: StatisticsFacts): PageParts {
  const { asOf, organisations, chosen, choice } = facts
  const isEmpty = chosen === undefined && organisations.length === 0
  return {
    title: chosen === undefined ? '办件统计' : `办件统计：${chosen.name}`,
    ...(chosen && { back: { href: '/statistics', label: '返回全部部门' } }),
    main: html`<h1>${chosen === undefined ? '办件统计' : chosen.name}</h1>
<p>截至${instantWords(asOf)}。数字直接从办件记录里数出来。点每一列的名称，看它是怎么算的。</p>
${choice && filterForm(choice)}
${isEmpty ? html`<p>还没有办件。有了以后，这里会显示各部门收了多少、办了多少、是不是按时、群众怎么评价。</p>`
      : chosen === undefined ? organisationTable(organisations) : itemTable(chosen)}
${reasonTable('不予受理、不予批准所依的条文', '条文', facts.refusalReasons ?? [])}
${reasonTable('要求补正的材料', '材料', facts.correctionReasons ?? [])}
${definitions()}
${openData(choice)}`,
  }
}

function filterForm({ organisations, places, organisation = '', place = '', period = 'all' }: Choice): Html {
  return html`<form class="filters" method="get" action="/statistics">
${select('organisation', '部门', [{ id: '', name: '全部部门' }, ...organisations], organisation)}
${select('place', '镇街', [{ id: '', name: '全区' }, ...places], place)}
${select('period', '时间', Object.entries(PERIOD_WORDS).map(([id, name]) => ({ id, name })), period)}
<div class="actions"><button class="button second">查看</button></div>
</form>`
}

function select(name: string, label: string, options: readonly Named[], value: string): Html {
  return html`<div class="field"><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}">
${options.map(({ id, name: words }) => html`<option value="${id}"${id === value && html` selected`}>${words}</option>`)}</select></div>`
}

function organisationTable(rows: readonly NamedRow[]): Html {
  return table('各部门办件情况', '部门', rows.map((row) => ({
    row, name: html`<a href="/statistics?organisation=${encodeURIComponent(row.organisation)}">${row.organisationName}</a>`,
  })))
}

function itemTable({ name, items }: NonNullable<StatisticsFacts['chosen']>): Html {
  if (items.length === 0) return html`<p>这个部门在这个范围里还没有办件。换一个镇街或时间看看。</p>`
  return table(`${name}各事项办件情况`, '事项', items.map((row) => ({ row, name: html`<a href="/items/${row.itemCode}">${row.itemName}</a>` })))
}

/** One column after the other, with its words; the name of the field leads to its definition. */
const COLUMNS: readonly (readonly [field: string, words: (row: NamedRow) => string])[] = [
  ['received', ({ received }) => String(received)], ['resolved', ({ resolved }) => String(resolved)], ['onTime', onTimeWords],
  ['medianWorkingDays', ({ medianWorkingDays }) => daysWords(medianWorkingDays)], ['p90WorkingDays', ({ p90WorkingDays }) => daysWords(p90WorkingDays)],
  ['averageRating', ratingWords],
]

function table(caption: string, first: string, rows: readonly { row: NamedRow; name: Html }[]): Html {
  const heading = (name: string): Html => html`<a href="#d-${name}">${definitionOf(name)?.label}</a>`
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr><th scope="col">${first}</th>${COLUMNS.map(([name]) => html`<th scope="col" class="figure">${heading(name)}</th>`)}</tr></thead>
<tbody>${rows.map(({ row, name }) => html`<tr><th scope="row">${name}</th>
${COLUMNS.map(([, words]) => html`<td class="figure">${words(row)}</td>`)}</tr>
`)}</tbody></table></div>`
}

function reasonTable(caption: string, first: string, rows: readonly ReasonRow[]): Html | false {
  return rows.length > 0 && html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr><th scope="col">${first}</th><th scope="col" class="figure"><a href="#d-cases">${definitionOf('cases')?.label}</a></th></tr></thead>
<tbody>${rows.map(({ label, cases }) => html`<tr><th scope="row">${label}</th><td class="figure">${cases}</td></tr>
`)}</tbody></table></div>`
}

function definitions(): Html {
  const shown = [...DEFINITIONS.filter(({ type }) => type === 'integer' || type === 'number'), definitionOf('cases')]
  return html`<h2>怎么算的</h2>
<dl class="pairs">${shown.map((one) => one && html`<div id="d-${one.field}"><dt>${one.label}</dt><dd>${one.meaning}${one.unit !== '' && `（${one.unit}）`}</dd></div>
`)}</dl>`
}

function openData(choice: Choice | undefined): Html {
  const asked = new URLSearchParams(
    Object.entries({ organisation: choice?.organisation, place: choice?.place }).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  )
  const query = asked.size > 0 ? `?${asked.toString()}` : ''
  return html`<h2>开放数据</h2>
<ul><li><a href="/api/public/statistics.csv${query}">CSV（表格软件打开）</a></li><li><a href="/api/public/statistics${query}">JSON（程序取用）</a></li>
<li><a href="/api/public/statistics/dictionary">数据字典</a></li></ul>`
}

function onTimeWords({ decided, onTime }: NamedRow): string {
  return decided === 0 ? '—' : `${onTime}/${decided}`
}

function daysWords(workingDays: number | null): string {
  return workingDays === null ? '—' : `${Math.round(workingDays * 10) / 10} 天`
}

function ratingWords({ ratings, averageRating, ratingHeldBack }: NamedRow): string {
  if (ratingHeldBack) return `不公布（${ratings} 人）`
  return ratings === 0 || averageRating === null ? '—' : `${averageRating} 分（${ratings} 人）`
}
