/** A joint matter of four tiny items, and people who handle it, for tests. */
import { randomUUID } from 'node:crypto'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import type { Item, Lane } from '#base/catalog'
import { SYSTEM, type Actor, type Case } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '#app'
import { submitApplication, type Submission } from '#modules/applications'
import { testItem } from '../catalog/test-item.ts'
import { storeEditions } from '../catalog/versions.ts'
import { familyOf, laneOf, type JointType } from './family.ts'

/** Each item asks for one name and one paper; 'certificate' is what the birth lane issues. */
export function memberItem(code: string, name: string, changes: Partial<Item> = {}): Item {
  const { form: _, ...item } = testItem()
  return {
    ...item, code, name, organisation: `office-${code.slice(-1)}`, promisedWorkingDays: 5, statutoryWorkingDays: 20, limitsByAnswer: [], situations: [],
    outcome: { name: `${name}的证`, kind: '出证办结', sample: true }, materials: [paper('form')],
    form: formOf({ holder: { type: 'string', title: '姓名', maxLength: 30 }, idNumber: { type: 'string', title: '证件号码', 'x-personal': true } }), ...changes,
  }
}

export const BIRTH = memberItem('SLJ00001', '出生证明（示例）', { promisedWorkingDays: 3 })
export const REGISTER = memberItem('SLJ00002', '户口登记（示例）', { materials: [paper('form'), paper('certificate')] })
export const PLAN = memberItem('SLJ00003', '规划许可（示例）', { promisedWorkingDays: 8 })
export const BUILD = memberItem('SLJ00004', '施工许可（示例）', { promisedWorkingDays: 4 })
export const MEMBERS = [BIRTH, REGISTER, PLAN, BUILD] as const

/** birth → register by start; plan → build by release; 'build' only where wanted. */
export function testJointItem(caseType: JointType = 'life-event', changes: Partial<Item> = {}): Item {
  const { form: _, ...item } = testItem()
  return {
    ...item, code: 'SLJ00009', name: '一起办四件（示例）', organisation: 'lead', limitsByAnswer: [], materials: [paper('form')],
    situations: [{ id: 'build', question: '要施工吗？', options: [{ id: 'yes', label: '要' }, { id: 'no', label: '不要' }] }],
    form: formOf({ holder: { type: 'string', title: '姓名', maxLength: 30 }, idNumber: { type: 'string', title: '证件号码', 'x-personal': true } }),
    joint: {
      caseType, readiness: 'ready', lead: 'lead', checks: [], appointments: [],
      lanes: [
        lane('birth', BIRTH), lane('register', REGISTER, { after: [{ lane: 'birth', needs: 'start', material: 'certificate' }] }),
        lane('plan', PLAN), lane('build', BUILD, { optional: true, when: { build: ['yes'] }, after: [{ lane: 'plan', needs: 'release', basis: '城乡规划法第四十条' }] }),
      ],
      fields: LANE_IDS.flatMap((id) => ['holder', 'idNumber'].map((field) => ({ field, lane: id, into: field }))),
      materials: LANE_IDS.map((id) => ({ material: 'form', lane: id, as: 'form' })),
    },
    ...changes,
  }
}

export const LANE_IDS = ['birth', 'register', 'plan', 'build'] as const

export const LIN: Actor = { ...person('lin', ['citizen']), name: '林小溪' }
export const STRANGER = person('other', ['citizen'])
export const WINDOW = person('window', ['window'], 'hall')
/** The lead department. */
export const LEAD = person('lead-reviewer', ['reviewer'], 'lead')
/** Monday; ordinary working days until 清明. */
export const FIRST_DAY = '2026-03-02'

/** Those who review and decide in the department of a lane. */
export function officeOf(found: Pick<Case, 'ownerOrganisation'>): { reviewer: Actor; approver: Actor } {
  const { ownerOrganisation: place } = found
  return { reviewer: person(`reviewer-${place}`, ['reviewer'], place), approver: person(`approver-${place}`, ['approver'], place) }
}

export interface Town { world: World; database: TestDatabase['db']; close: () => Promise<void> }

