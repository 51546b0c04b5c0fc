import { tell } from '#base/messages'
import { QUESTION_TYPE } from '#base/faq'
import type { AfterReaction } from '#kernel'

const NOTICES: Readonly<Record<string, { title: string; body: string }>> = {
  answer: { title: '有了答复', body: '请打开查看。没有说清的可以追问，也可以评价。' },
  answerAgain: { title: '追问有了答复', body: '请打开查看。' },
  urge: { title: '逾期没有答复，已督办', body: '单位没有按时答复，已转单位负责人督促。让您久等了。' },
}

/** Tells whoever asked; once for each event. An answer is no decision and can wait for the digest. */
export const tellAsker: AfterReaction = {
  name: 'questions.tell-asker',
  on: Object.keys(NOTICES).map((step) => `${QUESTION_TYPE}.${step}`),
  react: async (call, event, found) => {
    const notice = NOTICES[event.step]
    if (!notice) return
    await tell(call.tx, {
      recipient: found.applicant.id, caseId: found.id, eventSeq: event.seq, at: event.at, gist: `您的咨询${notice.title}`,
      title: `${found.title}：${notice.title}`, body: notice.body,
    })
  },
}
