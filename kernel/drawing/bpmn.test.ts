import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BpmnModdle } from 'bpmn-moddle'
import { loadCalendars } from '../clock/index.ts'
import { errand } from '../errand.test-support.ts'
import type { Workflow } from '../types.ts'
import { bpmnOf } from './bpmn.ts'
import { readBpmn, type ReadBpmn } from './read-bpmn.test-support.ts'
import { anyWorkflow } from './sample-workflows.test-support.ts'

const calendar = loadCalendars('data/calendars')
const read = (workflow: Workflow): Promise<ReadBpmn> => readBpmn(bpmnOf(workflow, calendar))

describe('流程导出为 BPMN 2.0', () => {
  it('标准的读法读得进来，没有一条警告；每个状态、每一步恰好一个', async () => {
    const { warnings, elements } = await read(errand)
    assert.deepEqual(warnings, [])
    for (const name of Object.keys(errand.states)) assert.equal(elements.filter(({ id }) => id === `state_${name}`).length, 1, name)
    for (const name of Object.keys(errand.steps)) assert.equal(elements.filter(({ id }) => id === `step_${name}`).length, 1, name)
  })

  it('人办的是用户任务，系统到期自动办的是定时器加服务任务，办结是终点，还能往下走的办结也有终点', async () => {
    const { kindOf, elements } = await read(errand)
    assert.equal(kindOf('step_accept'), 'bpmn:UserTask')
    assert.equal(kindOf('step_deem'), 'bpmn:ServiceTask')
    assert.equal(kindOf('timer_deem'), 'bpmn:IntermediateCatchEvent')
    assert.equal(kindOf('state_submitted'), 'bpmn:ExclusiveGateway')
    assert.equal(kindOf('state_granted'), 'bpmn:ExclusiveGateway')
    assert.equal(kindOf('end_granted'), 'bpmn:EndEvent')
    const timer = elements.find(({ id }) => id === 'timer_deem')
    assert.equal(timer?.name, '满 5 个工作日')
  })

  it('谁办、对期限的影响、依据写在说明里；泳道是办的人', async () => {
    const xml = bpmnOf({ ...errand, steps: { ...errand.steps, accept: { ...step('accept'), basis: '行政许可法第三十二条' } } }, calendar)
    assert.match(xml, /谁办：收件窗口&#10;期限：办理期限起算&#10;依据：行政许可法第三十二条/)
    const { laneOf } = await readBpmn(xml)
    assert.deepEqual([laneOf('step_accept'), laneOf('step_supplement'), laneOf('step_grant'), laneOf('step_deem')], ['收件窗口', '申请人和经办人', '审批人', '系统自动'])
  })

  it('留在原状态的步骤办完回到原来的状态；几个状态都能办的，先到一个网关，不会同时回到几处', async () => {
    const { flows } = await read(errand)
    const after = (id: string) => flows.filter(({ from }) => from === id).map(({ to }) => to)
    assert.deepEqual(after('step_note'), ['back_note'])
    assert.deepEqual(after('back_note').toSorted(), ['state_accepted', 'state_reviewed', 'state_special', 'state_submitted'])
    for (const { from } of flows.filter((flow) => flow.from.startsWith('step_'))) assert.equal(after(from).length, 1, from)
  })

  it('任何一个可以声明的流程：读得进来，名称一字不差，线两头都在，每个框每条线都画了，框不重叠', async () => {
    await fc.assert(fc.asyncProperty(anyWorkflow, async (workflow) => {
      const { warnings, elements, flows, shapes, edges } = await read(workflow)
      assert.deepEqual(warnings, [])
      const ids = elements.map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length, 'an id twice')
      for (const [name, { label }] of Object.entries(workflow.steps))
        assert.equal(elements.find(({ id }) => id === `step_${name}`)?.name, label.replaceAll('\u0001', ''))
      for (const { from, to } of flows) assert.ok(ids.includes(from) && ids.includes(to), `${from} → ${to}`)
      assert.deepEqual(shapes.map(({ id }) => id).filter((id) => ids.includes(id)).toSorted(), ids.toSorted())
      assert.ok(shapes.every(({ width, height }) => width > 0 && height > 0))
      assert.deepEqual(edges.map(({ id }) => id).toSorted(), flows.map(({ id }) => id).toSorted())
      assert.ok(edges.every(({ points }) => points >= 2))
      const drawn = shapes.filter(({ id }) => ids.includes(id))
      for (const [at, a] of drawn.entries())
        for (const b of drawn.slice(at + 1))
          assert.ok(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height, `${a.id} over ${b.id}`)
    }), { numRuns: 60 })
  })

  it('读的人真的会发现坏的：少一条线的终点就有警告', async () => {
    const broken = bpmnOf(errand, calendar).replace('targetRef="step_accept"', 'targetRef="nowhere"')
    assert.notDeepEqual((await new BpmnModdle().fromXML(broken)).warnings, [])
  })
})

function step(name: string) {
  const found = errand.steps[name]
  assert(found)
  return found
}
