import { isTogether } from '#base/joint'
import { tell } from '#base/messages'
import { agentOf } from '#base/people'
import type { AfterReaction, CaseEvent } from '#kernel'

interface Words { title: string; body: string; urgent?: true; statutory?: true }

/**
 * What the applicant is told of each step, and what to do next. Steps that are not listed stay quiet. Urgent: a decision, or her turn.
 * Statutory: what 行政许可法第三十二、三十八、四十二、四十四、四十五条 has told to her.
 */
const NOTICES: Readonly<Record<string, Words>> = {
  open: { title: '申请已提交', body: '窗口将在五个工作日内告诉您是否受理。' },
  accept: { title: '申请已受理', body: '办理期限已开始计算，可以在办件进度里看到每一天是怎样推算的。', statutory: true },
  deemAccepted: { title: '申请视为受理', body: '窗口在五个工作日内没有答复，依法自收到材料之日起视为受理。', statutory: true },
  refuseAcceptance: { title: '申请不予受理', body: '理由和救济途径写在不予受理通知书里，请查看文书。', urgent: true, statutory: true },
  requestCorrection: { title: '请补正材料', body: '需要补正的全部内容已一次列明，请在期限内补交。', urgent: true, statutory: true },
  startSpecialProcedure: { title: '已启动特别程序', body: '特别程序的时间不计入办理期限，预计时间见告知书。', statutory: true },
  endSpecialProcedure: { title: '特别程序已结束', body: '办理期限继续计算。' },
  extend: { title: '办理期限已延长', body: '延长的天数和理由见延长办理期限告知书。', statutory: true },
  approve: { title: '已准予', body: '部门已作出准予决定，接下来制证。', urgent: true, statutory: true },
  deny: { title: '不予批准', body: '理由和救济途径写在决定书里，请查看文书。', urgent: true, statutory: true },
  issue: { title: '证照已制好', body: '请按您选择的方式领取。', urgent: true },
  receivePromised: { title: '已收到补交的材料', body: '窗口已登记收到您补交的纸质材料。' },
  breakPromise: { title: '约定补交的材料没有按期收到', body: '请尽快补交。部门可能暂停审查或者终止办理；这次没有按期补交会留下记录。', urgent: true },
  awaitPromised: { title: '审查已暂停，等您补交材料', body: '请在期限内补交，收到后恢复审查；逾期不补的，可能终止办理。', urgent: true, statutory: true },
  resumeReview: { title: '已恢复审查', body: '约定补交的材料已经收齐。' },
  deliver: { title: '已送达', body: '办件已办结，欢迎评价。', statutory: true },
  terminate: { title: '办理已终止', body: '原因见文书。', urgent: true, statutory: true },
}

/** Puts the notice into the inbox, of a firm also into that of the agent who filed the case for it, as long as she is its agent; once for each event however often the job runs. */
export const tellApplicant: AfterReaction = {
  name: 'applications.tell-applicant',
  on: Object.keys(NOTICES).map((step) => `application.${step}`),
  react: async (call, event, found) => {
    if (isTogether(found) && TOLD_BY_PARENT.has(event.step)) return
    const { title, body, urgent, statutory } = noticeOf(event)
    const agent = await agentOf(call, found)
    // Her own message first: with it she is no more counted among the readers of the firm's.
    for (const recipient of [...(agent === null ? [] : [agent]), found.applicant.id]) await tell(call.tx, {
      recipient, caseId: found.id, eventSeq: event.seq, title: `${found.title}：${title}`, body, at: event.at,
      urgency: urgent ? 'urgent' : 'ordinary', statutory: statutory === true, gist: title,
      actBy: found.queue?.startsWith('applicant:') === true ? found.queueDueOn : null,
    })
  },
}

/** Of an item that was applied for with others the applicant hears through the whole. */
const TOLD_BY_PARENT: ReadonlySet<string> = new Set(['open', 'approve', 'deny', 'issue', 'deliver', 'terminate'])

function noticeOf(event: CaseEvent): Words {
  return NOTICES[event.step] ?? { title: '有新进展', body: '请查看办件进度。' }
}
