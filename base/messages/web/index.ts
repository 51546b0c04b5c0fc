/** The inbox as a page. */
import { Type } from 'typebox'
import { seeOther } from '#platform/reply'
import { route, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { choosePreference, inboxOf, markRead, preferenceOf, recentSmsOf, smsConfig } from '../index.ts'
import { messagesPage } from './messages-page.ts'
import { preferencePage } from './preference-page.ts'

/** As the inbox cuts it. */
const PAGE_SIZE = 20
const MessageId = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,15}$' }) })
const Saved = Type.Object({ saved: Type.Optional(Type.String({ maxLength: 3 })) })
/** As the page sends it; a value that is none of these shows the page again. */
const PreferenceForm = Type.Object({ wants: Type.Optional(Type.String({ maxLength: 20 })), digestAt: Type.Optional(Type.String({ maxLength: 20 })) })
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
  route({
    method: 'GET', path: '/me/messages/preference', summary: '消息怎样提醒', for: ['citizen', 'enterprise'], query: Saved,
    handle: async (call, input) => showPage(visitOf(call, input), preferencePage({
      preference: await preferenceOf(call, smsConfig().rules), sms: await recentSmsOf(call.tx, call.actor.id), isDone: input.query.saved === 'yes',
    })),
  }),
  route({
    method: 'POST', path: '/me/messages/preference', summary: '保存消息怎样提醒', for: ['citizen', 'enterprise'], body: PreferenceForm,
    handle: async (call, input) => {
      const { wants = '', digestAt = '' } = input.body
      const chosen = { wants: wantsOf(wants), digestAt: tidyClock(digestAt) }
      return orAgain(async () => {
        await choosePreference(call, chosen, smsConfig().rules)
        return seeOther('/me/messages/preference?saved=yes')
      }, async (refusal) => {
        const preference = { ...await preferenceOf(call, smsConfig().rules), ...chosen }
        return showAnswer(visitOf(call, input), preferencePage({ preference, sms: [], faults: faultsOf(refusal) }), statusOf(refusal))
      })
    },
  }),
]

/** Nothing chosen is the default. */
function wantsOf(text: string): 'all' | 'urgent' | 'statutory' {
  const [found = 'all'] = (['all', 'urgent', 'statutory'] as const).filter((one) => one === text)
  return found
}

/** As people type it: 9:30, 18：00. */
function tidyClock(text: string): string {
  const tidy = text.trim().replace('：', ':')
  return /^\d:\d\d$/.test(tidy) ? `0${tidy}` : tidy
}
