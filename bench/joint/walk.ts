import { takeStepTogether, type Actor, type Case } from '#kernel'
import { NOW, TODAY } from '../ground.ts'
import { LANES, type Site, type Waiting } from './site.ts'

const WINDOW: Actor = { id: 'demo-window', name: '综合窗口', roles: ['window'], organisation: 'hall', party: null }
const REVIEW = { opinion: '经审查，符合法定条件、标准，建议准予。', recommendation: 'approve' }

/**
 * From acceptance to release, in the order of the law: everything accepted, everything reviewed, and one permit after the other granted
 * and made. @returns how many decisions people took
 */
export async function release(site: Site, { parent, permits }: Waiting): Promise<number> {
  const cases = LANES.map((lane) => permits[lane])
  let decisions = 0
  const take = async (actor: Actor, caseId: string, step: string, data: Record<string, unknown> = {}): Promise<void> => {
    const call = { kernel: site.kernel, tx: site.database, actor, now: NOW, today: TODAY }
    await takeStepTogether(call, caseId, step, { data, idempotencyKey: `bench-${caseId}-${step}` })
    decisions += 1
  }
  if (parent === null) for (const { id } of cases) await take(WINDOW, id, 'accept')
  else await take(WINDOW, parent, 'accept')
  for (const found of cases) await take(officer('reviewer', found), found.id, 'review', REVIEW)
  for (const found of cases) {
    await take(officer('approver', found), found.id, 'approve')
    await take(officer('reviewer', found), found.id, 'issue')
  }
  return decisions
}

function officer(role: 'reviewer' | 'approver', { ownerOrganisation }: Case): Actor {
  return { id: `bench-${role}-${ownerOrganisation}`, name: `${role}（示例）`, roles: [role], organisation: ownerOrganisation, party: null }
}
