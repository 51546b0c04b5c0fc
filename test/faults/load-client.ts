import assert from 'node:assert/strict'
import type { Checklist, Item } from '#base/catalog'
import { sampleAnswers, sampleForm } from '../../cli/journey/sample-application.ts'
import { LIVES, type Act } from './case-lives.ts'
import { Person, type Answer } from './person.ts'
import type { ServerProcess } from './server-process.ts'

export type Crew = Readonly<Record<Act['who'], Person>>

/** What a client was told of one case: each acknowledged step with the version it led to, in order. */
export interface Told {
  caseId: string
  number: string
  queryPassword: string
  fileId: string
  fileSize: number
  steps: { step: string; version: number }[]
}

/** An item whose department has demo people, and what its applicants hand in. */
export interface Matter {
  item: Item
  checklist: Checklist
  answers: Record<string, string>
}

const ATTEMPTS_MAX = 500

export async function signInCrew(url: string): Promise<Crew> {
  const [applicant, window, reviewer, approver] = await Promise.all(
    ['enterprise', 'window', 'reviewer', 'approver'].map((account) => Person.signIn(url, account)),
  )
  assert(applicant && window && reviewer && approver)
  return { applicant, window, reviewer, approver }
}

export async function readMatter(applicant: Person, name = '食品经营许可'): Promise<Matter> {
  const { items } = await applicant.get<{ items: { code: string }[] }>(`/api/items?q=${encodeURIComponent(name)}`)
  const item = await applicant.get<Item>(`/api/items/${items[0]?.code}`)
  const answers = sampleAnswers(item)
  const answer = await applicant.send('POST', `/api/items/${item.code}/checklist`, { body: { answers } })
  assert.equal(answer?.status, 200)
  return { item, answers, checklist: answer.body as Checklist } // as api.md promises
}

/** What a client works with; `acknowledged` is called for every command that was answered. */
export interface Load {
  server: Pick<ServerProcess, 'ready'>
  crew: Crew
  matter: Matter
  acknowledged: () => void
  lives?: readonly (readonly Act[])[]
}

/** Lives through cases one after the other and sends every command again, with the same key, until it is acknowledged. */
export class LoadClient {
  readonly told: Told[] = []
  private readonly name: string
  private readonly server: Pick<ServerProcess, 'ready'>
  private readonly crew: Crew
  private readonly matter: Matter
  private readonly acknowledged: () => void
  private readonly lives: readonly (readonly Act[])[]

  constructor(name: string, { server, crew, matter, acknowledged, lives = LIVES }: Load) {
    this.name = name
    this.server = server
    this.crew = crew
    this.matter = matter
    this.acknowledged = acknowledged
    this.lives = lives
  }

  /** Goes on until told to stop, which it does wherever its case stands. */
  async live(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const told = await this.file()
      this.told.push(told)
      for (const act of this.lives[this.told.length % this.lives.length] ?? []) {
        if (isOver()) return
        await this.take(told, act)
      }
    }
  }

  private async file(): Promise<Told> {
    const { item, answers, checklist } = this.matter
    const content = new TextEncoder().encode(
      `%PDF-1.4\n% ${this.name} ${this.told.length}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
    )
    const { fileId } = await this.settle<{ fileId: string }>(201, () => this.crew.applicant.upload('材料.pdf', content))
    const materials = checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
    const body = { itemCode: item.code, answers, form: sampleForm(checklist.form), materials }
    const key = `${this.name}-${this.told.length}-open`
    const { caseId, number, queryPassword } = await this.settle<Told>(201, () =>
      this.crew.applicant.send('POST', '/api/applications', { body, key }),
    )
    return { caseId, number, queryPassword, fileId, fileSize: content.length, steps: [{ step: 'open', version: 1 }] }
  }

  private async take(told: Told, act: Act): Promise<void> {
    const { step } = act
    const body = { data: this.dataOf(told, act), expectedVersion: told.steps.length }
    const key = `${this.name}-${told.number}-${step}`
    const { version } = await this.settle<{ version: number }>(200, () =>
      this.crew[act.who].send('POST', `/api/cases/${told.caseId}/steps/${step}`, { body, key }),
    )
    told.steps.push({ step, version })
  }

  /** The first material is the one found wanting and mended. */
  private dataOf({ fileId }: Told, { step, data = {} }: Act): Readonly<Record<string, unknown>> {
    const materialId = this.matter.checklist.materials.find(({ source }) => source !== 'shared')?.id
    if (step === 'requestCorrection') return { materials: [{ materialId, problems: ['复印件不清楚'] }] }
    return step === 'supplement' ? { materials: [{ materialId, fileId }] } : data
  }

  /** Only a broken connection and 503 leave it open whether the command was done; then it is sent again. */
  private async settle<Body>(status: number, attempt: () => Promise<Answer | undefined>): Promise<Body> {
    for (let attempts = 1; attempts <= ATTEMPTS_MAX; attempts += 1) {
      const answer = await attempt()
      if (answer && answer.status !== 503) {
        assert.equal(answer.status, status, `${this.name}，第 ${attempts} 次：${JSON.stringify(answer.body)}`)
        this.acknowledged()
        return answer.body as Body // the caller names the shape api.md promises
      }
      await this.server.ready()
    }
    return assert.fail(`${this.name} 重发 ${ATTEMPTS_MAX} 次仍没有得到确认`)
  }
}
