import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, dayAt, startOf, type Day } from '#platform/day'
import { takeStep, type Actor, type Call, type Kernel, type Role } from '#kernel'
import { raiseAppeal } from './appeals.ts'
import { demoFigures } from './demo-figures.ts'
import { drawUp, lockPeriod } from './draw.ts'
import { heldPeriod, valuesIn } from './ledger.ts'
import { publishBulletin } from './publish.ts'
import { lastEnded, type PeriodKind } from './span.ts'

const staff = (login: string, name: string, role: Role, organisation: string): Actor =>
  ({ id: `demo-${login}`, name, roles: [role], organisation, party: null })
const SUPERVISOR = staff('supervisor', '效能监督', 'supervisor', 'government-services')
const WATER = staff('water-approver', '水务局审批（示例）', 'approver', 'water')
const PLANNING = staff('planning-approver', '规划分局审批（示例）', 'approver', 'planning')
const TEN_O_CLOCK_MILLISECONDS = 10 * 3_600_000

interface Ground { kernel: Kernel; tx: Tx; now: Date; today: Day }
type At = (actor: Actor, daysAgo: number) => Call

/**
 * Three periods for a first look, every figure invented: two quarters that are published, the later with an appeal that was adopted, and a
 * month that may still be appealed. Once only.
 */
export async function seedDemoAssessment(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  const [there] = await runSql(tx, 'select 1 from assessment.period limit 1')
  if (there) return
  const ground = { kernel, tx, now, today: dayAt(now) }
  const at: At = (actor, daysAgo) => callAt(ground, actor, daysAgo)
  const quarter = lastEnded('quarter', addCalendarDays(ground.today, -LOCKED_DAYS_AGO))
  await publishedQuarter(at, { startsOn: lastEnded('quarter', quarter), shift: 0 }, { hasAppeal: false })
  await publishedQuarter(at, { startsOn: quarter, shift: 4 }, { hasAppeal: true })
  const id = await lockedPeriod(at, 'month', { startsOn: lastEnded('month', ground.today), shift: 5 }, 0)
  await raiseAppeal(at(PLANNING, 0), id, { appeal: { indicator: 'B12', reason: '两件证照由申请人约定自取，自取的日子没有登记（示例）' }, key: undefined })
}

const LOCKED_DAYS_AGO = 25
const PUBLISHED_DAYS_AGO = 8

interface Wish { startsOn: Day; shift: number }

async function publishedQuarter(at: At, wish: Wish, { hasAppeal }: { hasAppeal: boolean }): Promise<void> {
  const id = await lockedPeriod(at, 'quarter', wish, LOCKED_DAYS_AGO)
  if (hasAppeal) await adoptedAppeal(at, id)
  await publishBulletin(at(SUPERVISOR, PUBLISHED_DAYS_AGO), id, { expectedVersion: hasAppeal ? 2 : 1 })
}

async function lockedPeriod(at: At, kind: PeriodKind, { startsOn, shift }: Wish, daysAgo: number): Promise<string> {
  const call = at(SUPERVISOR, daysAgo)
  const id = await drawUp(call, demoFigures(shift), { kind, startsOn })
  await runSql(call.tx, 'update assessment.period set is_example = true where id = $1', [id])
  await lockPeriod(call, id, { drawnAt: (await heldPeriod(call.tx, id)).drawnAt.toISOString() })
  return id
}

async function adoptedAppeal(at: At, id: string): Promise<void> {
  const caseId = await raiseAppeal(at(WATER, LOCKED_DAYS_AGO - 1), id, { appeal: { indicator: 'B01', reason: '五件办件的决定日期在系统切换时补录晚了，请核实（示例）' }, key: undefined })
  const values = await valuesIn(at(WATER, 0).tx, { id, version: 1 })
  const { n = 0, part = 0 } = values.find(({ organisation, indicator }) => organisation === 'water' && indicator === 'B01') ?? {}
  await takeStep(at(SUPERVISOR, LOCKED_DAYS_AGO - 2), caseId, 'verify', { data: { finding: '核对纸质档案，两件确实按时决定（示例）' } })
  await takeStep(at(SUPERVISOR, LOCKED_DAYS_AGO - 3), caseId, 'adopt', { data: { n, part: Math.min(n, (part ?? 0) + 2), reason: '两件办件的决定日期补录有误，以纸质档案为准（示例）' } })
}

/** So many days ago at ten in the morning; today: now. */
function callAt({ kernel, tx, now, today }: Ground, actor: Actor, daysAgo: number): Call {
  if (daysAgo === 0) return { kernel, tx, actor, now, today }
  const day = addCalendarDays(today, -daysAgo)
  return { kernel, tx, actor, now: new Date(startOf(day).getTime() + TEN_O_CLOCK_MILLISECONDS), today: day }
}
