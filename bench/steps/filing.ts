import { inTransaction, runSql, type Database } from '#platform/database'
import { openCase, type Actor, type Kernel } from '#kernel'
import { checklistOf } from '#base/catalog'
import { openingOf } from '#modules/applications'
import { sampleAnswers, sampleForm } from '../../cli/journey/sample-application.ts'
import { demoItems } from '../../demo.ts'
import { NOW, TODAY } from '../ground.ts'
import type { Who } from './stories.ts'

/** The demo accounts as the kernel knows them once they have signed in. */
export const ACTORS: Readonly<Record<Who, Actor>> = {
  enterprise: { id: 'demo-enterprise', name: '某餐饮公司经办人', roles: ['enterprise'], organisation: null, party: 'demo-party' },
  window: { id: 'demo-window', name: '综合窗口', roles: ['window'], organisation: 'hall', party: null },
  reviewer: { id: 'demo-reviewer', name: '陈审查（示例）', roles: ['reviewer'], organisation: 'market-regulation', party: null },
  approver: { id: 'demo-approver', name: '周审批（示例）', roles: ['approver'], organisation: 'market-regulation', party: null },
}

const AT_ONCE = 16
const ITEM = '食品经营许可（新办）'

/** Files so many applications for a food licence, each in a transaction of its own; their ids in the order of filing. */
export async function fileCases(database: Database, kernel: Kernel, count: number): Promise<string[]> {
  await kernel.vault.prepare(database)
  const item = demoItems().find(({ name }) => name === ITEM)
  if (!item) throw new Error(`示例目录里没有“${ITEM}”`)
  const answers = sampleAnswers(item)
  const checklist = checklistOf(item, answers)
  const submission = { itemCode: item.code, answers, form: sampleForm(checklist.form), materials: [] }
  const ids: string[] = []
  const fileOne = () => inTransaction(database, async (tx) => {
    const call = { kernel, tx, actor: ACTORS.enterprise, now: NOW, today: TODAY }
    const { opened } = await openCase(call, await openingOf(call, submission, { item, checklist }))
    await runSql(tx, 'insert into applications.application (case_id, answers) values ($1, $2)', [opened.id, JSON.stringify(answers)])
    return opened.id
  })
  const clerk = async () => { while (ids.length < count) ids.push(await fileOne()) }
  await Promise.all(Array.from({ length: AT_ONCE }, clerk))
  return ids
}
