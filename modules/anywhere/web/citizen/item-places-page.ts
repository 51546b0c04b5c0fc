import { html, type Html } from '#platform/html'
import { buttonLink, notice, pairs, type PageParts } from '#base/pages'
import type { Item } from '#base/catalog'
import type { Mark } from '../../marks/marks.ts'
import { MODES } from '../../modes.ts'
import { findPlace, PLACES, type Place } from '../../places.ts'
import { RULES } from '../../rules.ts'

export interface ItemPlacesFacts { item: Pick<Item, 'code' | 'name'>; owner: string; marks: readonly Mark[] }

/** 可以在这些地方办: the ways of one item, and where. */
export function itemPlacesPage({ item, owner, marks }: ItemPlacesFacts): PageParts {
  const proxy = marks.find(({ mode }) => mode === 'proxy')
  return {
    title: `可以在这些地方办：${item.name}`, section: 'search', item: item.code, back: { href: `/items/${item.code}`, label: '返回办事指南' },
    main: html`<h1>可以在这些地方办：${item.name}</h1>
${marks.some(({ isExample }) => isExample) && notice('care', html`<p><strong>示例</strong>　通办标注是演示用的，以公布的为准。和外区的交换是<strong>模拟</strong>的。</p>`)}
${marks.length === 0 ? html`<p>这个事项没有标注全市通办，由${owner}办理：可以在网上申请，或者<a href="/items/${item.code}/window">到窗口办</a>。</p>` : marks.map((mark) => part(mark, item.code))}
${proxy && html`<h2>就近交材料是怎样的</h2>
<ol><li>选一个镇街的窗口交材料，再选结果送到哪里。</li><li>窗口核对您的证件，看材料齐不齐，${RULES.sending.workingDays} 个工作日内转给${owner}（默认值）。</li>
<li><strong>${owner}的办理期限，从它收到材料之日起算</strong>；路上的时间不算在它的期限里，也看得到在谁手里。</li><li>结果送到您选的地方，带身份证件去领。</li></ol>
<div class="actions">${buttonLink(`/items/${item.code}/elsewhere`, '选收件和领取的地点')}</div>`}
<p><a href="/anywhere">看全部能通办的事项</a></p>`,
  }
}

function part({ mode, places, basis }: Mark, code: string): Html {
  const open = places.length === 0 ? PLACES : places.flatMap((one) => findPlace(one) ?? [])
  return html`<h2>${MODES[mode].name}</h2>
    <p>${MODES[mode].means}${mode === 'online' && html`　<a href="/items/${code}">在网上办</a>`}</p>
    ${
      mode !== 'online' &&
      html`<details>
        <summary>${places.length === 0 ? '花都的镇街和广州各区' : open.map(({ name }) => name).join('、')}（${open.length} 个地点）</summary>
        ${pairs(open.map(placePair))}
      </details>`
    }
    <p class="soft">依据：${basis}</p>`
}

/** What is not known is said to be so. */
function placePair({ name, address, phone, kind }: Place) {
  return { label: `${name}${kind === 'district' ? '（模拟）' : ''}`, value: `地址：${address ?? '未载明'}；电话：${phone ?? '未载明'}` }
}
