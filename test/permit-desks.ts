import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import type { Whole } from '#base/joint'
import type { Desks } from './department-desks.ts'
import type { Departments } from './joint-walk.ts'
import { takeStepAt } from './staff-desk.ts'

type Lane = Whole['lanes'][number]
interface Facts { desks: Desks; offices: Departments; /** At every point where somebody decides. */ look: (page: Page, name: string) => Promise<void> }

/** What the hall, the planning bureau and the housing bureau do for five permits of one project, each at its desk in the staff application. */
export class PermitOffices {
  private readonly facts: Facts
  constructor(facts: Facts) { this.facts = facts }

  /** The hall asks once for everything; answers with the material it asks for. */
  async requestCorrection(number: string): Promise<string> {
    const { desks } = this.facts
    let material = ''
    const fill = async (form: Locator) => {
      const first = form.getByRole('button', { name: /^＋/ }).first()
      material = (await first.innerText()).replace('＋', '').trim()
      await first.click()
      await form.locator('.correction textarea').first().fill('没有盖单位公章')
    }
    await takeStepAt(await desks.open('window', number), '一次性告知补正', { fill, look: this.seen('correction') })
    return material
  }

  async accept(number: string): Promise<void> {
    await takeStepAt(await this.facts.desks.open('window', number), '统一受理', { look: this.seen('window') })
  }

  /** The lead bureau notes the joint meeting; everybody reviews; the planning bureau is told that its second permit has to wait for its first. */
  async reviewAll(caseId: string, number: string): Promise<void> {
    const { desks, offices } = this.facts
    await takeStepAt(await desks.open('planning', number), '登记联合会商', { fill: meeting, look: this.seen('meeting') })
    for (const id of ['yd', 'gc', 'sg']) await this.review(await this.lane(caseId, id))
    for (const [account, id] of [
      ['planning', 'bd'],
      ['housing', 'rf'],
    ] as const)
      await offices.step(account, (await this.lane(caseId, id)).caseId ?? '', 'review', { opinion: '符合条件。', recommendation: 'approve' })
    await this.registerDrawings((await this.lane(caseId, 'sg')).number)
    const chief = await desks.open('planning-approver', (await this.lane(caseId, 'gc')).number)
    await chief.getByText(/这是工程建设五证联办里的一项/).waitFor()
    await chief.locator('.step-bar').getByRole('button', { name: /^准予/ }).click()
    await chief.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await chief.getByRole('dialog').getByText(/城乡规划法第四十条/).first().waitFor()
    await this.facts.look(chief, 'staff-too-early')
    await chief.keyboard.press('Escape')
  }

  /** In the order of the law: land, plan, building. */
  async release(caseId: string): Promise<void> {
    for (const id of ['yd', 'gc']) await this.grant(await this.lane(caseId, id))
    for (const [office, id] of [['planning', 'bd'], ['housing', 'rf']] as const) await this.grantByProgram(office, await this.lane(caseId, id))
    await this.grant(await this.lane(caseId, 'sg'))
  }

  /** The permit taken out is handed over by itself, the others at once. */
  async deliver(caseId: string, number: string): Promise<void> {
    const { desks } = this.facts
    await takeStepAt(await desks.open('window', (await this.lane(caseId, 'rf')).number), '送达', { look: this.seen('alone') })
    await takeStepAt(await desks.open('window', number), '一次送达', { look: this.seen('window') })
  }

  private async lane(caseId: string, id: string): Promise<Lane> {
    return (await this.facts.offices.whole(caseId)).lanes.find((lane) => lane.id === id) ?? assert.fail(id)
  }

  private async review({ id, owner, number }: Lane): Promise<void> {
    await takeStepAt(await this.facts.desks.open(owner.organisation, number), '审查', { look: this.seen(id) })
  }

  private async grant({ id, owner, number }: Lane): Promise<void> {
    const { desks } = this.facts
    await takeStepAt(await desks.open(`${owner.organisation}-approver`, number), '准予', { look: this.seen(id) })
    await takeStepAt(await desks.open(owner.organisation, number), '制证', { look: this.seen(id) })
  }

  private async grantByProgram(office: string, { caseId }: Lane): Promise<void> {
    await this.facts.offices.step(`${office}-approver`, caseId ?? '', 'approve')
    await this.facts.offices.step(office, caseId ?? '', 'issue')
  }

  /** Beside the case of the building permit, where it stands what it still waits for. */
  private async registerDrawings(number: string | null): Promise<void> {
    const desk = await this.facts.desks.open('housing', number, '在办')
    await desk.getByText(/建筑工程施工许可证还不能发/).first().waitFor()
    await desk.getByText(/^记录（/).click()
    await desk.getByLabel('登记什么').selectOption('fire-drawings')
    await desk.getByLabel(/凭什么/).fill('图纸 12 张')
    await desk.getByRole('button', { name: /登\s*记/ }).click()
    await desk.getByText('消防设计图纸已登记').waitFor()
    await this.facts.look(desk, 'staff-project')
  }

  private seen(who: string): (page: Page, step: string) => Promise<void> {
    return (page, step) => this.facts.look(page, `staff-${who}-${step}`)
  }
}

async function meeting(form: Locator): Promise<void> {
  await form.getByLabel('会商日期').fill('2026-03-02')
  await form.getByLabel(/到会的部门/).fill('市规划和自然资源局花都区分局\n区住房城乡建设局')
  await form.getByLabel(/各证的意见/).fill('用地规划：符合\n工程规划：符合\n施工许可：图纸登记后符合')
  await form.getByLabel(/会商结论/).fill('按用地、工程规划、施工的先后发证。')
}
