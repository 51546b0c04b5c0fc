import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, dayAt } from '#platform/day'
import { takeStep, type Actor, type Call, type Kernel } from '#kernel'
import { checklistOf, itemInForce } from '#base/catalog'
import { receiveSamplePaper } from '#base/materials'
import { openRectification } from './rectification/opening.ts'

/** What is filed for the demo firm. */
export interface DemoFiling { itemCode: string; form: Record<string, string | number>; materials: { materialId: string; fileId: string }[] }
interface Seeding { now: Date; file: (call: Call, filing: DemoFiling) => Promise<{ caseId: string }> }

/** Two working days promised. */
const SHOW = 'SL44011400153'
const LATE_CALENDAR_DAYS = 9
const DAY_MILLISECONDS = 86_400_000
const PLANT: Actor = { id: 'demo-plant-a', name: '甲皮具厂（示例）经办人', roles: ['enterprise'], organisation: null, party: 'demo-plant-a' }
const WINDOW: Actor = { id: 'demo-window', name: '综合窗口', roles: ['window'], organisation: 'hall', party: null }
const SUPERVISOR: Actor = { id: 'demo-supervisor', name: '效能监督', roles: ['supervisor'], organisation: 'government-services', party: null }
/** A show that does not exist. */
const FORM = {
  unitName: '甲皮具厂（示例）', creditCode: '91440114000000001G', phone: '13800000000', showName: '厂庆文艺演出（示例）', venueAddress: '花都区狮岭镇示例路 3 号', sessions: 1,
}

/** One case past its day, on which the rules speak at the next round, and one rectification that is under way; all of it invented. Once only. */
export async function seedDemoGovernance(kernel: Kernel, tx: Tx, { now, file }: Seeding): Promise<void> {
  const [there] = await runSql(tx, 'select 1 as there from governance.rectification limit 1', [])
  if (there) return
  const then = new Date(now.getTime() - LATE_CALENDAR_DAYS * DAY_MILLISECONDS)
  const as = (actor: Actor, at: Date): Call => ({ kernel, tx, actor, now: at, today: dayAt(at) })
  const { caseId } = await file(as(PLANT, then), await filingOf(as(PLANT, then)))
  await takeStep(as(WINDOW, then), caseId, 'accept', { data: { opinion: '材料齐全，予以受理。' } })
  const problem = '抽查发现：窗口的办事指南还是去年的版本（示例）'
  const mending = await openRectification(as(SUPERVISOR, now), { organisation: 'culture', cause: 'by-hand:standard', itemCode: '', itemName: '', problem })
  await takeStep(as(SUPERVISOR, now), mending.caseId, 'order', { data: { requirement: '换成现行版本，核对全部事项的办事指南，附上照片。', withinWorkingDays: 5 } })
}

async function filingOf(call: Call): Promise<DemoFiling> {
  const { materials } = checklistOf(await itemInForce(call.tx, SHOW, call.today), {})
  const fileId = await receiveSamplePaper(call, '材料（示例）.pdf')
  const asked = materials.filter(({ need, source }) => need !== 'optional' && source !== 'shared')
  return { itemCode: SHOW, form: { ...FORM, from: addCalendarDays(call.today, 30) }, materials: asked.map(({ id }) => ({ materialId: id, fileId })) }
}
