/** Histories of applications, made up by chance and without a database: any step the workflow allows, anything people may type. */
import { addCalendarDays, startOf } from '#platform/day'
import { isOpen, stateRule, type Case, type CaseEvent, type ClockEvent, type Workflow } from '#kernel'
import { wouldCount } from '#kernel'
import { assembleKernel } from '#app'

export const KERNEL = assembleKernel({ sendJobs: async () => {} })
const WORKFLOWS: readonly Workflow[] = KERNEL.workflows.get('application') ?? []
const STEPS_MAX = 14
const FIRST_DAY = '2026-03-02'
const TEXTS = ['', '  ', '符合条件', '字'.repeat(3000), '😀'.repeat(1200), '坏\u0000字\u0007', '半个\ud83d', '换\n行\t和 "引号"', '440114199001011234 张三'] as const

/** The same number always gives the same history. */
export function history(seed: number): { found: Case; events: CaseEvent[] } {
  const chance = chanceOf(seed)
  const workflow = chance.oneOf(WORKFLOWS)
  let found = opened(chance, workflow)
  const events = [
    eventOf(found, {
      step: 'open',
      from: null,
      relation: chance.oneOf(['applicant', 'agent', 'window']),
      data: openingData(chance),
      clockEvent: { on: FIRST_DAY, what: 'received' },
      days: 0,
    }),
  ]
  let days = 0
  for (let count = 0; count < STEPS_MAX; count += 1) {
    const open = Object.entries(workflow.steps).filter(([, step]) => step.from.includes(found.state))
    if (open.length === 0) break
    const [name, step] = chance.oneOf(open)
    days += chance.below(4)
    const on = addCalendarDays(FIRST_DAY, days)
    const data = dataFor(chance, name)
    const clockEvent = step.clock?.({ found, data, on }) ?? null
    if (clockEvent && !wouldCount(KERNEL.calendar, found.clock, clockEvent)) continue
    const moved: Case = {
      ...found,
      version: found.version + 1,
      state: step.to ?? found.state,
      clock: clockEvent ? { ...found.clock, events: [...found.clock.events, clockEvent] } : found.clock,
    }
    events.push(eventOf(moved, { step: name, from: found.state, relation: chance.oneOf(['window', 'owner', 'system', 'applicant']), data, clockEvent, days }))
    found = isOpen(stateRule(workflow, moved.state)) ? moved : { ...moved, closedAt: momentOn(days) }
  }
  return { found, events }
}

type Chance = ReturnType<typeof chanceOf>

function opened(chance: Chance, { caseType, version, initial }: Workflow): Case {
  const limit = chance.oneOf([0, 5, 10])
  return {
    id: '01000000-0000-7000-8000-000000000001',
    number: '440114202603020000017',
    type: caseType,
    workflowVersion: version,
    version: 1,
    state: initial,
    title: chance.oneOf(['食品经营许可（示例）', '长'.repeat(600)]),
    itemCode: chance.oneOf(['SL0100001', '11440100007482575H3440118009000', '11440000006940116U244010200300103']),
    itemVersion: 3,
    applicant: { kind: chance.oneOf(['person', 'organisation']), id: 'lin', name: chance.oneOf(['林小溪', ...TEXTS]) },
    agentId: chance.oneOf([null, 'agent']),
    ownerOrganisation: 'market-regulation',
    receivingOrganisation: 'hall',
    place: chance.oneOf(['440114', '440114001']),
    parentId: null,
    form: {},
    traits: { outcome: chance.oneOf(['食品经营许可证', '']), materials: { application: '申请书', lease: '租赁合同' } },
    clock: { limitWorkingDays: limit, statutoryWorkingDays: 20, joint: chance.below(3) === 0, events: [{ on: FIRST_DAY, what: 'received' }] },
    acceptedOn: null,
    dueOn: null,
    statutoryDueOn: null,
    reminderOn: null,
    queue: null,
    queueDueOn: null,
    handlerId: null,
    sealed: false,
    openedAt: momentOn(0),
    closedAt: null,
    lastAt: momentOn(0),
    lastHash: '',
    nextTimerAt: null,
  }
}

interface Taken { step: string; from: string | null; relation: string; data: Record<string, unknown>; clockEvent: ClockEvent | null; days: number }

function eventOf(moved: Case, { step, from, relation, data, clockEvent, days }: Taken): CaseEvent {
  const at = momentOn(days)
  return {
    caseId: moved.id,
    seq: moved.version,
    at,
    on: addCalendarDays(FIRST_DAY, days),
    kind: `${moved.type}.${step}`,
    step,
    actor: { id: 'agent', name: '某工作人员', organisation: 'hall' },
    relation,
    fromState: from,
    toState: moved.state,
    data,
    clockEvent,
    issued: { kind: 'x', number: '花受字〔2026〕1号', sm3: '' },
    caseSm3: '',
    previousHash: '',
    hash: '',
  }
}

function openingData(chance: Chance): Record<string, unknown> {
  return chance.below(4) === 0
    ? {}
    : {
        received: [
          { material: '申请书', originals: chance.below(2), copies: chance.below(3) },
          { material: chance.oneOf(TEXTS) || '合同', originals: 0, copies: 1 },
        ],
      }
}

/** More than the forms would let through: a mapping must not depend on the forms staying as strict as they are. */
function dataFor(chance: Chance, step: string): Record<string, unknown> {
  const free = Object.fromEntries(
    ['opinion', 'reason', 'outcome', 'note', 'conditions', 'recipient', 'certificateNumber', 'text'].flatMap((name) =>
      chance.below(2) === 0 ? [] : [[name, chance.oneOf(TEXTS)]],
    ),
  )
  const materials = [{
    materialId: chance.oneOf(['application', 'lease', '不在清单里']), name: '别的材料', problems: [chance.oneOf(TEXTS)], ...(chance.below(2) === 0 && { fileId: 'f' }),
  }]
  const own: Readonly<Record<string, Record<string, unknown>>> = {
    rate: { level: 1 + chance.below(5), tags: chance.oneOf([[], ['指引清楚', '态度热情']]) },
    extend: { days: 1 + chance.below(5) }, extendTogether: { days: 1 + chance.below(5) },
    startSpecialProcedure: { kind: chance.oneOf(['hearing', 'expert-review', '没有的']), expectedWorkingDays: 1 + chance.below(9) },
    deliver: { method: chance.oneOf(['当场领取', '邮寄送达', '电子送达', '别的']) }, issue: { validTo: '2030-01-01' }, receivePromised: { received: ['租赁合同'] },
  }
  return { ...free, ...(/orrect|upplement|handIn/.test(step) && { materials }), ...own[step] }
}

const momentOn = (days: number): Date => new Date(startOf(addCalendarDays(FIRST_DAY, days)).getTime() + 9 * 3_600_000)

/** mulberry32: small, and the same everywhere. */
function chanceOf(seed: number) {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  const oneOf = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }
  return { below, oneOf }
}
