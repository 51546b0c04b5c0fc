import { Departments, fileJoint, NEWBORN, RESTAURANT } from './joint-walk.ts'

const ALL = ['eligible.yes', 'follow.mother', 'birthRegistered.no', 'reimburse.yes', 'guidance.yes', 'delivery.pickup']
const OVER = '疏散门向内开，开启以后挡住疏散通道，不符合要求。'

/** Addresses of what a joint matter looks like to the demo citizen: before it is filed, on its way, and over with one item refused. */
export async function jointStates(url: string): Promise<Record<string, string>> {
  const [newborn, restaurant] = await Promise.all([
    fileJoint(url, NEWBORN, { preferred: { reimburse: 'yes', guidance: 'yes' } }),
    fileJoint(url, RESTAURANT, { preferred: { sign: 'yes', crowded: 'yes', tobacco: 'yes' } }),
  ])
  const departments = new Departments(url)
  await departments.step('window', newborn, 'accept')
  for (const id of ['certificate', 'household']) await finish(departments, newborn, id)
  await departments.step('window', restaurant, 'accept')
  const fire = (await departments.whole(restaurant)).lanes.find(({ id }) => id === 'fire')
  if (fire) await departments.refuse(fire, OVER)
  for (const id of ['food', 'sign', 'tobacco']) await finish(departments, restaurant, id)
  await departments.step('window', restaurant, 'deliver')
  return {
    一件事: '/life-events', 一件事的指南: `/items/${NEWBORN}`, 一件事的清单: `/items/${NEWBORN}/checklist?${ALL.map((pair) => `a=${pair}`).join('&')}`,
    一件事办理中: `/cases/${newborn}`, 一件事办结: `/cases/${restaurant}`, 一件事里没有批准的一项: `/cases/${fire?.caseId}`,
  }
}

async function finish(departments: Departments, parent: string, id: string): Promise<void> {
  const lane = (await departments.whole(parent)).lanes.find((one) => one.id === id)
  if (lane) await departments.finish(lane)
}
