/**
 * What happened, in columns: cases and their visits. A visit is the stay of a case between two entries of its log and ends with a step;
 * its role says whose work it was. Own log and foreign logs come in this one shape.
 */
export interface History {
  steps: readonly string[]
  /** Whose turn a visit is: the first is nobody's of the office (applicant, system). */
  roles: readonly string[]
  classes: readonly CaseClass[]
  cases: {
    count: number
    kind: Int32Array
    openedAt: Float64Array
    /** Where the visits of a case begin; one more than there are cases. */
    first: Uint32Array
    isClosed: Uint8Array
    /** What the applicant was promised; -1 where nothing was. */
    limitWorkingDays: Int16Array
  }
  visits: {
    count: number
    step: Uint16Array
    role: Uint8Array
    /** -1: nobody is named. */
    actor: Int32Array
    doneAt: Float64Array
    mark: Uint8Array
    /** Working days an extension gave. */
    days: Uint8Array
    /** The system took the step because nobody else had. */
    isAutomatic: Uint8Array
  }
  /** What was done before this is known only of cases that were open then; nothing at all is known after `knownUntil`. */
  knownFrom: number
  knownUntil: number
}

/** What makes cases alike: they come in at one place, are decided at one place, and follow the same item. */
export interface CaseClass {
  type: string
  item: string
  /** Organisation that does the work of a role; a role without one is one station for all. */
  organisationOf: Readonly<Record<string, string>>
}

/** What a visit's end means to the clock. */
export const MARKS = { none: 0, accepted: 1, decided: 2, paused: 3, resumed: 4, extended: 5 } as const
export const NOBODY = 0
const NO_LIMIT = -1

export interface GivenVisit { step: string; role: string; actor: string | null; at: number; mark?: number; days?: number; isAutomatic?: boolean }
export interface GivenCase { class: CaseClass; openedAt: number; isClosed: boolean; limitWorkingDays: number | null; visits: readonly GivenVisit[] }

/** Collects cases in order of arrival or not; `history` puts them in order. */
export interface HistoryBuilder { add: (given: GivenCase) => void; history: (knownUntil: number, knownFrom?: number) => History }

export function historyBuilder(): HistoryBuilder {
  const [steps, roles, actors] = [coded(), coded(), coded()]
  const classes = new Map<string, { code: number; class: CaseClass }>()
  roles.codeOf('')
  const cases: { kind: number; openedAt: number; isClosed: boolean; limit: number; from: number; until: number }[] = []
  const visits = {
    step: new Array<number>(), role: new Array<number>(), actor: new Array<number>(), doneAt: new Array<number>(), mark: new Array<number>(),
    days: new Array<number>(), isAutomatic: new Array<number>(),
  }
  const classCode = (kind: CaseClass): number => {
    const key = JSON.stringify([kind.type, kind.item, Object.entries(kind.organisationOf)])
    const known = classes.get(key) ?? { code: classes.size, class: kind }
    classes.set(key, known)
    return known.code
  }
  const add = ({ class: kind, openedAt, isClosed, limitWorkingDays, visits: given }: GivenCase): void => {
    const from = visits.step.length
    for (const visit of given) {
      visits.step.push(steps.codeOf(visit.step)); visits.role.push(roles.codeOf(visit.role))
      visits.actor.push(visit.actor === null ? -1 : actors.codeOf(visit.actor)); visits.doneAt.push(visit.at)
      visits.mark.push(visit.mark ?? MARKS.none); visits.days.push(visit.days ?? 0); visits.isAutomatic.push(visit.isAutomatic === true ? 1 : 0)
    }
    cases.push({ kind: classCode(kind), openedAt, isClosed, limit: limitWorkingDays ?? NO_LIMIT, from, until: visits.step.length })
  }
  const history = (knownUntil: number, knownFrom = Number.NEGATIVE_INFINITY): History => {
    const order = cases.toSorted((a, b) => a.openedAt - b.openedAt)
    return {
      steps: steps.names, roles: roles.names, classes: [...classes.values()].map((entry) => entry.class), knownFrom, knownUntil,
      cases: {
        count: order.length, kind: Int32Array.from(order, ({ kind }) => kind), openedAt: Float64Array.from(order, (one) => one.openedAt),
        first: starts(order.map(({ from, until }) => until - from)), isClosed: Uint8Array.from(order, (one) => (one.isClosed ? 1 : 0)),
        limitWorkingDays: Int16Array.from(order, ({ limit }) => limit),
      },
      visits: visitColumns(visits, order),
    }
  }
  return { add, history }
}

type Gathered = Record<Exclude<keyof History['visits'], 'count'>, readonly number[]>

/** The visits in the order of their cases. */
function visitColumns(gathered: Gathered, order: readonly { from: number; until: number }[]): History['visits'] {
  const places = new Uint32Array(order.reduce((sum, { from, until }) => sum + until - from, 0))
  let count = 0
  for (const { from, until } of order) for (let place = from; place < until; place += 1) places[count++] = place
  const of = (column: readonly number[]) => (_none: unknown, place: number): number => column[places[place] ?? 0] ?? 0
  return {
    count, step: Uint16Array.from(places, of(gathered.step)),
    role: Uint8Array.from(places, of(gathered.role)), actor: Int32Array.from(places, of(gathered.actor)),
    doneAt: Float64Array.from(places, of(gathered.doneAt)), mark: Uint8Array.from(places, of(gathered.mark)), days: Uint8Array.from(places, of(gathered.days)),
    isAutomatic: Uint8Array.from(places, of(gathered.isAutomatic)),
  }
}

/** When the stay began that this visit ended. */
export function enteredAt({ cases, visits }: History, found: number, visit: number): number {
  return visit === cases.first[found] ? cases.openedAt[found] ?? 0 : visits.doneAt[visit - 1] ?? 0
}

function starts(lengths: readonly number[]): Uint32Array {
  const first = new Uint32Array(lengths.length + 1)
  lengths.forEach((length, place) => { first[place + 1] = (first[place] ?? 0) + length })
  return first
}

function coded() {
  const codes = new Map<string, number>()
  const names: string[] = []
  return {
    names,
    codeOf: (name: string): number => {
      const known = codes.get(name)
      if (known !== undefined) return known
      codes.set(name, names.length)
      names.push(name)
      return names.length - 1
    },
  }
}
