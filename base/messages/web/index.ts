/** The inbox as a page. */
import { Type } from 'typebox'
import { seeOther } from '#platform/reply'
import { route, type Route } from '#kernel'
import { showPage, visitOf } from '#base/pages'
import { inboxOf, markRead } from '../index.ts'
import { messagesPage } from './messages-page.ts'

/** As the inbox cuts it. */
const PAGE_SIZE = 20
const MessageId = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,15}$' }) })
const Paging = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) })

export const messagePages: readonly Route[] = [
  route({
    method: 'GET', path: '/me/messages', summary: '我的消息', for: ['citizen', 'enterprise'], query: Paging,
    handle: async (call, input) => {
      const page = input.query.page ?? 1
      const { total, unread, messages } = await inboxOf(call, page)
      return showPage(visitOf(call, input), messagesPage({ messages, page, pages: Math.ceil(total / PAGE_SIZE), unread }))
    },
  }),
  route({
    method: 'POST', path: '/me/messages/:id/read', summary: '消息已读', for: ['citizen', 'enterprise'], params: MessageId,
    handle: async (call, { params }) => {
      await markRead(call, Number(params.id))
      return seeOther('/me/messages')
    },
  }),
]
