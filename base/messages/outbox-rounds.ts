import { configFrom } from '#platform/config'
import type { Round } from '#kernel'
import { planDue } from './outward/planning.ts'
import { localAdapter, type SmsAdapter } from './sms/adapter.ts'
import { sendDue } from './sms/dispatch.ts'
import { httpAdapter } from './sms/http-adapter.ts'
import { smsConfigFrom, type SmsConfig } from './sms/sms-config.ts'

const PAUSE_MILLISECONDS = 2_000

/** What turns messages into short messages, and what sends them; any process does both. */
export const outwardRounds: readonly Round[] = [
  {
    name: 'messages.plan', pauseMilliseconds: PAUSE_MILLISECONDS,
    run: ({ database, now }) => planDue(database, { now, rules: smsConfig().rules }),
  },
  {
    name: 'messages.send', pauseMilliseconds: PAUSE_MILLISECONDS,
    run: (ground) => sendDue(ground, smsAdapter(smsConfig()), smsConfig()),
  },
]

let known: SmsConfig | undefined

/** As the environment says; read once, when it is first needed. @throws ConfigTrouble */
export function smsConfig(): SmsConfig {
  known ??= smsConfigFrom(process.env)
  return known
}

/** The people of the demo district are invented; a number that happens to be somebody's must not ring. */
function smsAdapter({ gateway }: SmsConfig): SmsAdapter {
  return gateway === undefined || configFrom(process.env).demo ? localAdapter : httpAdapter(gateway)
}
