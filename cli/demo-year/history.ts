import { dayAt } from '#platform/day'
import { arrayCell, copyLine } from '#platform/copy'
import { automaticMoves, caseLine, documentLine, eventLine, openingMove, stepMoves, type Actor, type Case, type Kernel, type Move, type Opening } from '#kernel'

/** Rows of the modules' own tables, as lines of COPY, by table. */
interface Given { materialId: string; fileId: string; givenOn: string; replaced: boolean }

export const OWN_COLUMNS = {
  'applications.application': ['case_id', 'answers'],
  'applications.material': ['case_id', 'material_id', 'file_id', 'given_on', 'replaced'],
  'applications.problem': ['case_id', 'material_id', 'problems'],
} as const
export type OwnTable = keyof typeof OWN_COLUMNS

/** One case lived through by the kernel's own rules, without a database; in the end lines for COPY. */
export class History {
  readonly events: string[] = []
  readonly documents: string[] = []
  readonly #given: Given[] = []
  readonly #problems: string[] = []
  #answers = '{}'
  readonly #kernel: Kernel
  readonly #queryPasswordHash: string
  found: Case
  /** The instant of 受理. */
  acceptedAt: number | undefined

  constructor(kernel: Kernel, opening: Opening, { actor, at, serial }: { actor: Actor; at: number; serial: number }) {
    const now = new Date(at)
    const { move, queryPasswordHash } = openingMove({ kernel, actor, now, today: dayAt(now) }, opening, serial)
    this.#kernel = kernel
    this.#queryPasswordHash = queryPasswordHash
    this.found = this.#keep(move)
  }

  /** Takes a step as takeStep would; refuses what it would refuse. */
  step(actor: Actor, name: string, { data = {}, at }: { data?: Record<string, unknown>; at: number }): void {
    const now = new Date(at)
    for (const move of stepMoves({ kernel: this.#kernel, actor, now, today: dayAt(now) }, this.found, name, data)) this.#keep(move)
  }

  /** What the law has done meanwhile. */
  catchUp(at: number): void {
    for (const move of automaticMoves({ kernel: this.#kernel, now: new Date(at) }, this.found)) this.#keep(move)
  }

  /** The case as it stands. */
  line(): string {
    return caseLine(this.found, this.#queryPasswordHash)
  }

  /** What the module keeps beside the case. */
  own(): Record<OwnTable, string[]> {
    const { id, type } = this.found
    return {
      'applications.application': type === 'application' ? [copyLine([id, this.#answers])] : [],
      'applications.material': this.#given.map(({ materialId, fileId, givenOn, replaced }) => copyLine([id, materialId, fileId, givenOn, replaced])),
      'applications.problem': this.#problems,
    }
  }

  answer(answers: Readonly<Record<string, string>>): void {
    this.#answers = JSON.stringify(answers)
  }

  /** New papers take the place of the old ones. */
  give(materials: readonly { materialId: string; fileId: string }[], givenOn: string): void {
    for (const given of this.#given) given.replaced ||= materials.some(({ materialId }) => materialId === given.materialId)
    this.#given.push(...materials.map((material) => ({ ...material, givenOn, replaced: false })))
  }

  note(materialId: string, problems: readonly string[]): void {
    this.#problems.push(copyLine([this.found.id, materialId, arrayCell(problems)]))
  }

  #keep({ after, event, document }: Move): Case {
    this.events.push(eventLine(event))
    if (document) this.documents.push(documentLine(after.id, event.seq, document))
    if (after.state === 'accepted') this.acceptedAt ??= event.at.getTime()
    this.found = after
    return after
  }
}
