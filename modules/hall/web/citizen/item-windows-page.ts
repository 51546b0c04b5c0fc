import { html, type Html } from '#platform/html'
import { buttonLink, notice, pairs, telephone, unbroken, type PageParts } from '#base/pages'
import type { Item } from '#base/catalog'
import type { Desk } from '../../appointments/free.ts'
import { openingWords } from '../../appointments/free.ts'
import { EXCEPTION_KINDS, type Exception } from '../../register/residents.ts'
import { ruleOf } from '../../rules.ts'
import { EXAMPLE } from './hall-page.ts'

export interface ItemWindowsFacts {
  item: Item; owner: string; desks: readonly Desk[]; exception: Exception | undefined; nameOf: (organisation: string) => string
}

/** 到窗口办: which window of which hall, when it is open, and how to book. */
export function itemWindowsPage({ item, owner, desks, exception, nameOf }: ItemWindowsFacts): PageParts {
  return {
    title: `到窗口办：${item.name}`, section: 'search', item: item.code, back: { href: `/items/${item.code}`, label: '返回办事指南' },
    main: html`<h1>到窗口办：${item.name}</h1>
${desks.length === 0 ? outside({ item, owner, exception }) : inside({ item, desks, nameOf })}`,
  }
}

function inside({ item, desks, nameOf }: Pick<ItemWindowsFacts, 'item' | 'desks' | 'nameOf'>): Html {
  return html`${desks.some(({ isExample }) => isExample) && EXAMPLE}
${item.bookable ? html`<p>可以先预约，到时间优先叫号；不预约的，当天到大厅取号。</p>
<div class="actions">${buttonLink(`/items/${item.code}/appointment`, '预约时间')}</div>
<p class="soft">最多提前 ${ruleOf('aheadWorkingDays')} 个工作日，一个事项一个预约，开始以前都能改期或取消。</p>` : html`<p>这个事项不用预约，当天到大厅取号就可以。</p>`}
<h2>在这些地方办</h2>
<ul class="rows">${desks.map((desk) => deskRow(desk, nameOf))}</ul>`
}

function deskRow(desk: Desk, nameOf: ItemWindowsFacts['nameOf']): Html {
  const { hall, hallName, address, phone, groupName, windows } = desk
  return html`<li><h3><a href="/hall/${hall}">${hallName}</a></h3>
${pairs([
    { label: '窗口', value: `${groupName}：${windows.map(({ number, kind, organisation }) => `${number}（${kind === 'general' ? '综合窗口' : nameOf(organisation)}）`).join('、')}` },
    { label: '开放时间', value: unbroken(`${openingWords(desk)}；节假日不开，调休上班的日子开`) },
    ...(address === null ? [] : [{ label: '地址', value: address }]), ...(phone === null ? [] : [{ label: '电话', value: phone }]),
  ])}</li>`
}

function outside({ item, owner, exception }: Pick<ItemWindowsFacts, 'item' | 'owner' | 'exception'>): Html {
  return html`<p>这个事项现在不在办事大厅的窗口办，由${owner}办理。</p>
${exception !== undefined && notice('plain', html`<p>没有进驻大厅的原因：${EXCEPTION_KINDS[exception.kind]}（${exception.reason}）。依据：${exception.basis}。到 ${exception.untilOn} 为止。</p>`)}
<p>${item.consultPhone === undefined ? html`可以拨打 ${telephone()} 询问到哪里办。` : unbroken(`咨询电话：${item.consultPhone}。`)}也可以在网上办理。</p>
<div class="actions">${buttonLink(`/items/${item.code}`, '回到办事指南')}</div>`
}
