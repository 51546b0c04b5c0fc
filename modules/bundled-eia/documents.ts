import type { Case, DocumentSubject } from '#kernel'
import { drawUpDocument } from '#base/documents'
import { filingOf } from './filing.ts'
import { conditionsOf } from './unit-conditions.ts'

type More = (subject: DocumentSubject) => Record<string, unknown>

/** What documents of a bundle say otherwise than those of every other case. */
const MORE: Readonly<Record<string, More>> = {
  receipt: ({ found }) =>
    ({ materials: [filingOf(found)?.report.name ?? '环境影响报告表', '打捆申报表（含各单位签字确认）'].map((material) => ({ material, originals: 0, copies: 1 })) }),
  correction: ({ event }) => ({ materials: [{ material: '打捆申报和环境影响报告表', problems: event.data['problems'] }] }),
  'special-procedure': () => ({ kind: 'hearing' }),
  approval: ({ found }) => ({
    outcomeName: '建设项目环境影响报告表批复（打捆）', validity: '自批准之日起五年内开工有效；超过五年才开工的，报原审批部门重新审核（环境影响评价法第二十四条）', ...unitLines(found),
  }),
}

/** The facts a document of a bundle is rendered from, as they stand when it is issued. */
export function drawUpBundle(subject: DocumentSubject): { number: string; facts: Record<string, unknown> } {
  return drawUpDocument(subject, MORE[subject.kind]?.(subject))
}

/** 一同批复: one approval that names every unit with requirements of its own. */
function unitLines(found: Case): { conditions?: string[] } {
  const conditions = conditionsOf(found)
  const lines = (filingOf(found)?.units ?? []).map(({ name, uscc, project, place }) =>
    `${name}（统一社会信用代码 ${uscc}），${project}，${place}：${conditions[uscc] ?? ''}`)
  return lines.length === 0 ? {} : { conditions: [...lines, '各建设单位按报告表和本批复分别建设，各自承担生态环境保护主体责任；一个单位的变更、分出或者撤销，不影响其他单位。'] }
}
