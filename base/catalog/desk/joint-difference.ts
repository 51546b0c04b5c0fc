import type { Call } from '#kernel'
import type { Condition, Item } from '../item.ts'
import type { JointMatter, Lane, LaneEdge } from '../joint-matter.ts'
import { differenceOf } from './difference.ts'
import { itemsInForce } from '../items.ts'

type NameOf = (code: string) => string

/** What is different in the later of two versions, lanes and links of a joint matter included; one sentence each. */
export async function changedWords(call: Call, before: Item, after: Item): Promise<string[]> {
  const words = differenceOf(before, after, call.kernel.nameOf)
  if (!before.joint && !after.joint) return words
  const items = await itemsInForce(call.tx, [before, after].flatMap(({ joint }) => joint?.lanes.map(({ itemCode }) => itemCode) ?? []), call.today)
  return [...words, ...jointDifference(before, after, { item: (code) => items.get(code)?.name ?? code, organisation: call.kernel.nameOf })]
}

/** Pure: the joint part alone. */
export function jointDifference(before: Item, after: Item, names: { item: NameOf; organisation: NameOf }): string[] {
  const [were, are] = [linesOf(before, names), linesOf(after, names)]
  const [gone, come] = [were.filter((line) => !are.includes(line)), are.filter((line) => !were.includes(line))]
  const isReordered = gone.length + come.length === 0 && orderOf(before.joint) !== orderOf(after.joint)
  return [...gone.map((line) => `去掉：${line}`), ...come.map((line) => `增加：${line}`), ...(isReordered ? ['包含的事项：换了次序'] : [])]
}

const orderOf = (joint: JointMatter | undefined): string => joint?.lanes.map(({ id }) => id).join(' ') ?? ''

/** Everything the joint part says, one line for each thing that can change by itself. */
function linesOf(item: Item, names: { item: NameOf; organisation: NameOf }): string[] {
  const { joint } = item
  if (!joint) return []
  const laneName = (id: string): string => { const lane = joint.lanes.find((one) => one.id === id); return lane ? names.item(lane.itemCode) : id }
  const fieldName = (id: string): string => item.form.properties[id]?.title ?? id
  const materialName = (id: string): string => item.materials.find((one) => one.id === id)?.name ?? id
  return [
    `牵头部门“${names.organisation(joint.lead)}”`, `可办：${joint.readiness === 'ready' ? '是' : '待完善'}`,
    ...joint.lanes.flatMap((lane) => laneLines(lane, item, laneName)),
    ...joint.fields.map(({ field, lane, into }) => `字段“${fieldName(field)}”填到“${laneName(lane)}”的 ${into}`),
    ...joint.materials.map(({ material, lane, as }) => `材料“${materialName(material)}”用作“${laneName(lane)}”的 ${as}`),
    ...joint.checks.map(({ title }) => `自动核对“${title}”`),
    ...joint.appointments.map(({ lane, what }) => `“${laneName(lane)}”要预约：${what}`),
    ...(joint.compositionNote === undefined ? [] : [`构成说明：${joint.compositionNote}`]),
  ]
}

function laneLines(lane: Lane, item: Item, laneName: NameOf): string[] {
  const name = laneName(lane.id)
  return [
    `事项“${name}”`,
    `“${name}”${lane.optional ? '由申请人定办不办' : '都要办'}，${whenWords(lane.when, item)}`,
    ...lane.after.map(
      (edge) => `“${name}”要等“${laneName(edge.lane)}”（${EDGE_WORDS[edge.needs]}${edge.material === undefined ? '' : `，结果当作材料 ${edge.material}`}）`,
    ),
    ...lane.answers.map(
      ({ situation, option, from }) =>
        `“${name}”的问题 ${situation}：${option ?? `看“${questionName(from?.question ?? '', item)}”的回答 ${JSON.stringify(from?.options)}`}`,
    ),
  ]
}

const EDGE_WORDS: Readonly<Record<LaneEdge['needs'], string>> = { start: '拿到结果才能申请', release: '同时审查，先后发证' }

const questionName = (id: string, { situations }: Item): string => situations.find((one) => one.id === id)?.question ?? id

function whenWords(when: Condition | undefined, item: Item): string {
  const parts = Object.entries(when ?? {}).map(([id, options]) => {
    const labels = item.situations.find((one) => one.id === id)?.options ?? []
    return `“${questionName(id, item)}”答${options.map((option) => labels.find((one) => one.id === option)?.label ?? option).join('或')}`
  })
  return parts.length === 0 ? '什么时候都办' : `${parts.join('，而且')}才办`
}
