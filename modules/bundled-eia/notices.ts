import { runSql } from '#platform/database'
import { tell } from '#base/messages'
import { agentOf } from '#base/people'
import type { AfterReaction } from '#kernel'
import { BUNDLE_TYPE, UNIT_TYPE } from './names.ts'

interface Words { title: string; body: string; urgent?: true; statutory?: true }

const NOTICES: Readonly<Record<string, Words>> = {
  [`${BUNDLE_TYPE}.open`]: { title: '打捆申请已提交', body: '生态环境部门将在五个工作日内告诉您是否受理。' },
  [`${BUNDLE_TYPE}.accept`]: { title: '打捆申请已受理', body: '接下来公示五个工作日。', statutory: true },
  [`${BUNDLE_TYPE}.deemAccepted`]: { title: '打捆申请视为受理', body: '五个工作日内没有答复，依法自收到材料之日起视为受理。', statutory: true },
  [`${BUNDLE_TYPE}.refuseAcceptance`]: { title: '打捆申请不予受理', body: '理由和救济途径见通知书。', urgent: true, statutory: true },
  [`${BUNDLE_TYPE}.requestCorrection`]: { title: '请补正打捆申请', body: '需要补正的全部内容已一次列明，请在期限内改好再提交。', urgent: true, statutory: true },
  [`${BUNDLE_TYPE}.publicise`]: { title: '已经公示', body: '公示五个工作日，期间收到的意见会逐条答复。' },
  [`${BUNDLE_TYPE}.startHearing`]: { title: '已启动听证', body: '听证的时间不计入办理期限，见告知书。', statutory: true },
  [`${BUNDLE_TYPE}.endHearing`]: { title: '听证已结束', body: '办理期限继续计算。' },
  [`${BUNDLE_TYPE}.extend`]: { title: '办理期限已延长', body: '延长的天数和理由见告知书。', statutory: true },
  [`${BUNDLE_TYPE}.approve`]: { title: '已批准', body: '一份批复列明每个单位的要求，各单位分别履责。', urgent: true, statutory: true },
  [`${BUNDLE_TYPE}.deny`]: { title: '不予批准', body: '理由和救济途径见决定书。', urgent: true, statutory: true },
  [`${BUNDLE_TYPE}.terminate`]: { title: '办理已终止', body: '原因见文书。', urgent: true, statutory: true },
  [`${UNIT_TYPE}.begin`]: { title: '打捆批复已经生效', body: '请按批复里本单位的要求建设。项目有变动的，先报告。', urgent: true },
  [`${UNIT_TYPE}.registerChange`]: { title: '变动已经登记', body: '登记的内容在批复公开页上。' },
  [`${UNIT_TYPE}.registerSeparateChange`]: { title: '变动已经登记', body: '登记的内容在批复公开页上。' },
  [`${UNIT_TYPE}.requireAnew`]: { title: '属于重大变动，应当重新报批', body: '依照环境影响评价法第二十四条，请重新报批环评文件。', urgent: true, statutory: true },
  [`${UNIT_TYPE}.splitOff`]: { title: '已从捆中分出', body: '您单位单独履责，批复对您单位照样有效。', urgent: true },
  [`${UNIT_TYPE}.revoke`]: { title: '批复已撤销', body: '理由和依据在办件里。', urgent: true, statutory: true },
}

/** Tells the applicant, and the agent who filed for it; once for each event however often the job runs. */
export const tellApplicant: AfterReaction = {
  name: 'bundled-eia.tell-applicant',
  on: Object.keys(NOTICES),
  react: async (call, event, found) => {
    const words = NOTICES[event.kind]
    if (!words) return
    const agent = await agentOf(call, found)
    for (const recipient of [...(agent === null ? [] : [agent]), found.applicant.id]) await tell(call.tx, {
      recipient, caseId: found.id, eventSeq: event.seq, at: event.at, title: `${found.title}：${words.title}`, body: words.body, gist: words.title,
      urgency: words.urgent ? 'urgent' : 'ordinary', statutory: words.statutory === true,
      actBy: found.queue?.startsWith('applicant:') === true ? found.queueDueOn : null,
    })
  },
}

/** Whoever was signed in when she said something is told that it was answered. */
export const tellObjector: AfterReaction = {
  name: 'bundled-eia.tell-objector',
  on: [`${BUNDLE_TYPE}.answerObjection`],
  react: async (call, event, found) => {
    const [row] = await runSql<{ account: string | null }>(
      call.tx, 'select account_id as account from bundled_eia.objection where id = $1', [event.data['objectionId']],
    )
    if (!row?.account) return
    await tell(call.tx, {
      recipient: row.account, key: `objection ${String(event.data['objectionId'])}`, at: event.at, title: `${found.title}：您的意见有了答复`,
      body: '答复在公示页上，请打开公示查看。', gist: '您的意见有了答复',
    })
  },
}
