import type { Fault, Rule, RuleContext } from '../consistency-rule.ts'
import type { Item } from '../item.ts'
import { courseOf } from '../joint-course.ts'
import type { JointMatter, Lane } from '../joint-matter.ts'
import { conditionFaults } from '../structure-rules.ts'
import { viewOf } from './view.ts'

const OURS = '本系统的设计规则'
const FEWEST = 2

/** What must hold of the lanes and of the order between them. */
export const LANE_RULES: readonly Rule[] = [
  {
    id: 'joint-lanes', says: '一件事、多证联办至少由两个不同的事项组成，编号各不相同', source: OURS, reads: ['joint'],
    check: ({ joint }) => (joint?.readiness === 'ready' ? laneFaults(joint.lanes) : []),
  },
  {
    id: 'joint-items', says: '组成的事项必须已经发布，本身不能又是一件事', source: OURS, reads: ['joint'],
    check: (item, context) =>
      item.joint?.lanes.flatMap(({ id, itemCode }, at) => itemFaults({ id, itemCode, path: `joint.lanes.${at}.itemCode` }, context.itemOf)) ?? [],
  },
  {
    id: 'joint-when', says: '事项在哪些回答下办理，只能用已有的问题和选项来说', source: OURS, reads: ['joint', 'situations'],
    check: ({ joint, situations }) => joint?.lanes.flatMap(({ when }, at) =>
      conditionFaults(when, situations, { path: `joint.lanes.${at}.when`, cure: '请改成情形里已有的问题和选项' })) ?? [],
  },
  {
    id: 'joint-edges', says: '先后关系只能指向组成里的另一个事项，所产生的材料要是后一个事项的材料', source: OURS, reads: ['joint'],
    check: (item, context) =>
      item.joint?.lanes.flatMap((lane, at) => edgeFaults(lane, at, item.joint, viewOf(item, context)?.lanes.find((seen) => seen.at === at)?.item)) ?? [],
  },
  {
    id: 'joint-no-circle', says: '先后关系不得绕圈', source: OURS, reads: ['joint'],
    check: (item, context) => circleFaults(item, context),
  },
  {
    id: 'joint-parts', says: '数据核验、预约和填写关系只能指向已有的事项、字段和材料', source: OURS, reads: ['joint', 'form', 'materials'],
    check: (item) => (item.joint ? partFaults(item, item.joint) : []),
  },
]

function laneFaults(lanes: readonly Lane[]): Fault[] {
  const twice = (values: readonly string[]) => values.find((value, at) => values.indexOf(value) !== at)
  const [id, code] = [twice(lanes.map((lane) => lane.id)), twice(lanes.map(({ itemCode }) => itemCode))]
  return [
    ...(lanes.length < FEWEST ? [{ path: 'joint.lanes', text: `只有 ${lanes.length} 个事项，用不着联办`, cure: '请再加事项，或者先标为“待完善”' }] : []),
    ...(id === undefined ? [] : [{ path: 'joint.lanes', text: `编号“${id}”用了两次`, cure: '请给每个事项一个不同的编号' }]),
    ...(code === undefined ? [] : [{ path: 'joint.lanes', text: `事项 ${code} 放了两次`, cure: '请只留一个' }]),
  ]
}

function itemFaults({ id, itemCode, path }: { id: string; itemCode: string; path: string }, itemOf: ((code: string) => Item | undefined) | undefined): Fault[] {
  if (!itemOf) return []
  const joined = itemOf(itemCode)
  if (!joined) return [{ path, text: `“${id}”的事项 ${itemCode} 没有发布，或者到那时不在办理`, cure: '请先发布这个事项，或换成在办的事项' }]
  return joined.joint ? [{ path, text: `“${joined.name}”本身也是一件事`, cure: '请换成它里面的单个事项' }] : []
}

function edgeFaults(lane: Lane, at: number, joint: JointMatter | undefined, item: Item | undefined): Fault[] {
  return lane.after.flatMap((edge, edgeAt): Fault[] => {
    const path = `joint.lanes.${at}.after.${edgeAt}`
    const isKnown = edge.lane !== lane.id && joint?.lanes.some(({ id }) => id === edge.lane) === true
    const isMaterial = edge.material === undefined || item === undefined || item.materials.some(({ id }) => id === edge.material)
    return [
      ...(isKnown ? [] : [{ path: `${path}.lane`, text: `“${lane.id}”要排在“${edge.lane}”后面，组成里却没有它`, cure: '请改成组成里的另一个事项，或去掉这个先后' }]),
      ...(isMaterial ? [] : [{ path: `${path}.material`, text: `“${item?.name}”没有编号为“${edge.material}”的材料`, cure: '请选这个事项的一份材料，或留空' }]),
    ]
  })
}

function circleFaults({ joint }: Item, { itemOf }: RuleContext): Fault[] {
  const circle = joint && courseOf(joint.lanes, () => 0).cycle
  if (!circle) return []
  const names = circle.map((id) => itemOf?.(joint.lanes.find((lane) => lane.id === id)?.itemCode ?? '')?.name ?? id)
  return [{ path: 'joint.lanes', text: `先后关系绕成了圈：${[...names, names[0]].join(' → ')}，互相等，谁也开始不了`, cure: '请去掉圈里的一个先后关系' }]
}

function partFaults({ form, materials }: Item, { lanes, fields, materials: links, checks, appointments }: JointMatter): Fault[] {
  const cure = '请改成已有的，或去掉这一行'
  const isLane = (id: string) => lanes.some((lane) => lane.id === id)
  return [
    ...fields.flatMap(({ field, lane }, at) => [
      ...(Object.hasOwn(form.properties, field) ? [] : [{ path: `joint.fields.${at}.field`, text: `表单里没有“${field}”`, cure }]),
      ...(isLane(lane) ? [] : [{ path: `joint.fields.${at}.lane`, text: `组成里没有“${lane}”`, cure }]),
    ]),
    ...links.flatMap(({ material, lane }, at) => [
      ...(materials.some(({ id }) => id === material) ? [] : [{ path: `joint.materials.${at}.material`, text: `材料里没有“${material}”`, cure }]),
      ...(isLane(lane) ? [] : [{ path: `joint.materials.${at}.lane`, text: `组成里没有“${lane}”`, cure }]),
    ]),
    ...checks.filter(({ field }) => !Object.hasOwn(form.properties, field))
      .map(({ title, field }) => ({ path: 'joint.checks', text: `核验“${title}”要看的字段“${field}”不在表单里`, cure })),
    ...appointments.filter(({ lane }) => !isLane(lane)).map(({ what, lane }) => ({ path: 'joint.appointments', text: `“${what}”所属的“${lane}”不在组成里`, cure })),
  ]
}
