/** A workflow as BPMN 2.0 XML with its drawing, to be opened in any tool that reads the standard (ISO/IEC 19510). Pure. */
import type { Calendar } from '../clock/index.ts'
import { isClosed, stateRule } from '../workflow.ts'
import type { Workflow } from '../types.ts'
import { laneLabel, wholeChartOf, type Chart, type ChartEdge, type ChartKind, type ChartNode } from './chart.ts'
import { layoutOf, type Box, type GraphNode, type Layout, type Point } from './layout.ts'
import { automaticAfter, automaticWords, clockEffectOf, RELATION_WORDS, turnWords } from './words.ts'

/** The pool's own title stands left of those of the lanes. */
const POOL_TITLE_WIDTH = 30
const LABEL: Pick<Box, 'width' | 'height'> = { width: 100, height: 28 }
const SIZES: Readonly<Record<ChartKind, Pick<GraphNode, 'width' | 'height' | 'outline'>>> = {
  start: { width: 36, height: 36, outline: 'circle' }, end: { width: 36, height: 36, outline: 'circle' }, timer: { width: 36, height: 36, outline: 'circle' },
  state: { width: 50, height: 50, outline: 'diamond' }, back: { width: 50, height: 50, outline: 'diamond' }, step: { width: 120, height: 80, outline: 'box' },
}

interface Drawn { workflow: Workflow; calendar: Calendar; chart: Chart; layout: Layout }

/**
 * States become gateways (ends, where nothing follows), steps user tasks, steps the system takes service tasks behind a timer,
 * relations lanes. What a state waits for first decides: a gateway here is a choice of whoever acts, not of data.
 */
