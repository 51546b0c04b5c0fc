import { assembleKernel } from '#app'
import { bpmnOf, isClosed, stateRule, type Workflow } from '#kernel'
import type { Command } from './command.ts'

/** The declared workflows, from the program itself: no database is asked. */
export const workflowCommand: Command = {
  name: 'workflow',
  summary: '列出办理流程，或导出一个流程的 BPMN 2.0 文件',
  usage: 'workflow [CASETYPE [VERSION]] [--bpmn] [--json]',
  options: { bpmn: { type: 'boolean' }, json: { type: 'boolean' } },
  details: ['  CASETYPE       办件类型，例如 application；VERSION 省略就是最新的一版', '  --bpmn         输出 BPMN 2.0 XML', '  --json         输出 JSON'],
  examples: ['workflow', 'workflow application --bpmn > application.bpmn'],
  run: async ({ words: [caseType, version], options, out, note }) => {
    const { workflows, calendar } = assembleKernel({ sendJobs: async () => {} })
    const all = [...workflows.values()].flat()
    const chosen = caseType === undefined
      ? all
      : newest(all.filter((one) => one.caseType === caseType && (version === undefined || String(one.version) === version)), version)
    const [first] = chosen
    if (!first) { note(`没有“${[caseType, version].filter(Boolean).join(' ')}”这个流程。用 chunfeng workflow 看全部。`); return 2 }
    if (options['bpmn'] === true && caseType === undefined) { note('请写出要导出哪个流程，例如 chunfeng workflow application --bpmn'); return 2 }
    if (options['bpmn'] === true) out(bpmnOf(first, calendar).trimEnd())
    else if (options['json'] === true) out(JSON.stringify(chosen.map(summaryOf)))
    else for (const one of chosen) out(lineOf(one))
    return 0
  },
}

const newest = (found: readonly Workflow[], version: string | undefined): Workflow[] => (version === undefined ? found.slice(-1) : [...found])

function summaryOf({ caseType, version, label, states, steps }: Workflow) {
  return { caseType, version, label, states: Object.keys(states), steps: Object.keys(steps) }
}

function lineOf(workflow: Workflow): string {
  const names = Object.keys(workflow.states)
  const closed = names.filter((name) => isClosed(stateRule(workflow, name))).length
  return `${workflow.caseType} 第 ${workflow.version} 版　${workflow.label}：${names.length} 个状态（${closed} 个办结），${Object.keys(workflow.steps).length} 步`
}
