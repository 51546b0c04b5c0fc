import type { Rule } from '../consistency-rule.ts'
import { courseOf } from '../joint-course.ts'
import { limitsTogether, STATUTORY_TOGETHER } from '../joint-limits.ts'
import { viewOf } from './view.ts'

/** What must hold of the limits of the whole. */
export const LIMIT_RULES: readonly Rule[] = [
  {
    id: 'joint-limit', says: '总的时限等于最慢的一条路所用的时间：同时能办的同时办，要等的依次相加',
    source: '行政许可法第四十二条；本系统的设计规则', reads: ['joint', 'promisedWorkingDays', 'statutoryWorkingDays', 'limitsByAnswer'],
    check: (item, context) => {
      const view = viewOf(item, context)
      if (!view || view.joint.readiness !== 'ready' || view.lanes.length < view.joint.lanes.length || courseOf(view.joint.lanes, () => 0).cycle) return []
      const { promised, statutory } = limitsTogether(item, view.lanes)
      return [
        ...differs(item.promisedWorkingDays, promised, { path: 'promisedWorkingDays', what: '承诺' }),
        ...item.limitsByAnswer.flatMap(({ when, promisedWorkingDays }, at) =>
          differs(promisedWorkingDays, limitsTogether(item, view.lanes, when).promised, { path: `limitsByAnswer.${at}`, what: `第 ${at + 1} 行时限` })),
        ...differs(item.statutoryWorkingDays, statutory, { path: 'statutoryWorkingDays', what: `法定（几个部门一起办最长 ${STATUTORY_TOGETHER} 个）` }),
      ]
    },
  },
]

function differs(days: number, longest: number, { path, what }: { path: string; what: string }) {
  if (days === longest) return []
  const text = days > longest
    ? `${what}写了 ${days} 个工作日，最慢的一条路只要 ${longest} 个，群众白等`
    : `${what}写了 ${days} 个工作日，最慢的一条路要 ${longest} 个，做不到`
  return [{ path, text, cure: `请改成 ${longest} 个工作日，或调整先后关系` }]
}
