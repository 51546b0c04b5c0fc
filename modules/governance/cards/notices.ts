import { tell } from '#base/messages'
import { staffOf } from '#base/people'
import type { AfterReaction } from '#kernel'
import { CARD_ORDER_TYPE } from './workflow.ts'

/** An order that nobody answered has gone up: the heads of the unit are told, each once. */
export const tellHeads: AfterReaction = {
  name: 'governance.tell-heads', on: [`${CARD_ORDER_TYPE}.escalate`],
  react: async (call, event, found) => {
    for (const person of await staffOf(call.tx, found.ownerOrganisation, call)) {
      if (!person.roles.includes('approver')) continue
      await tell(call.tx, {
        recipient: person.id, caseId: found.id, eventSeq: event.seq, at: event.at, urgency: 'urgent', gist: '黄牌督办逾期没有答复',
        title: '黄牌督办逾期没有答复，请负责人答复', body: '本单位的黄牌过了督办期限没有答复，已经提级。请打开这件督办，写明为什么超期、什么时候办结。',
      })
    }
  },
}
