import { BpmnModdle } from 'bpmn-moddle'

export interface ReadElement { id: string; name: string; type: string }
export interface ReadBpmn {
  warnings: string[]
  /** Events, tasks and gateways. */
  elements: ReadElement[]
  flows: { id: string; from: string; to: string }[]
  shapes: { id: string; x: number; y: number; width: number; height: number }[]
  edges: { id: string; points: number }[]
  kindOf: (id: string) => string | undefined
  laneOf: (id: string) => string | undefined
}

/** What another tool makes of the file. */
export async function readBpmn(xml: string): Promise<ReadBpmn> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml)
  const process = listOf(rootElement, 'rootElements').find((one) => one['$type'] === 'bpmn:Process')
  const all = listOf(process, 'flowElements')
  const elements = all
    .filter((one) => one['$type'] !== 'bpmn:SequenceFlow')
    .map((one): ReadElement => ({ id: String(one['id']), name: String(one['name'] ?? ''), type: String(one['$type']) }))
  const drawn = listOf(Object(listOf(rootElement, 'diagrams')[0])['plane'], 'planeElement')
  const lanes = listOf(process, 'laneSets').flatMap((set) => listOf(set, 'lanes'))
  return {
    warnings: warnings.map(({ message }: { message: string }) => message),
    elements,
    flows: all
      .filter((one) => one['$type'] === 'bpmn:SequenceFlow')
      .map((one) => ({ id: String(one['id']), from: idOf(one['sourceRef']), to: idOf(one['targetRef']) })),
    shapes: drawn
      .filter((one) => one['$type'] === 'bpmndi:BPMNShape')
      .map((one) => {
        const { x, y, width, height } = Object(one['bounds'])
        return { id: idOf(one['bpmnElement']), x, y, width, height }
      }),
    edges: drawn.filter((one) => one['$type'] === 'bpmndi:BPMNEdge').map((one) => ({ id: idOf(one['bpmnElement']), points: listOf(one, 'waypoint').length })),
    kindOf: (id) => elements.find((one) => one.id === id)?.type,
    laneOf: (id) =>
      lanes
        .filter((lane) => listOf(lane, 'flowNodeRef').some((one) => one['id'] === id))
        .map((lane) => String(lane['name']))
        .join(' '),
  }
}

function listOf(holder: unknown, name: string): Record<string, unknown>[] {
  const value: unknown = Object(holder)[name]
  return Array.isArray(value) ? value : []
}

function idOf(element: unknown): string {
  return String(Object(element).id)
}
