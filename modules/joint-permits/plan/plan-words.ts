/** The plan in words, for the command line. */
import { PERMIT_NAMES, type Permit } from '../release/gates.ts'
import type { Plan } from './plan.ts'

export function planLines(plan: Plan, nameOf: (organisation: string) => string): string[] {
  const { joint, separate } = plan
  const names = (permits: readonly Permit[]) => permits.map((permit) => PERMIT_NAMES[permit]).join(' → ')
  const apart = plan.permits.filter(({ isJoint }) => !isJoint)
  return [
    `${plan.name}：${plan.project.name}（${plan.project.code}）`, '办不办联办由企业自主决定；办了以后也可以退出，或者取出一个证。', '',
    row('申请表', `${joint.forms} 张 ${joint.fields} 项`, `${separate.forms} 张 ${separate.fields} 项`),
    row('要交的材料', `${joint.materials} 份`, `${separate.materials} 份`),
    row('跑现场', `${joint.visits} 次`, `${separate.visits} 次`),
    row('承诺期限', `${joint.promisedWorkingDays} 个工作日`, `${separate.promisedWorkingDays} 个工作日（能同时办的都同时办，${separate.atOnceWorkingDays} 个）`),
    row('法定期限', `${joint.statutoryWorkingDays} 个工作日，可延长 ${joint.extensionWorkingDays} 个（行政许可法第四十二条）`, `${separate.statutoryWorkingDays} 个工作日`),
    row('预计办完', `${joint.expected.median} 个工作日`, `${separate.expected.median} 个工作日`),
    '', `联办：${joint.expected.words}。`, `分别办：${separate.expected.words}。`, '', `发证的先后（法律定的，联办、分别办都一样）：${names(joint.order)}`,
    ...plan.lacking.map(({ permit, obstacles }) =>
      `还缺：${PERMIT_NAMES[permit]}要先有${obstacles.map(({ missing, article }) => `${missing}（${article}）`).join('、')}`),
    ...(apart.length > 0 ? [`不放进联办、单独办的：${apart.map(({ name }) => name).join('、')}`] : []),
    '', ...plan.permits.map(({ name, owner, promisedWorkingDays, statutoryWorkingDays }) =>
      `- ${name}　${nameOf(owner)}　承诺 ${promisedWorkingDays}、法定 ${statutoryWorkingDays} 个工作日`),
    ...(plan.assumed.length > 0 ? ['', '没有说明的按第一个选项算：', ...plan.assumed.map(({ question, answer }) => `- ${question}${answer}`)] : []),
  ]
}

function row(label: string, joint: string, separate: string): string {
  return `${label}：联办 ${joint}；分别办 ${separate}`
}
