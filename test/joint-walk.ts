import type { Checklist, Item } from '#base/catalog'
import type { Whole } from '#base/joint'
import { DEMO_PASSWORD } from '#base/people'
import { png } from '../base/materials/samples.test-support.ts'
import { Client } from '../cli/journey/client.ts'
import { sampleAnswers, sampleForm } from '../cli/journey/sample-application.ts'

export const NEWBORN = 'SL44011400301'
export const RESTAURANT = 'SL44011400303'

/** Everything the demo district's departments do in a joint matter, each through its own account. */
export class Departments {
  private readonly url: string
  private readonly clients = new Map<string, Promise<Client>>()
  constructor(url: string) { this.url = url }

  as(account: string): Promise<Client> {
    const known = this.clients.get(account) ?? new Client(this.url).signIn(account, DEMO_PASSWORD)
    this.clients.set(account, known)
    return known
  }

  async step(account: string, caseId: string, step: string, data: object = {}): Promise<void> {
    await (await this.as(account)).post(`/api/cases/${caseId}/steps/${step}`, { data })
  }

  /** Where the whole and its items stand, as the hall reads it. */
  async whole(parentId: string): Promise<Whole> {
    return (await this.as('window')).get<Whole>(`/api/joint/${parentId}`)
  }

  /** Reviews, decides and makes the certificate of one item, by the department itself or, where it lets the window decide, there. */
  async finish(lane: Whole['lanes'][number]): Promise<void> {
    if (lane.caseId === null) throw new Error(`“${lane.name}”还没有开始`)
    const { reviewer, approver } = accountsOf(lane.owner.organisation)
    for (const [step, accounts] of [['review', [reviewer]], ['approve', [approver, 'window']], ['issue', [reviewer, 'window']]] as const) {
      for (const account of accounts) if (await this.may(account, lane.caseId, step)) { await this.step(account, lane.caseId, step, OPINIONS[step]); break }
    }
  }

  /** Refuses one item, with the reason the law asks for. */
  async refuse(lane: Whole['lanes'][number], reason: string): Promise<void> {
    const { reviewer, approver } = accountsOf(lane.owner.organisation)
    if (await this.may(reviewer, lane.caseId ?? '', 'review'))
      await this.step(reviewer, lane.caseId ?? '', 'review', { opinion: '不符合条件。', recommendation: 'deny' })
    await this.step(approver, lane.caseId ?? '', 'deny', { reason, legalBasis: ['《中华人民共和国消防法》第十五条'] })
  }

  private async may(account: string, caseId: string, step: string): Promise<boolean> {
    try {
      const { steps } = await (await this.as(account)).get<{ steps: { step: string }[] }>(`/api/cases/${caseId}`)
      return steps.some((open) => open.step === step)
    } catch {
      // Whoever has nothing to do with the case does not even see it.
      return false
    }
  }
}

const OPINIONS: Readonly<Record<string, object>> = { review: { opinion: '符合条件，建议准予。', recommendation: 'approve' } }

/** The demo accounts of a department. */
export function accountsOf(organisation: string): { reviewer: string; approver: string } {
  return organisation === 'market-regulation'
    ? { reviewer: 'reviewer', approver: 'approver' }
    : { reviewer: organisation, approver: `${organisation}-approver` }
}

/** Files a joint matter as a program would. */
export async function fileJoint(
  url: string,
  code: string,
  { account = 'citizen', preferred = {} }: { account?: string; preferred?: Record<string, string> } = {},
): Promise<string> {
  const applicant = await new Client(url).signIn(account, DEMO_PASSWORD)
  const item = await applicant.get<Item>(`/api/items/${code}`)
  const answers = sampleAnswers(item, preferred)
  const { materials, form } = await applicant.post<Checklist>(`/api/items/${code}/checklist`, { answers })
  const { fileId } = await applicant.upload('材料.png', new Uint8Array(png(3, 1)), 'image/png')
  const given = materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  return (await applicant.post<{ caseId: string }>('/api/applications', { itemCode: code, answers, form: sampleForm(form), materials: given })).caseId
}
