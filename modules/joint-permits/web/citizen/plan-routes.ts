import { Type } from 'typebox'
import { Refusal, type FieldError } from '#platform/refusal'
import { addWorkingDays, route, type Call, type Route } from '#kernel'
import { itemInForce, itemsInForce, type Item } from '#base/catalog'
import { showPage, tidyText, visitOf } from '#base/pages'
import { pastOf } from '../../plan/past.ts'
import { planOf, permitOfLane, type Plan } from '../../plan/plan.ts'
import { readProject } from '../../plan/project-file.ts'
import { setOfItem } from '../../plan/set-of-item.ts'
import { SETS, type PermitSet } from '../../release/gates.ts'
import { planPage, type Finish, type PlanFacts, type PlanTyped } from './plan-page.ts'

const ItemPath = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) })
const Typed = Type.Optional(Type.String({ maxLength: 200 }))
const Asked = Type.Object({
  name: Typed, code: Typed, specialWorks: Typed, fireDrawings: Typed, land: Typed,
  out: Type.Optional(Type.Array(Type.String({ maxLength: 10 }), { maxItems: 6 })),
})

export const planRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/items/:code/joint-plan', summary: '联办和分别办比一比', for: ['anyone'], params: ItemPath, query: Asked,
    handle: async (call, input) => showPage(visitOf(call, input), planPage(await factsOf(call, input.params.code, input.query))),
  }),
]

async function factsOf(call: Call, code: string, query: Partial<Record<keyof PlanTyped, string | string[]>>): Promise<PlanFacts> {
  const item = await itemInForce(call.tx, code, call.today)
  const set = setOfItem(item)
  if (set === undefined) throw new Refusal('not-found', '这个事项不是多证联办，没有可以比的')
  const typed = typedIn(query)
  const base = { item, set, typed }
  if (Object.keys(query).length === 0) return { ...base, faults: [] }
  const faults = faultsIn(typed, set, call.today)
  return faults.length > 0 ? { ...base, faults } : { ...base, faults, answer: await answerFor(call, { item, set, typed }) }
}

function typedIn(query: Partial<Record<keyof PlanTyped, string | string[]>>): PlanTyped {
  const text = (name: keyof PlanTyped) => String(tidyText({ type: 'string', title: '' }, String(query[name] ?? '')))
  return {
    name: text('name'), code: text('code'), specialWorks: text('specialWorks'),
    fireDrawings: text('fireDrawings'), land: text('land'), out: [query.out ?? []].flat(),
  }
}

function faultsIn(typed: PlanTyped, set: PermitSet, today: string): FieldError[] {
  const faults: FieldError[] = []
  if (typed.name === '') faults.push({ path: 'name', message: '请写项目名称' })
  try {
    readProject({ name: typed.name || '项目', code: typed.code }, set, today)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    faults.push({ path: 'code', message: error.message })
  }
  for (const [path, value] of Object.entries({ specialWorks: typed.specialWorks, fireDrawings: typed.fireDrawings, land: typed.land })) {
    if (value !== 'yes' && value !== 'no') faults.push({ path, message: '请选一个' })
  }
  const strange = typed.out.some((one) => !SETS[set].some((permit) => permit === one))
  if (strange || SETS[set].length - typed.out.length < 2) faults.push({ path: 'out', message: '至少留两个证在联办里' })
  return faults
}

async function answerFor(call: Call, { item, set, typed }: { item: Item; set: PermitSet; typed: PlanTyped }): Promise<NonNullable<PlanFacts['answer']>> {
  const lanes = item.joint?.lanes ?? []
  const codes = lanes.map(({ itemCode }) => itemCode)
  const project = readProject({
    name: typed.name, code: typed.code, specialWorks: typed.specialWorks === 'yes', fireDrawings: typed.fireDrawings === 'yes',
    landDocuments: typed.land === 'yes' ? ['使用土地的证明文件'] : [], leaveOut: [...typed.out],
  }, set, call.today)
  const [items, past] = [await itemsInForce(call.tx, codes, call.today), await pastOf(call.tx, call.kernel.calendar, codes, call.today)]
  const plan = planOf({ set, item, items, project, past })
  return {
    plan, ownerOf: call.kernel.nameOf, finish: { joint: finishOf(call, plan.joint.expected), separate: finishOf(call, plan.separate.expected) },
    items: lanes.flatMap((lane) => { const permit = permitOfLane(lane); return permit === undefined ? [] : [{ permit, code: lane.itemCode }] }),
  }
}

function finishOf({ kernel, today }: Call, { low, median, high }: Plan['joint']['expected']): Finish {
  const after = (days: number) => addWorkingDays(kernel.calendar, today, days)
  return { low: after(low), median: after(median), high: after(high) }
}
