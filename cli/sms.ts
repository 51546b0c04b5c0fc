import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { listSms, resendAllSms, resendSms, SMS_PAGE_MAX, SMS_STATE_WORDS, SMS_STATES, smsDepth, type SmsRow } from '#base/messages'
import { recordAudit } from '#base/audit'
import type { Command, ExitCode } from './command.ts'
import { operator } from './operator.ts'
import { withDatabase } from './with-database.ts'

const LIMIT_DEFAULT = 20

export const smsListCommand: Command = {
  name: 'sms list',
  summary: '短信：发了什么、等着什么、什么发不出去（手机号遮着）',
  usage: 'sms list [--state waiting|sending|sent|kept|dead] [--limit 20] [--json]',
  options: { state: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } },
  details: [
    '  --state 状态   只列一种：', ...SMS_STATES.map((state) => `                 ${state.padEnd(8)} ${SMS_STATE_WORDS[state]}`),
    `  --limit 条数   最近的多少条，默认 ${LIMIT_DEFAULT}，最多 ${SMS_PAGE_MAX}`,
  ],
  examples: ['sms list', 'sms list --state dead --limit 50'],
  run: async ({ options, out, note }) => {
    const state = SMS_STATES.find((one) => one === options['state']) ?? null
    const limit = Number(options['limit'] ?? LIMIT_DEFAULT)
    if ((options['state'] !== undefined && state === null) || !Number.isInteger(limit) || limit < 1 || limit > SMS_PAGE_MAX) {
      note(`--state 应为 ${SMS_STATES.join('、')} 之一，--limit 应为 1 到 ${SMS_PAGE_MAX} 的整数`)
      return 2
    }
    return withDatabase<ExitCode>(note, async (database) => {
      const [rows, { waiting, dead }] = [await listSms(database, { state, limit }), await smsDepth(database)]
      if (options['json'] === true) out(JSON.stringify({ waiting, dead, sms: rows }))
      else for (const line of [...rows.map(lineOf), `等待发送 ${waiting} 条，发不出去 ${dead} 条`]) out(line)
      return 0
    })
  },
}

export const smsResendCommand: Command = {
  name: 'sms resend',
  summary: '重发“发不出去”的短信：写编号，或者 --all；幂等键不变，服务商已经收到的不会再发',
  usage: 'sms resend 编号…|--all [--json]',
  options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
  details: ['  --all          发不出去的全部重发'],
  examples: ['sms resend --all', 'sms resend 0b0c3f6e-4d5a-4a57-9d0f-2f1f6a0c9e11'],
  run: async ({ words, options, out, note }) => {
    if ((options['all'] === true) === (words.length > 0) || !words.every((word) => UUID.test(word))) {
      note('请写要重发的短信编号（sms list --state dead 里有），或者 --all')
      return 2
    }
    return withDatabase<ExitCode>(note, async (database) => {
      const now = new Date()
      try {
        const count = await inTransaction(database, async (tx) => {
          const done = options['all'] === true ? await resendAllSms(tx, now) : words.length
          for (const word of words) await resendSms(tx, word, now)
          await recordAudit({ tx, actor: operator(), now }, { action: 'admin', what: '重发短信', detail: { count: done } })
          return done
        })
        out(options['json'] === true ? JSON.stringify({ ok: true, count }) : `已放回发送队列 ${count} 条`)
        return 0
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        note(error.message)
        return 1
      }
    })
  },
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function lineOf({ id, state, phone, words, attempts, reason, createdAt }: SmsRow): string {
  const when = new Date(createdAt.getTime() + CHINA_MILLISECONDS).toISOString().slice(0, 16).replace('T', ' ')
  const tries = attempts > 1 ? `，试了 ${attempts} 次` : ''
  return `${when}  ${phone ?? '（未取号）'}  ${SMS_STATE_WORDS[state]}${tries}${reason === null ? '' : `，${reason}`}\n  ${words}\n  ${id}`
}

const CHINA_MILLISECONDS = 8 * 3_600_000
