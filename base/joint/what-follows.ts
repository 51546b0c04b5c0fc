import { endedIn, isDecided, laneOf, lanesIn, type EndedLane, type Family, type LaneEntry } from './family.ts'
import { looksBeyondFamily } from './gate.ts'
import { WHAT_NEXT } from './lane-words.ts'

/** What the applicant can do where this lane did not come about, and what it means for the others. Pure. */
export function whatNextOf(family: Family, lane: string): string | undefined {
  const end = endedIn(family.parent)[lane]
  const own = end && WHAT_NEXT[end.outcome]
  return own && `${[own, ...followsOf(family, [lane])].join('；')}。`
}

/** In sentences: which lanes cannot begin and which wait because these did not come about, what can be done, and that the rest go on. */
export function followsOf(family: Family, gone: readonly string[]): string[] {
  const lanes = lanesIn(family.parent)
  const touched = touchedBy(family, gone)
  const blocked = touched.filter(({ id }) => isBlocked(endedIn(family.parent)[id]))
  const waiting = touched.filter((lane) => !blocked.includes(lane))
  return [
    ...(blocked.length > 0 ? [`${namesOf(blocked)}因此不能开始`] : []),
    ...(waiting.length > 0 ? [waitingWords(family, { waiting, cause: lanes.filter(({ id }) => gone.includes(id)) })] : []),
    ...(lanes.some((lane) => !gone.includes(lane.id) && !touched.includes(lane) && goesOn(endedIn(family.parent)[lane.id])) ? ['其余事项不受影响'] : []),
  ]
}

/** Lanes that cannot begin or be granted without these, directly or by one another. What is decided is not undone. */
function touchedBy({ parent, children }: Family, gone: readonly string[]): LaneEntry[] {
  const ended = endedIn(parent)
  const isOpen = (id: string): boolean => {
    const child = children.find((one) => laneOf(one) === id)
    return child ? child.closedAt === null && !isDecided(child) : !Object.hasOwn(ended, id)
  }
  const candidates = lanesIn(parent).filter(({ id }) => !gone.includes(id) && (isOpen(id) || isBlocked(ended[id])))
  const reached = new Set(gone)
  for (let before = 0; before < reached.size;) {
    before = reached.size
    for (const { id, after } of candidates) if (after.some(({ lane }) => reached.has(lane))) reached.add(id)
  }
  return candidates.filter(({ id }) => reached.has(id))
}

/** Where only the family counts, what was refused in it never comes; elsewhere it may come from outside. */
function waitingWords({ parent }: Family, { waiting, cause }: { waiting: LaneEntry[]; cause: LaneEntry[] }): string {
  const [names, causes] = [namesOf(waiting), namesOf(cause)]
  return looksBeyondFamily(parent.type)
    ? `${names}照常审查，不用重新申请；要用到${causes}的，等它另行办成或者登记以后再批准`
    : `${names}要等${causes}，这一次不能批准了：可以撤回，等前一项另行办成后单独申请`
}

/** Under way, or come about. */
function goesOn(end: EndedLane | undefined): boolean {
  return end === undefined || end.outcome === 'delivered' || end.outcome === 'separate'
}

function isBlocked(end: EndedLane | undefined): boolean {
  return end?.outcome === 'blocked'
}

function namesOf(lanes: readonly LaneEntry[]): string {
  return lanes.map(({ name }) => `“${name}”`).join('、')
}
