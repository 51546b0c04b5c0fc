import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { Reply } from '#platform/reply'
import { bpmnOf } from './drawing/bpmn.ts'
import { workflowView } from './drawing/workflow-view.ts'
import { liveCases, liveCounts, seesDistrict } from './live-cases.ts'
import { route, type Route } from './route.ts'
import type { Call, Kernel, Workflow } from './types.ts'

const closed = { additionalProperties: false } as const
/** Those who answer for how the district works, and those who work along the workflows. */
const FOR = ['bureau', 'leader', 'supervisor', 'window', 'reviewer', 'approver'] as const
const CaseType = Type.String({ pattern: '^[a-zA-Z][a-zA-Z-]{0,63}$' })
const BPMN_TYPE = 'application/xml; charset=utf-8'

/** The declared workflows: drawn, counted, and as files other tools open. */
export const workflowRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/workflows', summary: '办理流程：状态、步骤、图，和各状态在办的件数', for: FOR,
    handle: async (call) => {
      const counts = await liveCounts(call.tx, call.actor)
      const workflows = [...call.kernel.workflows.values()].flat()
      return {
        asOf: call.now.toISOString(), scope: seesDistrict(call.actor) ? 'district' : 'office',
        workflows: workflows.map((workflow) => counted(call, workflow, counts)),
      }
    },
  }),
  route({
    method: 'GET', path: '/api/workflows/:caseType/:file', summary: '办理流程的 BPMN 2.0 文件（版本号.bpmn）', for: FOR,
    params: Type.Object({ caseType: CaseType, file: Type.String({ pattern: '^[0-9]{1,6}\\.bpmn$' }) }, closed),
    handle: async (call, { params: { caseType, file } }) => {
      const version = Number.parseInt(file, 10)
      const xml = bpmnOf(declared(call.kernel, caseType, version), call.kernel.calendar)
      return new Reply(200, BPMN_TYPE, xml, { headers: { 'content-disposition': `attachment; filename="${caseType}-${version}.bpmn"` } })
    },
  }),
  route({
    method: 'GET', path: '/api/workflows/:caseType/:version/cases', summary: '流程的一个状态里现在有哪些办件', for: FOR,
    params: Type.Object({ caseType: CaseType, version: Type.String({ pattern: '^[0-9]{1,6}$' }) }, closed),
    query: Type.Object({ state: Type.String({ pattern: '^[a-zA-Z]{1,64}$' }), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed),
    handle: async (call, { params: { caseType, version }, query: { state, page = 1 } }) => {
      const workflow = declared(call.kernel, caseType, Number(version))
      const rule = Object.hasOwn(workflow.states, state) ? workflow.states[state] : undefined
      if (!rule) throw new Refusal('not-found', `${workflow.label}第 ${version} 版没有“${state}”这个状态，请从流程图重新打开`)
      const { total, size, cases } = await liveCases(call.tx, call.actor, { type: caseType, version: workflow.version, state, page })
      return { stateLabel: rule.label, total, page, size, cases: cases.map(({ owner, ...line }) => ({ ...line, organisationName: call.kernel.nameOf(owner) })) }
    },
  }),
]

function counted({ kernel: { calendar } }: Call, workflow: Workflow, counts: Awaited<ReturnType<typeof liveCounts>>): object {
  const view = workflowView(workflow, calendar)
  const live = (state: string) => counts.find((one) => one.type === workflow.caseType && one.version === workflow.version && one.state === state)?.live ?? 0
  return { ...view, states: view.states.map((state) => ({ ...state, live: state.isClosed ? null : live(state.name) })) }
}

function declared({ workflows }: Kernel, caseType: string, version: number): Workflow {
  const found = workflows.get(caseType)?.find((workflow) => workflow.version === version)
  if (!found) throw new Refusal('not-found', `没有“${caseType}”第 ${version} 版这个流程，请从办理流程页面选`)
  return found
}
