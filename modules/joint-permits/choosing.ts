/** What the enterprise's choice does to the permits of a joint case, in the transaction of its step. */
import { Refusal } from '#platform/refusal'
import { SYSTEM, takeStep, type Call, type Case, type CaseEvent, type WithinReaction } from '#kernel'
import { endedIn, familyOf, isTogether, laneOf, lanesIn, settleParent } from '#base/joint'
import type { TakenOut } from './forms.ts'
import { isMeetingDay, JOINT_PERMITS_TYPE, mayChange } from './workflow.ts'

export const followChoice: WithinReaction = {
  name: 'joint-permits.follow-choice',
  on: ['leaveJoint', 'rejoin', 'takeOut', 'extend'].map((step) => `${JOINT_PERMITS_TYPE}.${step}`),
  react: async (call, event, parent) => {
    const children = ((await familyOf(call.tx, parent.id))?.children ?? []).filter(mayChange)
    switch (event.step) {
      case 'takeOut': await takeOut(call, event, { parent, children }); break
      case 'extend': await withEach(call, parent, {
        children: children.filter(({ clock }) => clock.joint), step: 'extendTogether', data: extension(event),
      }); break
      case 'rejoin': await withEach(call, parent, { children: children.filter((child) => mayComeBack(parent, child)), step: 'joinTogether' }); break
      default: await withEach(call, parent, { children: children.filter(isTogether), step: 'leaveTogether' })
    }
    await settleParent(call, parent.id)
  },
}

/** A meeting is held on a day that has been, and not before the application. */
export const checkMeeting: WithinReaction = {
  name: 'joint-permits.check-meeting', on: [`${JOINT_PERMITS_TYPE}.holdMeeting`],
  react: async ({ today }, { data }, { clock }) => {
    const filedOn = clock.events[0]?.on ?? today
    if (isMeetingDay(data['on'], { filedOn, today })) return
    throw new Refusal('invalid', '会商日期不对', [{ path: 'on', message: `请写 ${filedOn} 至 ${today} 之间真实的一天` }])
  },
}

interface Members { parent: Case; children: readonly Case[] }

async function takeOut(call: Call, event: CaseEvent, { parent, children }: Members): Promise<void> {
  // Safe: the kernel has checked the data against TakenOut.
  const { lane, how, note } = event.data as TakenOut
  const child = children.find((one) => laneOf(one) === lane && isTogether(one))
  if (!child) {
    const names = children.filter(isTogether).map((one) => lanesIn(parent).find(({ id }) => id === laneOf(one))?.name)
    throw new Refusal('invalid', '这个证现在不能取出', [{ path: 'lane', message: `可以取出的有：${names.join('、')}` }])
  }
  await withEach(call, parent, { children: [child], step: 'leaveTogether' })
  // By the enterprise itself: whoever may not withdraw for it may not do so here either.
  if (how === 'withdraw') await takeStep(call, child.id, 'withdraw', { data: note === undefined ? {} : { note } })
}

interface Following { children: readonly Case[]; step: string; data?: Record<string, unknown> }

async function withEach(call: Call, parent: Case, { children, step, data = {} }: Following): Promise<void> {
  for (const child of children) await takeStep({ ...call, actor: SYSTEM, through: parent.id }, child.id, step, { data })
}

function extension({ data }: CaseEvent): Record<string, unknown> {
  return { days: data['days'], reason: data['reason'] }
}

/** Not what was taken out for good. */
function mayComeBack(parent: Case, child: Case): boolean {
  return !isTogether(child) && !Object.hasOwn(endedIn(parent), laneOf(child) ?? '')
}
