import { runSql, type Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { childrenOf, takeStep, type Actor, type Call, type Kernel } from '#kernel'
import { checklistOf, itemInForce } from '#base/catalog'
import { laneOf } from '#base/joint'
import { receiveSamplePaper } from '#base/materials'

/** What is filed for the demo firm. */
export interface DemoFiling {
  itemCode: string
  answers: Record<string, string>
  form: Record<string, string | number | boolean>
  materials: { materialId: string; fileId: string }[]
}
interface Seeding { now: Date; file: (call: Call, filing: DemoFiling) => Promise<{ caseId: string }> }

const FIVE = 'SL44011400312'
const FIRM: Actor = { id: 'demo-enterprise', name: '某餐饮公司经办人', roles: ['enterprise'], organisation: null, party: 'demo-party' }
const staff = (role: 'window' | 'reviewer', organisation: string): Actor =>
  ({ id: `demo-${role}-${organisation}`, name: '示例工作人员', roles: [role], organisation, party: null })
const ANSWERS = {
  out: 'none',
  land: 'auction',
  investment: 'private',
  specialWorks: 'no',
  existing: 'no',
  idle: 'no',
  agent: 'no',
  mode: 'build',
  use: 'factory',
  landscape: 'no',
  violation: 'no',
  tender: 'yes',
  demolition: 'no',
  stage: 'whole',
}
/** A building that does not exist. */
const FORM = {
  projectName: '中央厨房厂房（示例）', projectCode: '2026-440114-04-01-900001', ownerName: '某餐饮公司（示例）',
  ownerUscc: '91440114000000000D', siteAddress: '花都区花东镇示例路 9 号', plotNumber: '示例地块 1',
  landArea: 6000, landUse: '工业', contractNumber: '440114-2026-示例-001', contactPhone: '13800000000',
  groundArea: 2400, requiredArea: 300, shelterArea: 320, defenceLevel: '核6B级常6级',
  peacetimeUse: '汽车库', designerName: '某设计院（示例）', floorArea: 9000, buildingHeight: 22, storeys: 5, use: '工业', contractPrice: 3200, contractorName: '某建筑公司（示例）',
  contractorUscc: '91440114000000001G', tenderNumber: 'SL-2026-001', supervisorName: '某监理公司（示例）', startOn: '2026-06-01', finishOn: '2027-06-01',
}

/** One 五证联办 of the demo firm, everything in it invented: accepted, with a planning permit that is ready and waits for the land. Once only. */
export async function seedDemoPermits(kernel: Kernel, tx: Tx, { now, file }: Seeding): Promise<void> {
  const as = (actor: Actor): Call => ({ kernel, tx, actor, now, today: dayAt(now) })
  const [there] = await runSql(tx, 'select 1 as there from kernel.case where item_code = $1 limit 1', [FIVE])
  if (there) return
  const { caseId } = await file(as(FIRM), await filingOf(as(FIRM)))
  await takeStep(as(staff('window', 'hall')), caseId, 'accept', { data: { opinion: '材料齐全，予以受理。' } })
  const planning = (await childrenOf(tx, caseId)).find((child) => laneOf(child) === 'gc')
  if (planning) await takeStep(
    as(staff('reviewer', planning.ownerOrganisation)), planning.id, 'review', { data: { opinion: '符合规划条件，建议准予。', recommendation: 'approve' } },
  )
}

/** One empty page for everything that has to be handed in. */
async function filingOf(call: Call): Promise<DemoFiling> {
  const { materials } = checklistOf(await itemInForce(call.tx, FIVE, call.today), ANSWERS)
  const fileId = await receiveSamplePaper(call, '材料（示例）.pdf')
  const asked = materials.filter(({ need, source }) => need !== 'optional' && source !== 'shared')
  return { itemCode: FIVE, answers: ANSWERS, form: FORM, materials: asked.map(({ id }) => ({ materialId: id, fileId })) }
}
