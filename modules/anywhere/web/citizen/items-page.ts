import { html, type Html } from '#platform/html'
import { notice, pager, type PageParts } from '#base/pages'
import type { MarkedItem } from '../../marks/marks.ts'
import { MODE_IDS, MODES, type Mode } from '../../modes.ts'
import { PLACES } from '../../places.ts'

export interface MarkedFacts {
  items: readonly (MarkedItem & { owner: string })[]; total: number; page: number; pages: number; mode: Mode | undefined; place: string | undefined
}

/** 全市通办事项: what can be done elsewhere, in which way, and what that means for whoever reads it. */
export function markedItemsPage({ items, total, page, pages, mode, place }: MarkedFacts): PageParts {
  const hrefOf = (to: number): string => `/anywhere?${new URLSearchParams({ ...(mode && { mode }), ...(place && { place }), page: String(to) })}`
  return {
    title: '全市通办事项', section: 'search', back: { href: '/', label: '首页' },
    main: html`<h1>全市通办事项</h1>
<p>这些事不用专门跑到负责的部门，可以就近交材料，或者全程在网上办。</p>
${notice('care', html`<p><strong>示例</strong>　官方公布的 200 项高频事项清单没有找到，下面是演示目录里的事项；能不能通办，以公布的为准。和外区的交换现在是<strong>模拟</strong>的，没有接通真实的外区。</p>`)}
${filter(mode, place)}
<p>${total === 0 ? '没有符合条件的事项，请换一种方式或者地点。' : `共 ${total} 项。`}</p>
<ul class="rows">${items.map(itemRow)}</ul>
${pager(page, pages, hrefOf)}
<h2>四种方式是什么意思</h2>
${MODE_IDS.map((one) => html`<h3>${MODES[one].name}</h3><p>${MODES[one].means}</p>`)}`,
  }
}

function filter(mode: Mode | undefined, place: string | undefined): Html {
  const modes = MODE_IDS.map((one) => ({ code: one, name: MODES[one].name }))
  return html`<form action="/anywhere" class="actions">
<div class="field"><label for="f-mode">怎样办</label><select id="f-mode" name="mode">${choices(modes, mode)}</select></div>
<div class="field"><label for="f-place">在哪里</label><select id="f-place" name="place">${choices(PLACES, place)}</select></div>
<button class="button second">筛选</button></form>`
}

function choices(options: readonly { code: string; name: string }[], chosen: string | undefined): Html {
  return html`<option value="">都可以</option>
${options.map(({ code, name }) => html`<option value="${code}"${code === chosen && html` selected`}>${name}</option>`)}`
}

function itemRow({ code, name, owner, modes, isExample }: MarkedFacts['items'][number]): Html {
  return html`<li><h2><a href="/items/${code}/places">${name}</a>${isExample && html` <span class="tag">示例</span>`}</h2>
<p class="soft">${owner}　${modes.map((one) => MODES[one].name).join('、')}</p></li>
`
}
