/** A building site on paper: a firm, the departments of its permits and a window, for tests of the gates. */
import { randomUUID } from 'node:crypto'
import { runSql } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { childrenOf, openCase, SYSTEM, takeStep, type Actor, type Case } from '#kernel'
import { person, World } from '#kernel/testing'
import { draftJointMatter, publishItem, type Item } from '#base/catalog'
import { laneOf } from '#base/joint'
import { submitApplication } from '#modules/applications'
import { assembleKernel } from '#app'
import { testItem } from '../../../base/catalog/test-item.ts'
import { PERMIT_NAMES, PERMITS, SETS, type Permit } from '../release/gates.ts'
import { itemCodeOf } from './permit-items.ts'
import { factsOf, projectByCode, type Project } from './projects.ts'
import { register, type Registration } from './registering.ts'

export const FIRM: Actor = { ...person('builder', ['enterprise']), party: 'firm' }
export const OTHER_FIRM: Actor = { ...person('rival', ['enterprise']), party: 'rivals' }
export const WINDOW = person('window', ['window'], 'hall')
export const CODE = '2026-440114-04-01-123456'
const OWNERS: Readonly<Record<Permit, string>> = { YD: 'planning', BD: 'planning', GC: 'planning', RF: 'housing', XF: 'housing', SG: 'housing' }
export const reviewerOf = (permit: Permit) => person(`${OWNERS[permit]}-r`, ['reviewer'], OWNERS[permit])
export const approverOf = (permit: Permit) => person(`${OWNERS[permit]}-a`, ['approver'], OWNERS[permit])

export class Site {
  readonly world: World
  readonly close: () => Promise<void>
  private constructor(world: World, close: () => Promise<void>) {
    this.world = world
    this.close = close
  }

  static async open(): Promise<Site> {
    const { db, close } = await testDatabase()
    const world = new World(db, assembleKernel({ sendJobs: async () => {} }), '2026-03-02')
    await world.as(SYSTEM, async ({ tx }) => {
      for (const permit of PERMITS) {
        await publishItem(tx, itemFor(permit), { organisations: ORGANISATIONS })
      }
      await publishItem(tx, jointItem(), { organisations: ORGANISATIONS, itemOf: (code) => PERMITS.map(itemFor).find((item) => item.code === code) })
    })
    return new Site(world, close)
  }

  /** An application for one permit, accepted, as far along as the steps lead. */
  async applied(permit: Permit, { code = CODE, actor = FIRM, specialWorks = 'no', steps = ['accept', 'review'] }: Applied = {}): Promise<Case> {
    const { opened } = await this.world.as(actor, (call) => openCase(call, {
      type: 'application', item: { code: codeOf(permit), version: 1, name: PERMIT_NAMES[permit] }, agentId: actor.id,
      applicant: { kind: 'organisation', id: actor.party ?? actor.id, name: '某建设公司（示例）' },
      ownerOrganisation: OWNERS[permit], receivingOrganisation: 'hall', place: '440114',
      form: { projectCode: code, projectName: '某厂房（示例）' }, traits: { outcome: PERMIT_NAMES[permit], licence: true },
      limits: { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false }, data: { answers: { specialWorks } },
    }))
    for (const step of steps) await this.step(permit, opened.id, step)
    return opened
  }

  /** 五证联办, as far along as the parent's steps lead. */
  async filedTogether(code: string, { specialWorks = 'no', steps = ['accept'] }: Pick<Applied, 'specialWorks' | 'steps'> = {}): Promise<Case> {
    const submission = { itemCode: JOINT_CODE, answers: { specialWorks }, form: { projectCode: code, projectName: '某厂房（示例）' } }
    const { caseId } = await this.world.as(FIRM, (call) => submitApplication(call, submission))
    for (const step of steps) await this.world.step(WINDOW, caseId, step)
    return this.world.caseNow(caseId)
  }

  /** The children of a joint case by permit. */
  async permitsOf(parentId: string): Promise<Record<string, Case>> {
    const children = await childrenOf(this.world.database, parentId)
    return Object.fromEntries(children.map((child) => [laneOf(child)?.toUpperCase() ?? '', child]))
  }

  step(permit: Permit, caseId: string, step: string): Promise<Case> {
    const [actor = WINDOW, data = {}] = this.taken(permit, step)
    return this.world.step(actor, caseId, step, { data })
  }

