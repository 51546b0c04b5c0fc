/** Three plants of a park, the ecology bureau and the public, for tests of bundles. */
import { randomUUID } from 'node:crypto'
import { inProject } from '#platform/project'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { testDatabase, testVault, type TestDatabase } from '#platform/testing'
import { VISITOR, loadCalendars, withProvisionalYears, type Actor, type Case, type Kernel } from '#kernel'
import { person, World } from '#kernel/testing'
import { publishItem } from '#base/catalog'
import { testItem } from '../../base/catalog/test-item.ts'
import { ANSWERS } from './answers.test-support.ts'
import { bundledEia } from './index.ts'
import { beginDraft, draftFor, keepAnswers, keepReport, lockDraft } from './drafts.ts'
import { fileBundle } from './file-bundle.ts'
import { EIA_ITEM } from './names.ts'
import { receiveObjection } from './objections.ts'
import { contentSm3, sign } from './signing.ts'

/** A Monday; 清明 is on 2026-04-06. */
export const FIRST_DAY = '2026-03-02'
export const USCCS = ['91440114000000001G', '91440114000000002K', '91440114000000003N'] as const

const plant = (id: string, name: string): Actor => ({ ...person(`${id}-agent`, ['enterprise']), name, party: id })
export const A = plant('plant-a', '甲厂经办人')
export const B = plant('plant-b', '乙厂经办人')
export const C = plant('plant-c', '丙厂经办人')
export const STRANGER = plant('plant-x', '别的厂')
export const ECOLOGY = person('ecology', ['reviewer'], 'ecology')
export const CHIEF = person('ecology-approver', ['approver'], 'ecology')
export const PUBLIC: Actor = VISITOR

export interface Ground { world: World; database: TestDatabase['db']; close: () => Promise<void> }

export async function ground(): Promise<Ground> {
  const { db, close } = await testDatabase()
  const world = new World(db, kernel(), FIRST_DAY)
  await world.as(A, ({ tx }) =>
    publishItem(tx, testItem({ code: EIA_ITEM, organisation: 'ecology' }), { organisations: new Set(['hall', 'market-regulation', 'ecology']) }))
  await runSql(
    db, `insert into people.party (id, name, uscc) values ('plant-a', '甲皮具厂（示例）', $1), ('plant-b', '乙皮具厂（示例）', $2), ('plant-c', '丙皮具厂（示例）', $3)`, [...USCCS],
  )
  return { world, database: db, close }
}

/** Only this module: what it does must not depend on others. */
function kernel(): Kernel {
  const workflows = bundledEia.workflows ?? []
  return {
    calendar: withProvisionalYears(loadCalendars(inProject('data/calendars'))),
    workflows: new Map(workflows.map((workflow) => [workflow.caseType, [workflow]])),
    within: bundledEia.within ?? [], after: bundledEia.after ?? [], projections: [], nameOf: (organisation) => organisation,
    vault: testVault(), sendJobs: async () => undefined,
  }
}

/** A file of this person; its content lies nowhere. */
export async function fileOf({ database }: Pick<Ground, 'database'>, actor: Actor): Promise<string> {
  const id = randomUUID()
  await runSql(database, `insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
    values ($1, $2, 10, 'application/pdf', '报告表.pdf', $3, $4, now())`, [id, sm3Hex(id), actor.id, actor.party])
  return id
}

/** A draft of the first plant with everything in it, confirmed by these. */
export async function drafted(on: Ground, { changes = {}, signers = [B, C] }: {
  changes?: Record<string, string>; signers?: readonly Actor[]
} = {}): Promise<string> {
  const id = await on.world.as(A, (call) => beginDraft(call, { ...ANSWERS, ...changes }))
  const fileId = await fileOf(on, A)
  await on.world.as(A, (call) => keepReport(call, id, fileId))
  for (const signer of signers) await signedBy(on, signer, id)
  return id
}

export async function signedBy({ world }: Ground, signer: Actor, draftId: string): Promise<void> {
  const sm3 = await world.as(A, async (call) => contentSm3(await draftFor(call, draftId)))
  await world.as(signer, (call) => sign(call, draftId, { sm3 }))
}

export async function filed(on: Ground, changes: Record<string, string> = {}): Promise<Case> {
  const draftId = await drafted(on, { changes })
  const { caseId } = await on.world.as(A, (call) => fileBundle(call, draftId, { isDeclared: true, key: randomUUID() }))
  return on.world.caseNow(caseId)
}

export async function rewritten({ world }: Ground, draftId: string, changes: Record<string, string>): Promise<void> {
  await world.as(A, async (call) => keepAnswers(call, await lockDraft(call, draftId), changes))
}

export const says = ({ world }: Ground, caseId: string, text: string, { who = PUBLIC, key }: { who?: Actor; key?: string } = {}): Promise<string> =>
  world.as(who, (call) => receiveObjection(call, caseId, { text, key }))

/** Everything from the acceptance to the eve of the decision. */
export async function reviewed(on: Ground, changes: Record<string, string> = {}): Promise<Case> {
  const { id } = await filed(on, changes)
  await on.world.step(ECOLOGY, id, 'accept')
  await on.world.step(ECOLOGY, id, 'publicise')
  on.world.today = '2026-03-10'
  await on.world.step(ECOLOGY, id, 'closePublicity')
  for (const [index, uscc] of USCCS.entries())
    await on.world.step(ECOLOGY, id, 'setConditions', { data: { uscc, conditions: `第 ${index + 1} 个单位：废气收集后经活性炭吸附排放。` } })
  return on.world.step(ECOLOGY, id, 'review', { data: { opinion: '符合条件。' } })
}

export const approved = async (on: Ground): Promise<Case> => on.world.step(CHIEF, (await reviewed(on)).id, 'approve')
