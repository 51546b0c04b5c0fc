import { html, type Html } from '#platform/html'
import type { Day } from '#platform/day'
import { buttonLink, notice, type PageParts } from '#base/pages'
import { retirementWords, type Retirement } from '../retirement.ts'

/** What stands at the address of an item that is offered no more: why, and what to do now. */
export function retiredPage(retirement: Retirement, today: Day): PageParts {
  return {
    title: `${retirement.name}（不再办理）`, section: 'search', back: { href: '/search', label: '找别的事项' },
    main: html`<h1>${retirement.name}</h1>
${notice('care', html`<p><strong>这件事现在不办了。</strong>${retirementWords(retirement, today)}。</p>`)}
<p>已经提交过的，到“我的”里看办到哪一步，不用重新申请。要办别的事，请重新查找，或者打电话问。</p>
<div class="actions">${buttonLink('/search', '找别的事项')}</div>`,
  }
}

/** On the item's own page, while it is still offered. */
export function endingNotice(retirement: Retirement, today: Day): Html {
  return notice('care', html`<p><strong>要停办了。</strong>${retirementWords(retirement, today)}。</p>`)
}
