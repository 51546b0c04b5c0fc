import { tell } from '#base/messages'
import { agentOf } from '#base/people'
import type { AfterReaction, Call, Case, CaseEvent } from '#kernel'
import { familyOf, lanesIn, type JointType, type LaneEnd } from './family.ts'
import type { Ended, JointAcceptance } from './forms.ts'
import { DECIDED_STATES } from './lane-words.ts'
import { followsOf } from './what-follows.ts'

interface Words { title: string; body: string; urgent?: true; statutory?: true }
type Told = Pick<Call, 'tx'>
type Notice = (found: Case, event: CaseEvent, call: Told) => Words | undefined | Promise<Words | undefined>

/**
 * What the applicant is told of the whole, in place of what she would be told of each item: one message where several things happen
 * at once. Steps that are not listed stay quiet, and so do the items while they belong to the whole.
 */
const NOTICES: Readonly<Record<string, Notice>> = {
  open: (found) => ({ title: '申请已提交', body: `一起申请 ${lanesIn(found).length} 项，窗口将在五个工作日内一次告诉您是否受理。` }),
  accept: accepted,
  deemAccepted: () => ({ title: '申请视为受理', body: '窗口在五个工作日内没有答复，依法自收到材料之日起视为受理，各部门开始办理。', statutory: true }),
  refuseAcceptance: () => ({ title: '申请不予受理', body: '理由和救济途径写在不予受理通知书里，请查看文书。', urgent: true, statutory: true }),
  requestCorrection: () => ({ title: '请补正材料', body: '各项需要补正的内容已一次列明，请在期限内一次补交。', urgent: true, statutory: true }),
  terminate: () => ({ title: '办理已终止', body: '原因见文书。', urgent: true, statutory: true }),
  startLanes: started,
  laneIssued: (_found, { data }) => ({ title: `${String(data['title'])}已办好`, body: '部门已作出准予决定并制好证照，可以现在领取，也可以等其余事项办好以后一次领取。', statutory: true }),
  laneEnded: ended,
  complete: () => ({ title: '全部办结', body: '各项都已办结，请看每一项的结果。欢迎对这件事评价，也可以对每一项分别评价。' }),
}

/** Tells the applicant, and the agent who filed it; once for each event however often the job runs. */
export function jointNotices(caseType: JointType): AfterReaction {
  return {
    name: `${caseType}.tell-applicant`,
    on: Object.keys(NOTICES).map((step) => `${caseType}.${step}`),
    react: async (call, event, found) => {
      const words = await NOTICES[event.step]?.(found, event, call)
      if (!words) return
      const agent = await agentOf(call, found)
      // Her own message first: with it she is no more counted among the readers of the firm's.
      for (const recipient of [...(agent === null ? [] : [agent]), found.applicant.id]) await tell(call.tx, {
        recipient, caseId: found.id, eventSeq: event.seq, title: `${found.title}：${words.title}`, body: words.body, at: event.at,
        urgency: words.urgent ? 'urgent' : 'ordinary', statutory: words.statutory === true, gist: words.title,
        actBy: found.queue?.startsWith('applicant:') === true ? found.queueDueOn : null,
      })
    },
  }
}

async function accepted(found: Case, { data }: CaseEvent, call: Told): Promise<Words> {
  // Safe: the kernel has checked the data against JointAcceptance.
  const { notAccepted = [] } = data as JointAcceptance
  const begun = '各部门已同时开始办理，每一项的期限都可以在办件进度里看到。'
  if (notAccepted.length === 0) return { title: '申请已受理', body: begun, statutory: true }
  const refused = notAccepted.map(({ lane, reason }) => `“${nameIn(found, lane)}”不予受理：${reason}`).join('；')
  return { title: '申请已受理，其中有不予受理的', body: `${refused}。${await followsIn(call, found, notAccepted)}受理的，${begun}`, urgent: true, statutory: true }
}

/** The first lanes begin with the application, of which she has been told. */
function started(found: Case, { data, seq }: CaseEvent): Words | undefined {
  const lanes = Array.isArray(data['lanes']) ? data['lanes'].map(String) : []
  if (found.acceptedOn === null || seq <= FIRST_STEPS) return undefined
  return { title: `${lanes.map((lane) => `“${nameIn(found, lane)}”`).join('、')}已开始办理`, body: '前一项已经办好，这一项已用您的申请自动开始，不用再提交；它的期限从今天起算。' }
}

/** The opening, and the start of what can be made with it. */
const FIRST_STEPS = 2

/** What she has withdrawn herself, and what has been handed to her, she knows; of what was not accepted she is told with the acceptance. */
const TOLD: readonly LaneEnd[] = ['denied', 'terminated', 'blocked']

async function ended(found: Case, { data }: CaseEvent, call: Told): Promise<Words | undefined> {
  // Safe: the kernel has checked the data against Ended.
  const { ended: all } = data as Ended
  const told = all.filter(({ outcome }) => TOLD.some((one) => one === outcome))
  if (told.length === 0) return undefined
  const lines = told.map(({ lane, outcome, reason }) => `“${nameIn(found, lane)}”${reason ?? wordsOf(outcome)}`)
  return {
    title: '有事项没有办成', body: `${lines.join('；')}。理由和救济途径见那一项的文书。${await followsIn(call, found, told)}接下来可以怎么办，请看办件进度。`,
    urgent: true, statutory: true,
  }
}

/** What it means for the other items that these did not come about, as they stand now. */
async function followsIn({ tx }: Told, { id }: Case, gone: readonly { lane: string }[]): Promise<string> {
  const family = await familyOf(tx, id)
  const follows = family ? followsOf(family, gone.map(({ lane }) => lane)) : []
  return follows.length === 0 ? '' : `${follows.join('；')}。`
}

function wordsOf(outcome: string): string {
  return Object.entries(DECIDED_STATES).find(([name]) => name === outcome)?.[1] ?? outcome
}

function nameIn(found: Case, id: string): string {
  return lanesIn(found).find((lane) => lane.id === id)?.name ?? id
}
