import { tell } from '#base/messages'
import { COMPLAINT_TYPE } from '#base/ratings'
import type { AfterReaction, CaseEvent } from '#kernel'

/** What the rater is told, and what she can do next. */
const NOTICES: Readonly<Record<string, (event: CaseEvent) => { title: string; body: string }>> = {
  open: () => ({ title: '收到您的评价', body: '监督部门会核实。被评价的单位看得到您写的话，看不到您是谁。' }),
  verify: () => ({ title: '已核实，交办整改', body: '单位整改以后会答复您。' }),
  dismiss: (event) => ({ title: '核实有了结果', body: replyIn(event) }),
  rectify: (event) => ({ title: '单位已整改并答复', body: replyIn(event) }),
  rectifyEscalated: (event) => ({ title: '督办后已整改并答复', body: replyIn(event) }),
  unresolved: () => ({ title: '重新核实', body: '您说没有解决，监督部门会再核实一次。' }),
  escalate: () => ({ title: '已升级督办', body: '由单位负责人办理并答复您。' }),
  followUp: () => ({ title: '差评办理已办结', body: '如果没有解决，三十天内还可以在这里提出来。' }),
}

/** Puts each reply into the rater's inbox; once for each event. */
export const tellRater: AfterReaction = {
  name: 'rating-loop.tell-rater',
  on: Object.keys(NOTICES).map((step) => `${COMPLAINT_TYPE}.${step}`),
  react: async (call, event, found) => {
    const notice = NOTICES[event.step]?.(event)
    if (!notice || found.agentId === null) return
    await tell(call.tx, {
      recipient: found.agentId, caseId: found.id, eventSeq: event.seq, at: event.at,
      title: `${found.title}：${notice.title}`, body: notice.body, gist: notice.title,
    })
  },
}

function replyIn({ data }: CaseEvent): string {
  const reply = data['reply']
  return typeof reply === 'string' ? reply : '请打开查看。'
}
