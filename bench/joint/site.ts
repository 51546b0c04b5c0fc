import { randomUUID } from 'node:crypto'
import { inTransaction, openDatabase, runSql, type Database } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { childrenOf, findCase, type Actor, type Case, type Kernel } from '#kernel'
import { checklistOf, type Item } from '#base/catalog'
import { laneOf } from '#base/joint'
import { submitApplication } from '#modules/applications'
import { sampleAnswers, sampleForm } from '../../cli/journey/sample-application.ts'
import { demoItems } from '../../demo.ts'
import { assembleKernel } from '../../app.ts'
import { projectByCode } from '../../modules/joint-permits/project/projects.ts'
import { register } from '../../modules/joint-permits/project/registering.ts'
import { NOW, TODAY } from '../ground.ts'

const FIVE = 'SL44011400312'
/** In the order of the law. */
export const LANES = ['yd', 'bd', 'rf', 'gc', 'sg'] as const
type LaneId = (typeof LANES)[number]
const FIRM: Actor = { id: 'bench-clerk', name: '某建设公司经办人（示例）', roles: ['enterprise'], organisation: null, party: 'bench-firm' }

/** The five permits of one building project that wait for acceptance: as one joint case, or as five cases of their own. */
export interface Waiting { parent: string | null; permits: Readonly<Record<LaneId, Case>> }

/** Building projects, filed without being measured. */
export class Site {
  readonly database: Database
  readonly kernel: Kernel
  private readonly items = demoItems()
  private readonly fileId = randomUUID()
  private serial = 0

  private constructor(database: Database, kernel: Kernel) {
    this.database = database
    this.kernel = kernel
  }

  static async open(url: string, connections: number, sendJobs: Kernel['sendJobs']): Promise<Site> {
    const site = new Site(openDatabase({ url, max: connections }), assembleKernel({ sendJobs }))
    await site.kernel.vault.prepare(site.database)
    await runSql(site.database, `insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
      values ($1, $2, 10, 'application/pdf', '材料.pdf', $3, $4, $5)`, [site.fileId, sm3Hex(site.fileId), FIRM.id, FIRM.party, NOW])
    return site
  }

  as<Result>(actor: Actor, work: (call: Parameters<typeof submitApplication>[0]) => Promise<Result>): Promise<Result> {
    return inTransaction(this.database, (tx) => work({ kernel: this.kernel, tx, actor, now: NOW, today: TODAY }))
  }

  async fileTogether(): Promise<Waiting> {
    const code = this.nextCode()
    const parent = await this.file(this.item(FIVE), code)
    await this.drawingsOf(code)
    const children = await childrenOf(this.database, parent)
    return { parent, permits: byLane((lane) => children.find((child) => laneOf(child) === lane)) }
  }

  async fileApart(): Promise<Waiting> {
    const code = this.nextCode()
    const filed = new Map<LaneId, string>()
    for (const { id, itemCode } of this.item(FIVE).joint?.lanes ?? []) {
      const lane = LANES.find((one) => one === id)
      if (lane) filed.set(lane, await this.file(this.item(itemCode), code))
    }
    await this.drawingsOf(code)
    const cases = new Map(await Promise.all([...filed].map(async ([lane, id]) => [lane, await findCase(this.database, id)] as const)))
    return { parent: null, permits: byLane((lane) => cases.get(lane)) }
  }

  private async file(item: Item, code: string): Promise<string> {
    const answers = sampleAnswers(item)
    const { form, materials } = checklistOf(item, answers)
    const filled = sampleForm(form)
    const given = materials.filter(({ need, source }) => need !== 'optional' && source !== 'shared').map(({ id }) => ({ materialId: id, fileId: this.fileId }))
    const submission = {
      itemCode: item.code, answers, form: { ...filled, ...(Object.hasOwn(filled, 'projectCode') && { projectCode: code }) }, materials: given,
    }
    return (await this.as(FIRM, (call) => submitApplication(call, submission))).caseId
  }

  /** Not special works: the building permit needs the drawings on record. */
  private async drawingsOf(code: string): Promise<void> {
    const office = this.item(this.item(FIVE).joint?.lanes.find(({ id }) => id === 'sg')?.itemCode ?? '').organisation
    const actor: Actor = { id: 'bench-fire', name: '消防图纸登记（示例）', roles: ['reviewer'], organisation: office, party: null }
    await this.as(actor, async (call) => {
      const project = await projectByCode(call.tx, FIRM.party ?? '', code)
      if (!project) throw new Error('没有登记项目')
      await register(call, project, { given: { what: 'fire-drawings', evidence: '示例图纸' }, key: undefined })
    })
  }

  private item(code: string): Item {
    const found = this.items.find((item) => item.code === code)
    if (!found) throw new Error(`示例目录里没有 ${code}`)
    return found
  }

  private nextCode(): string {
    this.serial += 1
    return `2026-440114-04-02-${String(this.serial).padStart(6, '0')}`
  }
}

function byLane(caseOf: (lane: LaneId) => Case | undefined): Readonly<Record<LaneId, Case>> {
  const [yd, bd, rf, gc, sg] = LANES.map(caseOf)
  if (!yd || !bd || !rf || !gc || !sg) throw new Error('五个证没有都开出来')
  return { yd, bd, rf, gc, sg }
}
