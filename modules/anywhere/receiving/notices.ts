import { tell } from '#base/messages'
import { agentOf } from '#base/people'
import type { AfterReaction } from '#kernel'
import { RESULT } from './result-workflow.ts'
import { ELSEWHERE } from './workflow.ts'

interface Words { title: string; body: string; urgent?: true; statutory?: true }

/** What the applicant is told of the way of her papers. What the owner here decides is told by the owner's own case. */
const NOTICES: Readonly<Record<string, Words>> = {
  [`${ELSEWHERE}.receive`]: { title: '窗口已收件', body: '材料在收件窗口手里，一个工作日内转交主管部门。主管部门的期限从它收到材料之日起算。' },
  [`${ELSEWHERE}.send`]: { title: '材料已转交', body: '材料正在去主管部门的路上。' },
  [`${ELSEWHERE}.signFor`]: { title: '主管部门已签收', body: '主管部门的期限从今天起算，五个工作日内答复是否受理。' },
  [`${ELSEWHERE}.declareLost`]: { title: '材料在路上遗失了', body: '不是您的原因。收件窗口正在补齐并重新寄送，需要您帮忙的会打电话给您。', urgent: true },
  [`${ELSEWHERE}.resend`]: { title: '材料已重新寄出', body: '材料正在去主管部门的路上。' },
  [`${ELSEWHERE}.ownerAsks`]: { title: '需要补正材料', body: '请按要求补齐，交到原来的收件窗口，或者在网上补交。只会告知这一次。', urgent: true, statutory: true },
  [`${ELSEWHERE}.decide`]: { title: '结果已出', body: '结果会送到您选的领取地点，到了再告诉您。' },
  [`${ELSEWHERE}.lapse`]: { title: '没有按时交件，已自动取消', body: '还要办的，请重新选收件地点。' },
  [`${ELSEWHERE}.handBack`]: { title: '材料已退还', body: '您撤回的这件事到此结束。' },
  [`${RESULT}.declareLost`]: { title: '结果在路上遗失了', body: '不是您的原因。主管部门会补办并重新寄出。', urgent: true },
  [`${RESULT}.arrive`]: { title: '可以领取了', body: '结果已经到了您选的领取地点，请带上身份证件去领。', urgent: true },
}

/** Once for each event, however often the job runs. */
export const tellApplicant: AfterReaction = {
  name: 'anywhere.tell-applicant',
  on: Object.keys(NOTICES),
  react: async (call, event, found) => {
    const notice = NOTICES[event.kind]
    if (!notice) return
    const { title, body, urgent, statutory } = notice
    const agent = await agentOf(call, found)
    // Her own message first: with it she is no more counted among the readers of the firm's.
    for (const recipient of [...(agent === null ? [] : [agent]), found.applicant.id]) await tell(call.tx, {
      recipient, caseId: found.id, eventSeq: event.seq, at: event.at, title: `${found.title}：${title}`, body, gist: title,
      urgency: urgent ? 'urgent' : 'ordinary', statutory: statutory === true, actBy: found.queue?.startsWith('applicant:') === true ? found.queueDueOn : null,
    })
  },
}
