import { applies } from '../checklist.ts'
import type { Fault, Rule } from '../consistency-rule.ts'
import type { Answers, Material } from '../item.ts'
import { isIncluded } from '../joint-lanes.ts'
import { questionsIn } from '../joint-paths.ts'
import { pathsWhere, underAnswers, viewOf, type SeenLane, type View } from './view.ts'

const ONCE = '“一套材料”：同一份材料只交一次，前一项办出来的不用交'

/** What must hold of the merged materials: each given once, none that an earlier item brings forth. */
export const MATERIAL_RULES: readonly Rule[] = [
  {
    id: 'joint-material-used', says: '合并的每份材料都要用到某个事项里', source: ONCE, reads: ['joint', 'materials'],
    check: (item, context) => {
      const view = viewOf(item, context)
      return view ? item.materials.flatMap((material, at) => unusedFault(view, material, at)) : []
    },
  },
  {
    id: 'joint-material-once', says: '每个事项的必要材料都有，且只交一次', source: ONCE, reads: ['joint', 'materials', 'situations'],
    check: (item, context) => {
      const view = viewOf(item, context)
      return view?.lanes.flatMap((seen) => seen.item.materials.flatMap((material) => servedFault(view, seen, material))) ?? []
    },
  },
  {
    id: 'joint-material-name', says: '合并的材料里没有同名的两份', source: ONCE, reads: ['joint', 'materials', 'situations'],
    check: (item, context) => {
      const view = viewOf(item, context)
      return view ? twiceFaults(view) : []
    },
  },
]

function unusedFault(view: View, { id, name, when }: Material, at: number): Fault[] {
  const isUsed = view.joint.lanes.length > view.lanes.length || view.joint.materials.filter((link) => link.material === id).some((link) => {
    const seen = view.lanes.find(({ lane }) => lane.id === link.lane)
    const served = seen?.item.materials.find((material) => material.id === link.as)
    return seen && served ? pathsWhere(view, seen, served.when, [when]).some((answers) => applies(when, answers)) : false
  })
  return isUsed ? [] : [{ path: `materials.${at}`, text: `材料“${name}”交了也没有事项用得上`, cure: '请用到某个事项里，或去掉这份材料' }]
}

function servedFault(view: View, seen: SeenLane, material: Material): Fault[] {
  const sources = view.joint.materials.filter((link) => link.lane === seen.lane.id && link.as === material.id)
    .flatMap((link) => view.item.materials.filter(({ id }) => id === link.material))
  const producers = seen.lane.after.filter((edge) => edge.material === material.id)
    .flatMap((edge) => view.joint.lanes.filter(({ id }) => id === edge.lane))
  const conditions = [...sources.map(({ when }) => when), ...producers.map(({ when }) => when)]
  for (const answers of pathsWhere(view, seen, material.when, conditions)) {
    const fault = faultUnder(answers, { material, sources, producers, where: `“${seen.item.name}”的材料“${material.name}”` })
    if (fault) return [{ ...fault, text: `${underAnswers(view.item, answers)}${fault.text}` }]
  }
  return []
}

interface Serving { material: Material; sources: readonly Material[]; producers: View['joint']['lanes']; where: string }

function faultUnder(answers: Answers, { material, sources, producers, where }: Serving): Fault | undefined {
  const given = sources.filter(({ when }) => applies(when, answers))
  const made = producers.filter((lane) => isIncluded(lane, answers))
  if (given.length > 1) return { path: 'joint.materials', text: `${where}要交 ${given.length} 遍`, cure: '请只留一份' }
  // Who takes the earlier item out brings what it would have brought forth, so it may be asked for then, not demanded.
  const asked = given.find(({ need, source }) => need === 'required' && source !== 'shared')
  if (asked && made.length > 0) {
    return { path: 'joint.materials', text: `${where}由前面的事项办出来，却还向申请人要“${asked.name}”`, cure: '请去掉这份材料，或改为非必要' }
  }
  const isNeeded = material.need === 'required' && material.source !== 'shared'
  if (!isNeeded || made.length > 0) return undefined
  if (given.length === 0) return { path: 'joint.materials', text: `${where}是必要的，合并的材料里却没有`, cure: '请加上这份材料，或说明由前面哪个事项办出来' }
  return given.some(({ need }) => need === 'required') ? undefined
    : { path: 'joint.materials', text: `${where}是必要的，合并的“${given[0]?.name}”却可以不交`, cure: '请把合并的这份材料改为必要' }
}

function twiceFaults(view: View): Fault[] {
  const { materials } = view.item
  return materials.flatMap((material, at) => materials.slice(at + 1).flatMap((other, offset) => {
    if (material.name !== other.name) return []
    const paths = view.pathsOver(questionsIn([material.when, other.when]))
    const both = paths.find((answers) => applies(material.when, answers) && applies(other.when, answers))
    const text = both && `${underAnswers(view.item, both)}材料“${material.name}”要交两遍`
    return text === undefined ? [] : [{ path: `materials.${at + offset + 1}`, text, cure: '请合并成一份，由它用到各个事项' }]
  }))
}
