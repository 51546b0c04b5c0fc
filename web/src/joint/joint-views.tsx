import type { Fields, Organisation } from '../catalog/calls.ts'
import { partsOf, type FormField, type ItemForm } from '../catalog/item-shape.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import type { JointFacts, LaneFacts } from './calls.ts'
import { fieldLinks, materialLinks, withFieldLinks, withJoint, withMaterialLinks, type JointMatter, type Link } from './joint-shape.ts'
import { ExtrasCard } from './extras-card.tsx'
import { LaneConditions } from './lane-conditions.tsx'
import { LanesPanel } from './lanes-panel.tsx'
import { LinkPanel } from './link-panel.tsx'
import { MatterCard } from './matter-card.tsx'
import { useJointFacts } from './use-joint-facts.ts'
import './joint.css'

export type JointViewName = 'lanes' | 'table' | 'materials' | 'form'

interface JointViewsProps {
  item: Fields
  joint: JointMatter
  view: JointViewName
  organisations: readonly Organisation[]
  setItem: (change: (item: Fields) => Fields) => void
  /** Another item altogether: its controls begin anew. */
  put: (item: Fields) => void
}

/** What a joint matter has beside every item: its lanes, and above the usual editors whom the merged parts serve. */
export function JointViews({ item, joint, view, organisations, setItem, put }: JointViewsProps) {
  const { facts, trouble, again } = useJointFacts(item)
  const { situations, materials, form } = partsOf(item)
  const change = (next: (joint: JointMatter) => JointMatter) => setItem((now) => withJoint(now, next))
  const lanes = facts?.lanes ?? []
  const merged = inPageOrder(form).map(([id, { title }]) => ({ id, name: title }))
  return (
    <>
      {trouble && <TroubleNote trouble={trouble} again={again} />}
      {view === 'lanes' && (
        <div className="item-form">
          <LanesPanel
            joint={joint} facts={facts} questions={situations} change={change} setLimits={(limits) => put(withLimits(item, limits))}
            written={{ promised: Number(item['promisedWorkingDays']), statutory: Number(item['statutoryWorkingDays']) }}
          />
          <MatterCard joint={joint} organisations={organisations} change={change} />
          <ExtrasCard joint={joint} lanes={lanes} fields={merged} change={change} />
        </div>
      )}
      {view === 'table' && <LaneConditions joint={joint} facts={facts} questions={situations} change={change} />}
      {view === 'form' && (
        <LinkPanel
          noun="字段" merged={merged} lanes={lanes} targetsOf={fieldsOf}
          links={fieldLinks(joint)} spared={NOTHING} change={(links: Link[]) => change((now) => withFieldLinks(now, links))}
        />
      )}
      {view === 'materials' && (
        <LinkPanel
          noun="材料" merged={materials.map(({ id, name }) => ({ id, name }))} lanes={lanes} targetsOf={materialsOf}
          links={materialLinks(joint)} spared={outcomesIn(joint, facts)} change={(links: Link[]) => change((now) => withMaterialLinks(now, links))}
        />
      )}
    </>
  )
}

function withLimits(item: Fields, { promised, statutory }: { promised: number; statutory: number }): Fields {
  return { ...item, promisedWorkingDays: promised, statutoryWorkingDays: statutory, kind: promised === 0 ? 'instant' : 'promised' }
}

/** As people fill it in: what is kept comes back in another order. */
function inPageOrder({ properties, 'x-pages': pages }: ItemForm): [string, FormField][] {
  const placeOf = new Map(pages.flatMap(({ fields }) => fields).map((id, at) => [id, at]))
  const last = placeOf.size
  return Object.entries(properties).sort(([one], [other]) => (placeOf.get(one) ?? last) - (placeOf.get(other) ?? last))
}

const NOTHING: ReadonlyMap<string, string> = new Map()
const fieldsOf = ({ fields }: LaneFacts) => fields
const materialsOf = ({ materials }: LaneFacts) => materials

/** Materials that are the outcome of an earlier item: the applicant is not asked for them. */
function outcomesIn({ lanes }: JointMatter, facts: JointFacts | undefined): ReadonlyMap<string, string> {
  const nameOf = (id: string) => facts?.lanes.find((lane) => lane.id === id)?.name ?? id
  return new Map(lanes.flatMap(({ id, after }) =>
    after.flatMap(({ lane, material }) => (material === undefined ? [] : [[`${id} ${material}`, `${nameOf(lane)}的结果`] as const]))))
}
