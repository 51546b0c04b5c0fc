import { randomUUID } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { takeStep, VISITOR, type Actor, type Call, type Kernel } from '#kernel'
import { receiveSamplePaper } from '#base/materials'
import { beginDraft, draftFor, keepReport } from './drafts.ts'
import { fileBundle } from './file-bundle.ts'
import { receiveObjection } from './objections.ts'
import { contentSm3, sign } from './signing.ts'

const DEMO_KEY = '5eed0000-0000-4000-8000-000000000008'
const plant = (letter: string): Actor =>
  ({ id: `demo-plant-${letter}`, name: `${letter}厂经办人`, roles: ['enterprise'], organisation: null, party: `demo-plant-${letter}` })
const REVIEWER: Actor = { id: 'demo-ecology', name: '生态环境局审查（示例）', roles: ['reviewer'], organisation: 'ecology', party: null }

const unit = (index: number, name: string, { uscc, adhesive }: { uscc: string; adhesive: string }) => Object.entries({
  name, uscc, project: `${name}皮具加工项目`, place: `示例皮具产业园 ${index + 1} 号厂房`, class: '报告表', industry: '皮革制品制造', process: '裁断、缝制、涂胶', inPark: 'true', adhesive,
  openViolation: 'false', provincial: 'false',
}).map(([field, value]) => [`u${index}.${field}`, value])

const ANSWERS: Readonly<Record<string, string>> = {
  kind: 'park-sme', units: '3', parkName: '示例皮具产业园', planEia: '审查通过', implemented: 'true', lead: '甲皮具厂（示例）',
  merged: '政策和规划符合性\n生产工艺及流程\n区域环境质量现状\n环境保护目标及评价标准', title: '示例皮具产业园三家皮具厂', place: '花都区狮岭镇某路（示例），示例皮具产业园 1 至 3 号厂房',
  overview: '三家皮具厂，裁断、缝制、涂胶，年加工皮具合计 10 万件（示例）。', agency: '某环评公司（示例）',
  impacts: '废气：涂胶废气集中收集，经活性炭吸附后由排气筒排放。噪声：选用低噪声设备，夜间不生产。固体废物：废胶桶、废活性炭交有资质的单位处置（示例）。',
  participation: '在园区公告栏张贴了公告，没有收到意见（示例）。',
  ...Object.fromEntries([
    ...unit(0, '甲皮具厂（示例）', { uscc: '91440114000000001G', adhesive: '0.7' }), ...unit(1, '乙皮具厂（示例）', { uscc: '91440114000000002K', adhesive: '1.6' }),
    ...unit(2, '丙皮具厂（示例）', { uscc: '91440114000000003N', adhesive: '1.7' }),
  ]),
}

/** One bundle of the demo district that is being publicised, with something said of it: everything in it is invented. Once only, after the demo accounts and items. */
export async function seedDemoBundle(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  const as = (actor: Actor): Call => ({ kernel, tx, actor, now, today: dayAt(now) })
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => as(plant(letter)))
  const [there] = await runSql(tx, 'select 1 as there from bundled_eia.bundle limit 1', [])
  if (there || !a || !b || !c) return
  const draftId = await beginDraft(a, ANSWERS)
  await keepReport(a, draftId, await receiveSamplePaper(a, '环境影响报告表（示例）.pdf'))
  const sm3 = contentSm3(await draftFor(a, draftId))
  for (const member of [b, c]) await sign(member, draftId, { sm3 })
  const { caseId } = await fileBundle(a, draftId, { isDeclared: true, key: DEMO_KEY })
  await takeStep(as(REVIEWER), caseId, 'accept')
  await takeStep(as(REVIEWER), caseId, 'publicise')
  await receiveObjection(as(VISITOR), caseId, { text: '涂胶的气味会不会影响旁边的宿舍？（示例）', key: randomUUID() })
}
