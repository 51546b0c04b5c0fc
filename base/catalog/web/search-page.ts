import { html, type Html } from '#platform/html'
import { limitWords, notice, pager, telephone, visitWords, type PageParts } from '#base/pages'
import { AUDIENCES } from './item-words.ts'

export interface Found {
  code: string
  name: string
  owner: string
  outcome: string
  /** Fields its source says nothing about. */
  unstated: readonly string[]
  promisedWorkingDays: number
  visits: number
  /** Where it joins others. */
  joint?: { readiness: string; itemCodes: readonly string[] }
}

export interface SearchFacts {
  q: string
  audience: string
  organisation: string
  page: number
  pages: number
  total: number
  items: readonly Found[]
  organisations: readonly { id: string; name: string }[]
  /** Without the finer choices (长者版): one field, one button. */
  isShort?: boolean
}

export function searchPage(facts: SearchFacts): PageParts {
  const { q, page, pages, total, items } = facts
  return {
    title: q === '' ? '找事项' : `“${q}”的搜索结果${page > 1 ? `（第 ${page} 页）` : ''}`, section: 'search', hasSearch: false,
    main: html`<h1>${q === '' ? '找事项' : '搜索结果'}</h1>
${searchForm(facts)}
${total === 0 ? nothingFound(facts) : html`<p role="status">${countSentence(facts)}</p>
<ul class="rows">${items.map(foundRow)}</ul>
${pager(page, pages, (other) => addressOf(facts, other))}
${q !== '' && notice('plain', html`<p>没有您要的？换个说法再搜，或者拨打 ${telephone()} 问一问。</p>`)}`}`,
  }
}

function searchForm({ q, audience, organisation, organisations, isShort = false }: SearchFacts): Html {
  return html`<form role="search" action="/search">
<div class="field"><label for="q">您要办什么事？</label>
<div class="find"><input type="search" id="q" name="q" value="${q}" maxlength="200"><button class="button">搜索</button></div></div>
${!isShort && html`<div class="filters"><div class="field"><label for="audience">给谁办</label><select id="audience" name="audience"><option value="">个人和企业都看</option>
${Object.entries(AUDIENCES).map(([id, name]) => optionOf(id, name, audience))}</select></div>
<div class="field"><label for="organisation">哪个部门</label><select id="organisation" name="organisation"><option value="">所有部门和镇街</option>
${organisations.map(({ id, name }) => optionOf(id, name, organisation))}</select></div></div>`}
</form>`
}

function optionOf(id: string, name: string, chosen: string): Html {
  return html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`
}

function foundRow({ code, name, owner, outcome, unstated, promisedWorkingDays, visits, joint }: Found): Html {
  const words = joint?.readiness === 'draft' ? ['待完善，现在还不能在这里申请'] : [
    joint && `一次办 ${joint.itemCodes.length} 项`,
    unstated.includes('promisedWorkingDays') ? undefined : limitWords(promisedWorkingDays),
    unstated.includes('visits') ? undefined : visitWords(visits),
  ].filter((word) => word !== undefined)
  return html`<li><h2><a href="/items/${code}">${name}</a></h2>
${outcome !== '' && html`<p>办成后拿到：${outcome}</p>`}
<p class="dots">${words.map((word) => html`<span>${word}</span>`)}<span class="soft">${owner}</span></p></li>
`
}

function countSentence({ q, total, page, pages }: SearchFacts): string {
  const which = q === '' ? `共有 ${total} 个事项` : `找到 ${total} 个有关的事项`
  return `${which}${q !== '' && total > 1 ? '，最像的排在前面' : ''}${pages > 1 ? `。这是第 ${page} 页` : ''}。`
}

function nothingFound({ q, audience, organisation, isShort = false }: SearchFacts): Html {
  const filtered = audience !== '' || organisation !== ''
  return html`<div role="status"><h2>${q === '' ? '这里还没有事项' : `没有找到“${q}”`}</h2></div>
<p>可以这样试试：</p><ul>
${filtered && html`<li><a href="${addressOf({ q, audience: '', organisation: '' }, 1)}">不限部门和人群，再搜一次</a></li>`}
<li>换成更短、更平常的说法，例如把“申请办理餐饮服务许可证”改成“开饭店”。</li>
<li>说您想要的结果，例如“营业执照”“残疾人证”。</li>
<li>${isShort ? html`看看<a href="/popular">常办的事</a>里有没有。` : html`到<a href="/">首页</a>按部门找。`}</li>
<li>拨打 ${telephone()}，或者到政务服务大厅的综合窗口问，工作人员会告诉您该找谁。</li></ul>`
}

function addressOf({ q, audience, organisation }: Pick<SearchFacts, 'q' | 'audience' | 'organisation'>, page: number): string {
  const wanted = Object.entries({ q, audience, organisation, page: page === 1 ? '' : String(page) }).filter(([, value]) => value !== '')
  return `/search?${new URLSearchParams(wanted).toString()}`
}
