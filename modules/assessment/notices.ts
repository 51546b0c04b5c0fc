import { tell } from '#base/messages'
import type { AfterReaction } from '#kernel'
import { APPEAL_TYPE } from './workflow.ts'

const NOTICES: Readonly<Record<string, string>> = { adopt: '申诉已采纳，数已更正', reject: '申诉没有采纳，理由请打开查看' }

/** Whoever raised the appeal is told how it was decided; once for each event. */
export const tellAppellant: AfterReaction = {
  name: 'assessment.tell-appellant',
  on: Object.keys(NOTICES).map((step) => `${APPEAL_TYPE}.${step}`),
  react: async (call, event, found) => {
    const notice = NOTICES[event.step]
    if (notice === undefined || found.agentId === null) return
    await tell(call.tx, {
      recipient: found.agentId, caseId: found.id, eventSeq: event.seq, at: event.at, title: `${found.title}：${notice}`, body: notice, gist: notice,
    })
  },
}
