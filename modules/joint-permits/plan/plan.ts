/** The joint plan beside the separate one, before the enterprise chooses. Pure: the same figures on the page and at the command line. */
import { checklistOf, courseOf, isIncluded, laneAnswers, nextSituation, type Answers, type Item, type Lane } from '#base/catalog'
import { JOINT_STATUTORY_MAX, parentLimits, type LaneEntry } from '#base/joint'
import {
  belongs, isPermit, obstaclesTo, PERMIT_NAMES, releaseOrder, SET_NAMES, SETS, type Obstacle, type Permit, type PermitSet, type Standing,
} from '../release/gates.ts'
import { expectedOf, type Expected } from './expected.ts'
import type { Past } from './past.ts'
import type { PlannedProject } from './project-file.ts'

/** 经本级人民政府负责人批准可以延长十五个工作日（行政许可法第四十二条第二款）. */
export const JOINT_EXTENSION_MAX = 15

export interface PlannedPermit {
  permit: Permit
  name: string
  itemCode: string
  owner: string
  promisedWorkingDays: number
  statutoryWorkingDays: number
  materials: number
  visits: number
  isJoint: boolean
}

interface Burden { forms: number; fields: number; materials: number; visits: number }
export interface Plan {
  set: PermitSet
  name: string
  project: Pick<PlannedProject, 'name' | 'code'>
  permits: readonly PlannedPermit[]
  /** What is left out of the package still has to be filled in and brought by itself; the days are those of the package. */
  joint: Burden & { order: readonly Permit[]; promisedWorkingDays: number; statutoryWorkingDays: number; extensionWorkingDays: number; expected: Expected }
  /** One after the other as the law wants them; `atOnce` where everything that may is filed on the same day. */
  separate: Burden & { order: readonly Permit[]; promisedWorkingDays: number; statutoryWorkingDays: number; atOnceWorkingDays: number; expected: Expected }
  /** Permits that cannot go out although all are reviewed, and what each lacks. */
  lacking: readonly { permit: Permit; obstacles: readonly Obstacle[] }[]
  /** Questions that were not answered, with the answer the figures rest on. */
  assumed: readonly { question: string; answer: string }[]
}

export interface PlanGround {
  set: PermitSet
  /** The joint matter and the items it joins, by code. */
  item: Item
  items: ReadonlyMap<string, Item>
  project: PlannedProject
  past: ReadonlyMap<string, Past>
}

export function planOf({ set, item, items, project, past }: PlanGround): Plan {
  const { answers, assumed } = answersFor(item, project)
  const lanes = lanesOf({ set, item, items, project }, answers)
  const together = lanes.filter(({ isJoint }) => isJoint)
  const standing = standingAfterReview(set, project)
  const order = releaseOrder(SETS[set], standing)
  const waiting = SETS[set].filter((permit) => belongs(permit, project) && !order.includes(permit))
  return {
    set, name: SET_NAMES[set], project: { name: project.name, code: project.code }, assumed,
    permits: lanes.map(({ entry: { itemCode, organisation, ...entry }, permit, isJoint, burden }) => ({
      permit, name: PERMIT_NAMES[permit], itemCode, owner: organisation,
      promisedWorkingDays: entry.promisedWorkingDays, statutoryWorkingDays: entry.statutoryWorkingDays,
      materials: burden.materials, visits: burden.visits, isJoint,
    })),
    joint: {
      ...sumOf([jointBurden(item, answers, together), ...lanes.filter(({ isJoint }) => !isJoint).map(({ burden }) => burden)]), order,
      extensionWorkingDays: JOINT_EXTENSION_MAX, ...jointLimits(together), expected: expectedOf(together.map(({ entry }) => entry), past, 'together'),
    },
    separate: {
      ...sumOf(lanes.map(({ burden }) => burden)), order, ...separateLimits(lanes), expected: expectedOf(lanes.map(({ entry }) => entry), past, 'one-by-one'),
    },
    lacking: waiting.map((permit) => ({ permit, obstacles: obstaclesTo(permit, { ...standing, out: new Set(order) }) })),
  }
}

interface PlannedLane { permit: Permit; entry: LaneEntry; isJoint: boolean; burden: Burden }

