import { Button } from 'antd'
import { useRef, useState } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import type { JointFacts } from './calls.ts'
import { withEdge, withoutEdge, type JointMatter, type Lane, type LaneEdge } from './joint-shape.ts'

interface EdgeTableProps { joint: JointMatter; facts: JointFacts | undefined; change: (change: (joint: JointMatter) => JointMatter) => void }

const KINDS = [{ value: 'start', label: '拿到结果才能申请' }, { value: 'release', label: '同时审查，先后发证' }] as const
const kindOf = (value: string | undefined): LaneEdge['needs'] => (value === 'release' ? 'release' : 'start')

/** Every edge of the drawing as a row, and one to add; all of it with lists the keyboard opens. */
export function EdgeTable({ joint, facts, change }: EdgeTableProps) {
  const nameOf = (id: string): string => facts?.lanes.find((lane) => lane.id === id)?.name ?? joint.lanes.find((lane) => lane.id === id)?.itemCode ?? id
  const edges = joint.lanes.flatMap((lane) => lane.after.map((edge) => ({ lane, edge })))
  return (
    <>
      {edges.length === 0 && <p className="faded">谁也不等谁，各部门同时办。有先后的在下面加。</p>}
      {edges.length > 0 && (
        <div className="wide-table" role="region" aria-label="先后表" tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr><th scope="col">事项</th><th scope="col">要等</th><th scope="col">怎样等</th><th scope="col">前一项的结果当作哪份材料</th><th scope="col">移去</th></tr>
            </thead>
            <tbody>
              {edges.map(({ lane, edge }) => <EdgeRow key={`${lane.id} ${edge.lane}`} lane={lane} edge={edge} facts={facts} nameOf={nameOf} change={change} />)}
            </tbody>
          </table>
        </div>
      )}
      {joint.lanes.length > 1 && <NewEdge joint={joint} nameOf={nameOf} change={change} />}
    </>
  )
}

interface EdgeRowProps { lane: Lane; edge: LaneEdge; facts: JointFacts | undefined; nameOf: (id: string) => string; change: EdgeTableProps['change'] }

function EdgeRow({ lane, edge, facts, nameOf, change }: EdgeRowProps) {
  const [name, from] = [nameOf(lane.id), nameOf(edge.lane)]
  const materials = facts?.lanes.find(({ id }) => id === lane.id)?.materials ?? []
  const put = ({ material, ...rest }: LaneEdge) => change((now) => withEdge(now, lane.id, { ...rest, ...(material !== undefined && { material }) }))
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{from}{edge.basis !== undefined && <span className="second">{edge.basis}</span>}</td>
      <td>
        <select className="choice" aria-label={`${name}怎样等${from}`} value={edge.needs} onChange={({ target }) => put({ ...edge, needs: kindOf(target.value) })}>
          {KINDS.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </select>
      </td>
      <td>
        <select
          className="choice" aria-label={`${from}的结果当作${name}的哪份材料`} value={edge.material ?? ''}
          onChange={({ target: { value } }) => { const { material: _, ...rest } = edge; put(value === '' ? rest : { ...rest, material: value }) }}
        >
          <option value="">不当作材料</option>
          {edge.material !== undefined && !materials.some(({ id }) => id === edge.material) && <option value={edge.material}>{edge.material}</option>}
          {materials.map((material) => <option key={material.id} value={material.id}>{material.name}</option>)}
        </select>
      </td>
      <td><Button size="small" danger aria-label={`去掉${name}等${from}`} onClick={() => change((now) => withoutEdge(now, lane.id, edge.lane))}>去掉</Button></td>
    </tr>
  )
}

interface Chosen { later: string | undefined; earlier: string | undefined; needs: LaneEdge['needs'] }

function NewEdge({ joint, nameOf, change }: { joint: JointMatter; nameOf: (id: string) => string; change: EdgeTableProps['change'] }) {
  const [chosen, setChosen] = useState<Chosen>({ later: undefined, earlier: undefined, needs: 'start' })
  const { later, earlier, needs } = chosen
  const lanes = joint.lanes.map(({ id }) => ({ value: id, label: nameOf(id) }))
  const frame = useRef<HTMLFieldSetElement>(null)
  const others = lanes.filter(({ value }) => value !== later)
  const chooseLater = (value: string | undefined) => setChosen({ ...chosen, later: value, earlier: value === earlier ? undefined : earlier })
  const isReady = later !== undefined && earlier !== undefined
  const add = () => {
    if (later === undefined || earlier === undefined) return
    change((now) => withEdge(now, later, { lane: earlier, needs }))
    setChosen({ later: undefined, earlier: undefined, needs })
    // The button goes grey: whoever works by keyboard goes on with the next.
    frame.current?.querySelector('select')?.focus()
  }
  return (
    <fieldset ref={frame} className="joint-new-edge">
      <legend>加一条先后</legend>
      <LabelledField title="哪一件" isRequired>
        {(described) => <PlainSelect {...described} none="请选择" value={later} options={lanes} set={chooseLater} />}
      </LabelledField>
      <LabelledField title="要等哪一件" isRequired>
        {(described) => <PlainSelect {...described} none="请选择" value={earlier} options={others} set={(value) => setChosen({ ...chosen, earlier: value })} />}
      </LabelledField>
      <LabelledField title="怎样等" isRequired>
        {(described) => <PlainSelect {...described} value={needs} options={KINDS} set={(value) => setChosen({ ...chosen, needs: kindOf(value) })} />}
      </LabelledField>
      <Button disabled={!isReady} onClick={add}>加上</Button>
    </fieldset>
  )
}