export function bpmnOf(workflow: Workflow, calendar: Calendar): string {
  const chart = wholeChartOf(workflow)
  const nodes = chart.nodes.map((node) => ({ ...SIZES[isEnd(chart, workflow, node) ? 'end' : node.kind], id: node.id, lane: node.lane }))
  const drawn = { workflow, calendar, chart, layout: layoutOf({ ...chart, nodes }) }
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions"
  targetNamespace="urn:chunfeng:workflow:${named(workflow.caseType)}:${workflow.version}" exporter="chunfeng">
  <bpmn:collaboration id="collaboration">
    <bpmn:participant id="pool" name="${text(`${workflow.label}（第 ${workflow.version} 版）`)}" processRef="process" />
  </bpmn:collaboration>
  <bpmn:process id="process" name="${text(workflow.label)}" isExecutable="false">
    <bpmn:laneSet id="lanes">
${chart.lanes.map((lane) => laneXml(chart, lane)).join('\n')}
    </bpmn:laneSet>
${chart.nodes.map((node) => nodeXml(drawn, node)).join('\n')}
${chart.edges.map((edge) => `    <bpmn:sequenceFlow id="${flowId(edge)}" sourceRef="${named(edge.from)}" targetRef="${named(edge.to)}" />`).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">
${shapesXml(drawn)}
${chart.edges.map((edge) => edgeXml(edge, drawn.layout.edges.get(edge.id) ?? [])).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

/** A state nothing leads on from is an end of the process itself. */
function isEnd({ edges }: Chart, workflow: Workflow, { kind, name, id }: ChartNode): boolean {
  return kind === 'end' || (kind === 'state' && isClosed(stateRule(workflow, name)) && !edges.some(({ from }) => from === id))
}

function laneXml({ nodes }: Chart, lane: string): string {
  const refs = nodes.filter((node) => node.lane === lane).map(({ id }) => `        <bpmn:flowNodeRef>${named(id)}</bpmn:flowNodeRef>`)
  return `      <bpmn:lane id="lane_${lane}" name="${text(laneLabel(lane))}">\n${refs.join('\n')}\n      </bpmn:lane>`
}

function nodeXml(drawn: Drawn, node: ChartNode): string {
  const { chart: { edges } } = drawn
  const { tag, name, notes = [], inner = '' } = factsOf(drawn, node)
  const id = named(node.id)
  return `    <bpmn:${tag} id="${id}" name="${text(name)}">
${notes.length > 0 ? `      <bpmn:documentation>${text(notes.join('\n'))}</bpmn:documentation>\n` : ''}${
    edges.filter(({ to }) => to === node.id).map((edge) => `      <bpmn:incoming>${flowId(edge)}</bpmn:incoming>\n`).join('')}${
    edges.filter(({ from }) => from === node.id).map((edge) => `      <bpmn:outgoing>${flowId(edge)}</bpmn:outgoing>\n`).join('')}${inner}    </bpmn:${tag}>`
}

interface NodeFacts { tag: string; name: string; notes?: string[]; inner?: string }

function factsOf(drawn: Drawn, node: ChartNode): NodeFacts {
  const { workflow, calendar, chart } = drawn
  const step = workflow.steps[node.name]
  switch (node.kind) {
    case 'start': return { tag: 'startEvent', name: workflow.opening?.label ?? '开始' }
    case 'end': return { tag: 'endEvent', name: '结束' }
    case 'back': return { tag: 'exclusiveGateway', name: '回到办这一步以前的状态' }
    case 'timer': return timerFacts(step && automaticAfter(step, calendar))
    case 'step': return { tag: step?.by.includes('system') ? 'serviceTask' : 'userTask', name: step?.label ?? '', notes: stepNotes(drawn, node.name) }
    default: {
      const rule = stateRule(workflow, node.name)
      const notes = isClosed(rule) ? [] : [`轮到：${turnWords(rule)}`]
      return { tag: isEnd(chart, workflow, node) ? 'endEvent' : 'exclusiveGateway', name: rule.label, notes }
    }
  }
}

/** BPMN has no working days: the figure stands in the expression, that they are working days in the words. */
function timerFacts(workingDays: number | undefined): NodeFacts {
  const when = workingDays === undefined ? '' : `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P${workingDays}D</bpmn:timeDuration>`
  const words = automaticWords(workingDays)
  return {
    tag: 'intermediateCatchEvent', name: workingDays === undefined ? '到期' : `满 ${workingDays} 个工作日`,
    notes: [workingDays === undefined ? words : `${words}。P${workingDays}D 里的日是工作日，按放假安排推算`],
    inner: `      <bpmn:timerEventDefinition>${when}</bpmn:timerEventDefinition>\n`,
  }
}

function stepNotes({ workflow }: Drawn, name: string): string[] {
  const step = workflow.steps[name]
  if (!step) return []
  const effect = clockEffectOf(step)
  return [
    `谁办：${step.by.map((relation) => RELATION_WORDS[relation]).join('、')}`,
    ...(effect ? [`期限：${effect.words}`] : []), ...(step.basis === undefined ? [] : [`依据：${step.basis}`]),
  ]
}

function shapesXml({ chart, layout, workflow }: Drawn): string {
  const pool = { x: 0, y: 0, width: layout.width + POOL_TITLE_WIDTH, height: layout.height }
  return [
    shapeXml('pool', pool, { isHorizontal: true }),
    ...layout.lanes.map((lane) => shapeXml(`lane_${lane.id}`, { ...lane, x: POOL_TITLE_WIDTH }, { isHorizontal: true })),
    ...chart.nodes.map((node) => {
      const box = layout.nodes.get(node.id)
      if (!box) throw new Error(`${node.id} has no place`)
      return shapeXml(named(node.id), shifted(box), {
        isMarked: node.kind !== 'step' && SIZES[node.kind].outline === 'diamond' && !isEnd(chart, workflow, node),
        hasLabel: node.kind !== 'step',
      })
    }),
  ].join('\n')
}

interface Look { isHorizontal?: boolean; isMarked?: boolean; hasLabel?: boolean }

function shapeXml(element: string, box: Box, { isHorizontal = false, isMarked = false, hasLabel = false }: Look): string {
  const look = `${isHorizontal ? ' isHorizontal="true"' : ''}${isMarked ? ' isMarkerVisible="true"' : ''}`
  const below = { x: box.x + box.width / 2 - LABEL.width / 2, y: box.y + box.height + 2, ...LABEL }
  return `      <bpmndi:BPMNShape id="shape_${element}" bpmnElement="${element}"${look}>
        ${boundsXml(box)}${hasLabel ? `\n        <bpmndi:BPMNLabel>${boundsXml(below)}</bpmndi:BPMNLabel>` : ''}
      </bpmndi:BPMNShape>`
}

function edgeXml(edge: ChartEdge, points: readonly Point[]): string {
  const way = points.map((point) => { const { x, y } = shifted(point); return `<di:waypoint x="${figure(x)}" y="${figure(y)}" />` }).join('')
  return `      <bpmndi:BPMNEdge id="edge_${flowId(edge)}" bpmnElement="${flowId(edge)}">${way}</bpmndi:BPMNEdge>`
}

const boundsXml = ({ x, y, width, height }: Box): string =>
  `<dc:Bounds x="${figure(x)}" y="${figure(y)}" width="${figure(width)}" height="${figure(height)}" />`
const figure = (value: number): number => Math.round(value * 10) / 10
const shifted = <Place extends Point>(place: Place): Place => ({ ...place, x: place.x + POOL_TITLE_WIDTH })
const flowId = ({ id }: ChartEdge): string => `flow_${named(id)}`

/** Names of XML: what they do not allow is written as its number. */
function named(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, (character) => `.${character.codePointAt(0)?.toString(16)}.`)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

function text(words: string): string {
  // Control characters have no place in XML at all.
  return words.replace(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/g, '').replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? '')
}