/** Every permit of the set that the project needs, as its own item asks for it. */
function lanesOf({ set, item, items, project }: Omit<PlanGround, 'past'>, answers: Answers): PlannedLane[] {
  const lanes = item.joint?.lanes ?? []
  const mine = lanes.flatMap((lane) => {
    const [permit, member] = [permitOfLane(lane), items.get(lane.itemCode)]
    return permit && member && SETS[set].includes(permit) && belongs(permit, project) ? [{ lane, permit, member }] : []
  })
  const isThere = (id: string) => mine.some(({ lane, permit }) => lane.id === id && !project.leaveOut.includes(permit))
  return mine.map(({ lane, permit, member }) => {
    const asked = checklistOf(member, answered(member, laneAnswers(lane, member, answers)))
    return {
      permit, isJoint: !project.leaveOut.includes(permit) && (isIncluded(lane, answers) || permit === 'XF'),
      entry: {
        id: lane.id, itemCode: member.code, itemVersion: member.version, name: member.name, organisation: member.organisation, outcome: member.outcome.name,
        promisedWorkingDays: asked.promisedWorkingDays, statutoryWorkingDays: asked.statutoryWorkingDays,
        after: lane.after.filter((edge) => isThere(edge.lane)),
      },
      burden: { forms: 1, fields: Object.keys(asked.form.properties).length, materials: asked.materials.filter(isBrought).length, visits: member.visits },
    }
  })
}

/** The lanes are called by the permits, in lower case. */
export function permitOfLane({ id }: Pick<Lane, 'id'>): Permit | undefined {
  const permit = id.toUpperCase()
  return isPermit(permit) ? permit : undefined
}

function jointBurden(item: Item, answers: Answers, together: readonly PlannedLane[]): Burden {
  const { materials, form } = checklistOf(item, answers)
  const ids = new Set(together.map(({ entry }) => entry.id))
  const serves = (links: readonly { lane: string }[]) => links.some(({ lane }) => ids.has(lane))
  const { joint } = item
  return {
    forms: together.length === 0 ? 0 : 1,
    fields: Object.keys(form.properties).filter((name) => serves(joint?.fields.filter(({ field }) => field === name) ?? [])).length,
    materials: materials.filter((material) => isBrought(material) && serves(joint?.materials.filter((link) => link.material === material.id) ?? [])).length,
    visits: together.length === 0 ? 0 : item.visits,
  }
}

function jointLimits(together: readonly PlannedLane[]) {
  const { limitWorkingDays, statutoryWorkingDays } = parentLimits(together.map(({ entry }) => entry))
  return { promisedWorkingDays: limitWorkingDays, statutoryWorkingDays: Math.min(statutoryWorkingDays, JOINT_STATUTORY_MAX) }
}

function separateLimits(lanes: readonly PlannedLane[]) {
  const entries = lanes.map(({ entry }) => entry)
  const sum = (daysOf: (entry: LaneEntry) => number) => entries.reduce((days, entry) => days + daysOf(entry), 0)
  return {
    promisedWorkingDays: sum((entry) => entry.promisedWorkingDays), statutoryWorkingDays: sum((entry) => entry.statutoryWorkingDays),
    atOnceWorkingDays: courseOf(entries, (entry) => entry.promisedWorkingDays).workingDays ?? 0,
  }
}

/** As if every permit of the set had passed its review and none were out. */
function standingAfterReview(set: PermitSet, { specialWorks, fireDrawings, landDocuments }: PlannedProject): Standing {
  return { specialWorks, fireDrawings, landDocument: landDocuments.length > 0, passed: new Set(SETS[set]), out: new Set() }
}

/** What is not answered is taken as the first choice, and said. */
function answersFor(item: Item, { answers: given, specialWorks, leaveOut }: PlannedProject): { answers: Answers; assumed: Plan['assumed'] } {
  // One permit can be left out when applying; further ones are taken out afterwards.
  const [out, ...more] = leaveOut
  const told: Answers = { specialWorks: specialWorks ? 'yes' : 'no', out: out !== undefined && more.length === 0 ? out.toLowerCase() : 'none', ...given }
  const assumed: { question: string; answer: string }[] = []
  const answers: Answers = {}
  for (let asked = nextSituation(item, answers), left = item.situations.length; asked && left > 0; asked = nextSituation(item, answers), left -= 1) {
    const { id, question, options } = asked
    const option = options.find((one) => one.id === told[id]) ?? options[0]
    if (option === undefined) break
    if (option.id !== told[id]) assumed.push({ question, answer: option.label })
    answers[id] = option.id
  }
  return { answers, assumed }
}

/** The same for an item's own questions that the joint ones leave open. */
function answered(item: Item, answers: Answers): Answers {
  const all: Answers = { ...answers }
  for (let asked = nextSituation(item, all), left = item.situations.length; asked && left > 0; asked = nextSituation(item, all), left -= 1)
    all[asked.id] = asked.options[0]?.id ?? ''
  return all
}

/** What the applicant has to bring: neither what offices look up themselves nor what she may leave away. */
function isBrought({ source, need }: Item['materials'][number]): boolean {
  return source !== 'shared' && need !== 'optional'
}

function sumOf(burdens: readonly Burden[]): Burden {
  return burdens.reduce((sum, one) => ({
    forms: sum.forms + one.forms, fields: sum.fields + one.fields, materials: sum.materials + one.materials, visits: sum.visits + one.visits,
  }), { forms: 0, fields: 0, materials: 0, visits: 0 })
}
