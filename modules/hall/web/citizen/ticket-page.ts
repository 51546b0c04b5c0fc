import { html } from '#platform/html'
import { facts, notice, type PageParts } from '#base/pages'
import type { Place } from '../../queue/board.ts'
import { estimateWords } from '../../queue/pace.ts'
import { TICKET_STATES } from '../../queue/ticket.ts'

export interface TicketFacts { place: Place; hallName: string }

/** The number one holds, and how far it is. No name, no matter: a slip left behind says nothing about anybody. */
export function ticketPage({ place, hallName }: TicketFacts): PageParts {
  const { ticket, groupName, window, ahead, estimate } = place
  const isWaiting = ticket.state === 'waiting'
  return {
    title: `${ticket.number} 号，${hallName}`, hasSearch: false, back: { href: `/hall/${ticket.hall}`, label: hallName },
    main: html`<h1>${ticket.number} 号</h1>
${facts([
    { label: '现在', value: TICKET_STATES[ticket.state] }, { label: '办什么', value: groupName },
    ...(isWaiting ? [{ label: '前面还有', value: `${ahead} 人` }, { label: '还要等', value: estimateWords(estimate) }] : []),
  ])}
${isWaiting && ticket.forWindow !== null && notice('plain', html`<p>已经转到 ${window} 窗口，请在附近等。</p>`)}
${ticket.state === 'called' && notice('good', html`<p><strong>叫到您了，请到 ${window} 窗口。</strong></p>`)}
${ticket.state === 'passed' && notice('care', html`<p><strong>过号了。</strong>请直接到窗口说一声，窗口可以把您叫回来。</p>`)}
<p class="no-print">${isWaiting && '预约的和优先的可能先叫，前面的人数会变。'}<a href="/hall/${ticket.hall}/tickets/${ticket.id}">刷新看看</a>　<a href="/hall/${ticket.hall}/board">看大屏</a></p>`,
  }
}
