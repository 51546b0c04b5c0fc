/** Marks for a first look (data/anywhere-marks.csv, every one marked 示例) and two receipts of people who do not exist. Only where nobody has set any. */
import { readFileSync } from 'node:fs'
import { csvRows } from '#platform/csv'
import { runSql, type Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { inProject } from '#platform/project'
import { takeStep, type Actor, type Call, type Kernel } from '#kernel'
import { writeMarks } from './marks/marks.ts'
import { readTable } from './marks/sheet.ts'
import { receiveWalkIn, type WalkIn } from './receiving/opening.ts'

const SHIPPED = inProject('data/anywhere-marks.csv')

/** After the sample items and the demo accounts. */
export async function seedAnywhere(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  if ((await runSql(tx, 'select 1 from anywhere.mark limit 1')).length > 0) return
  const items = await runSql<{ code: string }>(tx, "select distinct code from catalog.item where status = 'published' limit 5000")
  const codes = new Set(items.map(({ code }) => code))
  const { marks } = readTable(csvRows(readFileSync(SHIPPED, 'utf8')), { items: codes, present: [] })
  await writeMarks({ tx, now, actor: { id: 'system', name: '系统（示例）', roles: [], organisation: null, party: null } }, marks.map(({ line: _, ...mark }) => mark))
  if (codes.has(RESIDENCE) && codes.has(ELDERLY)) await seedReceipts({ kernel, tx, actor: CLERK, now, today: dayAt(now) })
}

const CLERK: Actor = { id: 'demo-xinhua-window', name: '赵窗口（示例）', roles: ['window'], organisation: 'xinhua', party: null }
const RESIDENCE = 'SL44011400116'
const ELDERLY = 'SL44011400189'

/** One on its way to the police of the district, one that waits to be sent to another district. */
async function seedReceipts(call: Call): Promise<void> {
  const own = await receiveWalkIn(call, { ...CHOSEN, itemCode: RESIDENCE, ownerPlace: '440114', applicant: { kind: 'person', name: '王示例（虚构）' } }, undefined)
  await takeStep(call, own.caseId, 'send', { data: { way: 'parcel', parcel: 'DEMO0001' } })
  await receiveWalkIn(call, { ...CHOSEN, itemCode: ELDERLY, ownerPlace: '440106', applicant: { kind: 'person', name: '赵示例（虚构）' } }, undefined)
}

const CHOSEN: Pick<WalkIn, 'returnPlace' | 'receiving'> = {
  returnPlace: '440114001',
  receiving: {
    identity: { kind: '居民身份证', lastFour: '0000', isSamePerson: true }, checked: ['份数与清单一致', '字迹清楚、没有缺页'],
    papers: [{ materialId: 'identity', name: '身份证（示例）', originals: 1, copies: 1 }],
  },
}