  /** The same step by the same people, waiting for nobody: for two at once. */
  together(steps: readonly (readonly [Permit, string, string])[]): Promise<PromiseSettledResult<Case>[]> {
    return Promise.allSettled(steps.map(([permit, caseId, step]) => {
      const [actor = WINDOW, data = {}] = this.taken(permit, step)
      return this.world.as(actor, (call) => takeStep(call, caseId, step, { data }))
    }))
  }

  async project(code = CODE, applicantId = 'firm'): Promise<Project> {
    const project = await projectByCode(this.world.database, applicantId, code)
    if (!project) throw new Error(`no project ${code}`)
    return project
  }

  async register(actor: Actor, given: Registration, { key = randomUUID(), code = CODE }: { key?: string; code?: string } = {}): Promise<void> {
    const project = await this.project(code)
    await this.world.as(actor, (call) => register(call, project, { given, key }))
  }

  async facts(code = CODE): Promise<string[]> {
    return (await factsOf(this.world.database, (await this.project(code)).id)).map(({ what, permit }) => (permit === null ? what : `${what} ${permit}`))
  }

  /** A project of its own for each test. */
  nextCode(): string {
    this.serial += 1
    return `2026-440114-04-01-${String(this.serial).padStart(6, '0')}`
  }
  private serial = 0

  sql<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runSql<Row>(this.world.database, statement, values)
  }

  private taken(permit: Permit, step: string): [Actor?, Record<string, unknown>?] {
    switch (step) {
      case 'review': return [reviewerOf(permit), { opinion: '符合条件', recommendation: 'approve' }]
      case 'issue': return [reviewerOf(permit)]
      case 'approve': return [approverOf(permit)]
      case 'deny': return [approverOf(permit), { reason: '不符合规划' }]
      case 'withdraw': return [FIRM]
      default: return []
    }
  }
}

/** What a department asks for one permit, as small as can be. */
export function itemFor(permit: Permit): Item {
  return testItem({
    code: codeOf(permit), name: `${PERMIT_NAMES[permit]}（示例）`, organisation: OWNERS[permit], audience: ['enterprise'], serverTypes: ['2'],
    statutoryWorkingDays: 20, promisedWorkingDays: 4, limitsByAnswer: [], situations: permit === 'SG' ? [SPECIAL] : [], materials: [],
    outcome: { name: PERMIT_NAMES[permit], kind: '出证办结', sample: true }, form: FORM,
  })
}

const SPECIAL: Item['situations'][number] = { id: 'specialWorks', question: '是不是特殊建设工程？', options: [{ id: 'no', label: '不是' }, { id: 'yes', label: '是' }] }
const FORM: Item['form'] = {
  type: 'object', additionalProperties: false, required: ['projectName', 'projectCode'],
  properties: { projectName: { type: 'string', title: '项目名称' }, projectCode: { type: 'string', title: '投资项目代码', 'x-kind': 'project-code' } },
  'x-pages': [{ title: '项目', fields: ['projectName', 'projectCode'] }],
}

export const JOINT_CODE = 'SL4401149900005'
const ORGANISATIONS = new Set(['hall', 'planning', 'housing'])
const BEFORE: Readonly<Partial<Record<Permit, readonly Permit[]>>> = { GC: ['YD'], SG: ['GC', 'RF'] }

/** 五证联办 of these. */
export function jointItem(): Item {
  const after = (permit: Permit) => (BEFORE[permit] ?? []).map((lane) => ({ lane: lane.toLowerCase(), needs: 'release' as const }))
  return draftJointMatter(SETS.five.map(itemFor), {
    code: JOINT_CODE, name: '五证联办（示例）', lead: 'planning', caseType: 'joint-permits', laneIds: SETS.five.map((permit) => permit.toLowerCase()),
    plans: Object.fromEntries(SETS.five.map((permit) => [permit.toLowerCase(), { after: after(permit) }])),
  })
}

interface Applied { code?: string; actor?: Actor; specialWorks?: 'yes' | 'no'; steps?: readonly string[] }

function codeOf(permit: Permit): string {
  const code = itemCodeOf(permit)
  if (code === undefined) throw new Error(`no item for ${permit}`)
  return code
}
