import { maskName } from '#platform/mask'
import { Refusal } from '#platform/refusal'
import { clockView, eventsOf, eventView, findByNumber, isCaseNumber, isOpen, isQueryPassword, stateRule, workflowOf, type Call, type Case } from '#kernel'
import { isJoint, summaryOf } from '#base/joint'
import { dayWords } from '#base/pages'
import { publicLane, togetherOf, type PublicLane, type Together } from './together.ts'

/** Each of these words is public; nothing else of the case is. */
export interface PublicTimeline {
  number: string
  title: string
  applicant: string
  state: string
  stateLabel: string
  owner: string
  /** Whose turn it is now, in one sentence. */
  turn: string
  clock: ReturnType<typeof clockView>
  /** Where several items were applied for in one go. */
  lanes?: PublicLane[]
  timeline: { seq: number; at: string; step: string; label: string; by: string; state: string; hash: string; previousHash: string }[]
}

/** The public progress of a case for whoever knows its number and its query password (审批进程全公开). */
export async function publicProgress(call: Call, number: string, password: string): Promise<PublicTimeline> {
  return (await publicCase(call, number, password)).shown
}

/** The same with the case itself and, of a joint matter, how its items stand: for a page, which says it in its own words. */
export async function publicCase(call: Call, number: string, password: string): Promise<{ shown: PublicTimeline; together: Together | undefined }> {
  if (!isCaseNumber(number)) throw new Refusal('invalid', '办件编号不对，请核对回执上的 19 位数字', [{ path: 'number', message: '办件编号是 19 位数字，最后一位是校验码' }])
  const known = await findByNumber(call.tx, number)
  if (!known || !isQueryPassword(number, password, known.queryPasswordHash)) throw new Refusal('not-found', '办件编号或查询密码不对，请核对回执')
  const shown = await timelineOf(call, known.found)
  if (!isJoint(known.found)) return { shown, together: undefined }
  const together = await togetherOf(call, known.found)
  const { lanes } = together.whole
  // Before it is accepted it is one party's turn; afterwards several departments' at once.
  const isBefore = shown.clock.startedOn === null && known.found.closedAt === null
  const byWhen = known.found.closedAt === null && shown.clock.state === 'running' && shown.clock.dueOn !== null
    ? `各部门正在同时办理，最迟${dayWords(shown.clock.dueOn)}作出全部决定。`
    : ''
  const turn = `${isBefore ? `${shown.turn}。` : byWhen}${summaryOf({ lanes })}`
  return { shown: { ...shown, turn, lanes: lanes.map(publicLane) }, together }
}

async function timelineOf(call: Call, found: Case): Promise<PublicTimeline> {
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  const rule = stateRule(workflow, found.state)
  const events = await eventsOf(call.tx, found.id)
  return {
    number: found.number, title: found.title, applicant: maskName(found.applicant.name), state: found.state, stateLabel: rule.label,
    owner: call.kernel.nameOf(found.ownerOrganisation), turn: isOpen(rule) ? turnSentence(call, found) : `办件已结束：${rule.label}`,
    clock: clockView(call, found),
    timeline: events.map((event) => {
      const { seq, at, step, label, by, state, hash, previousHash } = eventView(call, found, { event, relations: [] })
      return { seq, at, step, label, by, state, hash, previousHash }
    }),
  }
}

function turnSentence(call: Call, found: Case): string {
  const [turn = '', place = ''] = (found.queue ?? '').split(':')
  if (turn === 'parent') return '这一项和同一件事的其他事项一起受理，受理以后由部门办理'
  if (turn === 'applicant') return `现在等您${found.state === 'correcting' ? '补正' : '补交材料'}，请在 ${found.queueDueOn} 前提交`
  const isLate = found.queueDueOn !== null && found.queueDueOn < call.today && clockView(call, found).state !== 'paused'
  return `现在由${call.kernel.nameOf(place)}办理，${isLate ? `本来应在 ${found.queueDueOn} 前完成这一步，已经超期` : `应在 ${found.queueDueOn} 前完成这一步`}`
}
