import type { FieldLink, JointMatter, Lane, LaneEdge, MaterialLink } from '../../../base/catalog/joint-matter.ts'
import type { Fields } from '../catalog/calls.ts'
import { changed, type Condition } from '../catalog/item-shape.ts'

export type { FieldLink, JointMatter, Lane, LaneEdge, MaterialLink }

/** What makes the item a joint matter; undefined for every other item. */
export function jointOf(item: Fields): JointMatter | undefined {
  // Safe: the server has checked every draft against the schema this type comes from before it sends it, and the editors keep to it.
  return item['joint'] as JointMatter | undefined
}

export function withJoint(item: Fields, change: (joint: JointMatter) => JointMatter): Fields {
  const joint = jointOf(item)
  return joint ? { ...item, joint: change(joint) } : item
}

/** With one lane waiting for another; an edge between the same two is replaced, so that a lane waits for another in one way only. */
export function withEdge(joint: JointMatter, id: string, edge: LaneEdge): JointMatter {
  return everyLane(joint, (lane) => {
    if (lane.id !== id) return lane
    const isThere = lane.after.some((one) => one.lane === edge.lane)
    return { ...lane, after: isThere ? lane.after.map((one) => (one.lane === edge.lane ? edge : one)) : [...lane.after, edge] }
  })
}

export function withoutEdge(joint: JointMatter, id: string, from: string): JointMatter {
  return everyLane(joint, (lane) => (lane.id === id ? { ...lane, after: lane.after.filter((one) => one.lane !== from) } : lane))
}

export function withLane(joint: JointMatter, id: string, changes: { readonly [Name in keyof Lane]?: Lane[Name] | undefined }): JointMatter {
  return everyLane(joint, (lane) => (lane.id === id ? changed(lane, changes) : lane))
}

/** Without a lane, and without what was said of it elsewhere. */
export function withoutLane(joint: JointMatter, id: string): JointMatter {
  const rest = everyLane({ ...joint, lanes: joint.lanes.filter((lane) => lane.id !== id) }, (lane) =>
    ({ ...lane, after: lane.after.filter((edge) => edge.lane !== id) }))
  const others = <Link extends { lane: string }>(links: readonly Link[]): Link[] => links.filter(({ lane }) => lane !== id)
  return { ...rest, fields: others(joint.fields), materials: others(joint.materials), appointments: others(joint.appointments) }
}

/** With one more item at the end, that nothing is filled for yet. */
export function withItem(joint: JointMatter, itemCode: string): JointMatter {
  const taken = joint.lanes.map(({ id }) => id)
  let number = joint.lanes.length + 1
  while (taken.includes(`lane${number}`)) number += 1
  return { ...joint, lanes: [...joint.lanes, { id: `lane${number}`, itemCode, optional: false, after: [], answers: [] }] }
}

export type OwnAnswer = Lane['answers'][number]

/** How an item's own question is answered; undefined takes the answer away. */
export function withAnswer(joint: JointMatter, id: string, situation: string, answer: OwnAnswer | undefined): JointMatter {
  return everyLane(joint, (lane) => {
    if (lane.id !== id) return lane
    return { ...lane, answers: [...lane.answers.filter((one) => one.situation !== situation), ...(answer ? [answer] : [])] }
  })
}

/** One merged field or material and what it serves, whichever of both it is. */
export interface Link { from: string; lane: string; to: string }

export const fieldLinks = ({ fields }: JointMatter): Link[] => fields.map(({ field, lane, into }) => ({ from: field, lane, to: into }))
export const materialLinks = ({ materials }: JointMatter): Link[] => materials.map(({ material, lane, as }) => ({ from: material, lane, to: as }))
export const withFieldLinks = (joint: JointMatter, links: readonly Link[]): JointMatter =>
  ({ ...joint, fields: links.map(({ from, lane, to }) => ({ field: from, lane, into: to })) })
export const withMaterialLinks = (joint: JointMatter, links: readonly Link[]): JointMatter =>
  ({ ...joint, materials: links.map(({ from, lane, to }) => ({ material: from, lane, as: to })) })

/** The links with one target served by another merged entry, or by none: nothing is filled twice. */
export function linked(links: readonly Link[], { lane, to }: Pick<Link, 'lane' | 'to'>, from: string | undefined): Link[] {
  const others = links.filter((link) => link.lane !== lane || link.to !== to)
  return from === undefined ? others : [...others, { from, lane, to }]
}

export function wordsOfCondition(when: Condition | undefined, questions: readonly {
  id: string; question: string; options: readonly { id: string; label: string }[]
}[]): string {
  if (when === undefined || Object.keys(when).length === 0) return '总是要办'
  return Object.entries(when).map(([id, options]) => {
    const asked = questions.find((question) => question.id === id)
    const others = asked?.options.filter((one) => !options.includes(one.id)) ?? []
    const isMost = options.length > 2 && others.length > 0 && others.length < options.length
    const labels = isMost ? others.map(({ label }) => label) : options.map((option) => asked?.options.find((one) => one.id === option)?.label ?? option)
    return `${asked?.question ?? ''}${labels.length === 0 ? '（没有哪个回答）' : `${isMost ? '不是' : ''}“${labels.join('或')}”`}`
  }).join('，而且')
}

function everyLane(joint: JointMatter, change: (lane: Lane) => Lane): JointMatter {
  return { ...joint, lanes: joint.lanes.map(change) }
}