/** A database in which these items are published. */
export async function town(items: readonly Item[] = [...MEMBERS, testJointItem()]): Promise<Town> {
  const { db, close } = await testDatabase()
  const world = new World(db, assembleKernel({ sendJobs: async () => {} }), FIRST_DAY)
  await world.as(SYSTEM, ({ tx }) => storeEditions(tx, items.map((item) => ({ item, source: null }))))
  return { world, database: db, close }
}

/** A file of this person; its content lies nowhere, nobody opens it. */
export async function fileOf({ database }: Pick<Town, 'database'>, actor: Actor = LIN): Promise<string> {
  const id = randomUUID()
  await runSql(database, `insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
    values ($1, $2, 10, 'application/pdf', '材料.pdf', $3, $4, now())`, [id, sm3Hex(id), actor.id, actor.party])
  return id
}

export async function submissionOf(ground: Town, changes: Partial<Submission> = {}): Promise<Submission> {
  return {
    itemCode: 'SLJ00009', answers: { build: 'yes' }, form: { holder: '林小溪', idNumber: '440114200001010011' },
    materials: [{ materialId: 'form', fileId: await fileOf(ground) }], ...changes,
  }
}

export type Families = { parent: Case; lanes: Readonly<Record<string, Case>> }

/** Files the joint matter; the parent with its children by lane. */
export async function filed(ground: Town, changes: Partial<Submission> = {}): Promise<Families> {
  const submission = await submissionOf(ground, changes)
  const { caseId } = await ground.world.as(LIN, (call) => submitApplication(call, submission))
  return family(ground, caseId)
}

export async function family({ world }: Pick<Town, 'world'>, parentId: string): Promise<Families> {
  const found = await world.as(SYSTEM, (call) => familyOf(call.tx, parentId))
  if (!found) throw new Error(`no parent ${parentId}`)
  return { parent: found.parent, lanes: Object.fromEntries(found.children.map((child) => [laneOf(child) ?? '', child])) }
}

/** One step on the parent; the family as it stands then. */
export async function move(ground: Pick<Town, 'world'>, { parent }: Families, step: string, data: Record<string, unknown> = {}): Promise<Families> {
  await ground.world.step(step === 'supplement' || step === 'withdraw' || step === 'rate' ? LIN : WINDOW, parent.id, step, { data })
  return family(ground, parent.id)
}

const LANE_DATA: Readonly<Record<string, Record<string, unknown>>> = {
  review: { opinion: '符合条件' }, deny: { reason: '不符合规划条件' }, startSpecialProcedure: { kind: 'hearing', reason: '需要听证', expectedWorkingDays: 5 },
  endSpecialProcedure: { outcome: '听证结束' }, terminate: { reason: '申请人要求终止' },
}

/** Steps on one lane, each by whom it belongs to; the family as it stands then. */
export async function work(ground: Pick<Town, 'world'>, { parent }: Families, id: string, steps: readonly string[]): Promise<Families> {
  for (const step of steps) {
    const { lanes: { [id]: child } } = await family(ground, parent.id)
    if (!child) throw new Error(`lane ${id} has not begun`)
    const { reviewer, approver } = officeOf(child)
    const actor = step === 'approve' || step === 'deny' ? approver : step === 'withdraw' ? LIN : step === 'deliver' ? WINDOW : reviewer
    await ground.world.step(actor, child.id, step, { data: LANE_DATA[step] ?? {} })
  }
  return family(ground, parent.id)
}

export const THROUGH = ['review', 'approve', 'issue'] as const

function lane(id: string, { code }: Item, changes: Partial<Lane> = {}): Lane {
  return { id, itemCode: code, optional: false, after: [], answers: [], ...changes }
}

function paper(id: string): Item['materials'][number] {
  return { id, name: `材料 ${id}`, need: 'required', originals: 1, copies: 0, source: 'applicant', checks: [] }
}

function formOf(properties: Item['form']['properties']): Item['form'] {
  return {
    type: 'object', additionalProperties: false, properties, required: Object.keys(properties), 'x-pages': [{ title: '基本情况', fields: Object.keys(properties) }],
  }
}
