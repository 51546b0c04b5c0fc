import { runSql } from '#platform/database'
import { fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/** Goes on from the event each stopped at; what does not answer even now stops again after a day. */
const paused: Check<Ground> = {
  id: 'webhooks-paused',
  look: async ({ database }) => {
    const found = await runSql<{ description: string; url: string; reason: string | null }>(database,
      "select description, url, reason from webhooks.subscription where state = 'paused' order by created_at, id")
    const names = found.map(({ description, url, reason }) => `“${description}”（${new URL(url).host}，${reason ?? '原因不明'}）`)
    return names.length === 0 ? fine('没有停下的事件推送')
      : wrong(`事件推送 ${listed(names)} 连续推不成，已经停下。请对方修好以后继续；不再用的，由系统管理员在“事件推送”页面删除`, healing('webhooks-paused'))
  },
  mend: async ({ database, now }) => void await runSql(database,
    "update webhooks.subscription set state = 'active', attempts = 0, reason = null, next_at = $1 where state = 'paused'", [now]),
}

export const webhookChecks: readonly Check<Ground>[] = [paused]
