import { addWorkingDays, findCase, takeStep, workflowOf, type Call, type Case, type DailyWork } from '#kernel'
import { tell } from '#base/messages'
import { dayWords } from '#base/pages'
import { materialName } from '#base/materials'
import { PROMISE_RULE } from './promise-rule.ts'
import { MAY_FOLLOW } from './promise-words.ts'
import { promisesUpTo, type OpenPromise } from './promise-record.ts'

/** Reminds of promised materials and, the day after the last day, writes into the log that they did not come. May run any number of times. */
export const watchPromises: DailyWork = {
  name: 'applications.promises',
  run: async (call) => {
    const horizon = addWorkingDays(call.kernel.calendar, call.today, PROMISE_RULE.remindWorkingDaysBefore)
    const byCase = Map.groupBy(await promisesUpTo(call.tx, horizon), ({ caseId }) => caseId)
    for (const [caseId, promises] of byCase) {
      const found = await findCase(call.tx, caseId)
      if (found) await watch(call, found, promises)
    }
  },
}

async function watch(call: Call, found: Case, promises: readonly OpenPromise[]): Promise<void> {
  const over = promises.filter(({ promisedBy }) => promisedBy < call.today)
  for (const promise of promises.filter(({ promisedBy }) => promisedBy >= call.today)) await remind(call, found, promise)
  if (over.length > 0) await breakPromises(call, found, over)
}

async function remind(call: Call, found: Case, { materialId, promisedBy }: OpenPromise): Promise<void> {
  const isLast = promisedBy === call.today
  if (isLast && !PROMISE_RULE.remindOnTheDay) return
  const when = isLast ? '今天是最后一天' : `最后一天是${dayWords(promisedBy)}`
  await tell(call.tx, {
    recipient: found.applicant.id, caseId: found.id, at: call.now, urgency: 'urgent', actBy: promisedBy, gist: '请补交您承诺以后补的材料',
    key: `promise:${found.id}:${materialId}:${promisedBy}:${isLast ? 'day' : 'before'}`,
    title: `${found.title}：请补交“${nameOf(found, materialId)}”`, body: `您承诺以后补交这份材料，${when}。请到办件页面补交，或者把纸质材料交到窗口。${MAY_FOLLOW}。`,
  })
}

/** Cases begun under the first version of the workflow know no such step: they are only reminded. */
async function breakPromises(call: Call, found: Case, over: readonly OpenPromise[]): Promise<void> {
  const step = workflowOf(call.kernel, found.type, found.workflowVersion).steps['breakPromise']
  if (!step?.from.includes(found.state)) return
  const materials = over.map(({ materialId, promisedBy }) => ({ materialId, name: nameOf(found, materialId), promisedBy }))
  const reason = `申请人承诺补交的${materials.map(({ name, promisedBy }) => `“${name}”（${promisedBy} 前）`).join('、')}没有按期收到。`
  await takeStep(call, found.id, 'breakPromise', { data: { materials, reason } })
}

function nameOf(found: Case, materialId: string): string {
  return materialName(found, materialId) ?? materialId
}

