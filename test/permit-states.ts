import { Departments, fileJoint } from './joint-walk.ts'

const FIVE = 'SL44011400312'
/** The project code of every sample form. */
const PROJECT = '2026-440114-04-01-123456'
const REVIEW = { opinion: '符合条件，建议准予。', recommendation: 'approve' }

/** 多证联办 as its applicant sees it: before choosing, with one permit that waits for another, and the whole project. */
export async function permitStates(url: string): Promise<Record<string, string>> {
  const caseId = await fileJoint(url, FIVE)
  const offices = new Departments(url)
  await offices.step('window', caseId, 'accept')
  const plan = (await offices.whole(caseId)).lanes.find(({ id }) => id === 'gc')
  if (plan?.caseId) await offices.step('planning', plan.caseId, 'review', REVIEW)
  const query = new URLSearchParams({ name: '某厂房（示例）', code: PROJECT, specialWorks: 'yes', fireDrawings: 'no', land: 'no', out: 'RF' })
  return {
    联办还是分别办: `/items/${FIVE}/joint-plan`, 联办和分别办并排: `/items/${FIVE}/joint-plan?${query.toString()}`,
    改变联办方式: `/cases/${caseId}/joint-choice`, 我的工程项目: '/projects', 一个工程项目: `/projects/${PROJECT}`,
  }
}
