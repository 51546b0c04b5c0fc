import { html, type Html } from '#platform/html'
import { instantWords, pager, type PageParts } from '#base/pages'
import type { Message } from '../index.ts'

export interface InboxFacts { messages: readonly Message[]; page: number; pages: number; unread: number }

export function messagesPage({ messages, page, pages, unread }: InboxFacts): PageParts {
  return {
    title: unread > 0 ? `消息（${unread} 条没读）` : '消息', section: 'me', back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>消息</h1>
<p><a href="/me/messages/preference">消息怎样提醒</a></p>
${messages.length === 0 ? html`<p>还没有消息。办件有新进展时，会在这里告诉您。</p>` : html`<ul class="rows">${messages.map(messageRow)}</ul>`}
${pager(page, pages, (other) => `/me/messages?page=${other}`)}`,
  }
}

function messageRow({ id, caseId, title, body, createdAt, readAt }: Message): Html {
  const heading = caseId === null ? title : html`<a href="/cases/${caseId}">${title}</a>`
  return html`<li><h2>${readAt === null && html`<span class="tag care">没读</span> `}${heading}</h2>
<p>${body}</p><p class="soft">${instantWords(createdAt)}</p>
${readAt === null && html`<form method="post" action="/me/messages/${id}/read">
<button class="link">知道了<span class="hidden">${title}</span></button></form>`}</li>
`
}
