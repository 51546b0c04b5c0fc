import type { Day } from '#platform/day'
import { html, type Html } from '#platform/html'
import { dayWords, digits, notice, stateMark, type PageParts } from '#base/pages'
import type { OwnObjection } from '../../objections/list.ts'
import { campaignPath } from './awards-pages.ts'

/** Her own objection with the answer, and the way to take it back while it waits. */
export function objectionPage({ id, number, nominee, campaign, campaignId, reason, answer, state, stateLabel, dueOn }: OwnObjection): PageParts {
  const isOpen = state === 'raised'
  return {
    title: `${stateLabel}：对${nominee}的异议`, section: 'me', back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>对${nominee}的异议</h1>
<p>${stateMark(isOpen ? 'going' : 'over', stateLabel)}<br>
<span class="soft">办件编号 ${digits(number)}　<a href="${campaignPath(campaignId)}">${campaign}</a></span></p>
${notice(isOpen ? 'plain' : 'good', html`<p><strong>${isOpen ? waitingWords(dueOn) : answer === null ? '您已经撤回。' : '已经书面答复。'}</strong></p>`)}
<h2>您的异议</h2><p class="said">${reason}</p>
${answer !== null && html`<h2>答复</h2><p class="said">${answer}</p>`}
${isOpen && html`<form method="post" action="/awards/objections/${id}/take-back"><p><button class="link">撤回异议</button></p></form>`}`,
  }
}

function waitingWords(dueOn: Day | null): Html {
  return html`监督部门正在核实，答复以前不授牌${dueOn !== null && html`；最迟${dayWords(dueOn)}答复您`}。`
}
