/** A hall with two matters and the people who meet in it, for tests of the ordinary application. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { publishItem } from '#base/catalog'
import { documentFactsOf, type DocumentFacts, type DocumentKind } from '#base/documents'
import { documentsOf, type Actor, type Case } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '#app'
import { testItem } from '../../base/catalog/test-item.ts'
import { submitApplication, type Receipt, type Submission } from './submission.ts'

export const LIN: Actor = { ...person('lin', ['citizen']), name: '林小溪' }
export const AGENT: Actor = { ...person('agent', ['enterprise']), name: '某经办人', party: 'firm' }
export const OTHER = person('other', ['citizen'])
export const WINDOW = person('window', ['window'], 'hall')
export const REVIEWER = person('reviewer', ['reviewer'], 'market-regulation')
export const APPROVER = person('approver', ['approver'], 'market-regulation')
export const SUPERVISOR = person('supervisor', ['supervisor'], 'government-services')

/** Ten working days promised, twenty by law; 'lease' may be brought later. */
export const ITEM = testItem()
/** Decided at the window, on the spot. */
export const INSTANT = testItem({
  code: 'SL0100002', name: '个体户开业（示例）', kind: 'instant', decidedAtWindow: true, statutoryWorkingDays: 20, promisedWorkingDays: 0, limitsByAnswer: [],
  outcome: { name: '营业执照', kind: '出证办结', sample: true },
})

/** A Monday; the working days that follow are ordinary ones until 清明. */
export const FIRST_DAY = '2026-03-02'

export interface Hall { world: World; database: TestDatabase['db']; close: () => Promise<void> }

export async function hall(): Promise<Hall> {
  const { db, close } = await testDatabase()
  const world = new World(db, assembleKernel({ sendJobs: async () => {} }), FIRST_DAY)
  const organisations = new Set(['hall', 'market-regulation'])
  await world.as(LIN, async ({ tx }) => { for (const item of [ITEM, INSTANT]) await publishItem(tx, item, { organisations }) })
  await runSql(db, "insert into people.party (id, name, uscc) values ('firm', '某公司（示例）', '91440114000000000D')")
  return { world, database: db, close }
}

/** A file of this person; its content lies nowhere, the tests never open it. */
export async function fileOf({ database }: Pick<Hall, 'database'>, actor: Actor): Promise<string> {
  const id = randomUUID()
  await runSql(database, `insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
    values ($1, $2, 10, 'application/pdf', '材料.pdf', $3, $4, now())`, [id, sm3Hex(id), actor.id, actor.party])
  return id
}

/** All that the matter asks for, with a rented shop. */
export async function submissionOf(ground: Hall, actor: Actor = LIN, itemCode: string = ITEM.code): Promise<Submission> {
  return {
    itemCode, answers: { premises: 'leased', lessor: 'person' }, form: { shopName: '小溪面馆', area: 40, kitchen: '电', lessorName: '王某' },
    materials: [{ materialId: 'application', fileId: await fileOf(ground, actor) }, { materialId: 'lease', fileId: await fileOf(ground, actor) }],
  }
}

/** Files an application and returns the case with its receipt. */
export async function filed(ground: Hall, actor: Actor = LIN, changes: Partial<Submission> = {}): Promise<{ found: Case; receipt: Receipt }> {
  const submission = { ...await submissionOf(ground, actor), ...changes }
  const receipt = await ground.world.as(actor, (call) => submitApplication(call, submission))
  return { found: await ground.world.caseNow(receipt.caseId), receipt }
}

/** What people fill in where a test does not care. */
export const FILLED: Readonly<Record<string, Record<string, unknown>>> = {
  requestCorrection: { materials: [{ materialId: 'application', problems: ['没有签字', '日期没有填'] }], withinWorkingDays: 10 },
  supplement: { form: { shopName: '小溪粥店' } },
  startSpecialProcedure: { kind: 'expert-review', reason: '需要专家评审加工工艺', expectedWorkingDays: 5 },
  endSpecialProcedure: { outcome: '评审通过' },
  extend: { days: 5, reason: '需要补充核实' },
  review: { opinion: '符合条件，建议准予。', recommendation: 'approve' },
  refuseAcceptance: { reason: '经营场所不在本区' },
  deny: { reason: '经营场所离污染源太近', legalBasis: ['食品安全法第三十三条第一款第一项'] },
  terminate: { reason: '补正期限已过，没有补正' },
  rate: { level: 5 },
}
const TAKERS: Readonly<Record<string, Actor>> = {
  supplement: LIN, withdraw: LIN, rate: LIN, startSpecialProcedure: REVIEWER, endSpecialProcedure: REVIEWER, review: REVIEWER, issue: REVIEWER,
  extend: APPROVER, approve: APPROVER, deny: APPROVER,
}

/** Leads a case along these steps; 'review@2026-03-10' happens on that day. */
export async function led({ world }: Hall, caseId: string, steps: readonly string[]): Promise<Case> {
  for (const entry of steps) {
    const [step = '', day] = entry.split('@')
    if (day !== undefined) world.today = day
    await world.step(TAKERS[step] ?? WINDOW, caseId, step, { data: FILLED[step] ?? {} })
  }
  return world.caseNow(caseId)
}

/** The documents of a case by kind, each checked as the renderer will check it. */
export async function papersOf({ database }: Hall, caseId: string): Promise<DocumentFacts[]> {
  return (await documentsOf(database, caseId)).map(({ facts }) => documentFactsOf(facts))
}

/** The last document of this kind. */
export async function paperOf<Kind extends DocumentKind>(ground: Hall, caseId: string, kind: Kind): Promise<Extract<DocumentFacts, { kind: Kind }>> {
  const found = (await papersOf(ground, caseId)).findLast((facts): facts is Extract<DocumentFacts, { kind: Kind }> => facts.kind === kind)
  assert(found, `no ${kind}`)
  return found
}
