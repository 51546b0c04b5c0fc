import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { ADMINISTRATORS, appointAdministrator, resetKeys, type OperatorKeys } from '#base/people'
import type { Command, ExitCode, Invocation } from './command.ts'
import { withDatabase } from './with-database.ts'

/** Where an administrator works unless told: the bureau that runs the platform. */
const HOME = 'government-services'

export const appointCommand: Command = {
  name: 'account appoint',
  summary: '任命一名管理员（系统、安全或审计），得到一次性密码',
  usage: `account appoint ${ADMINISTRATORS.join('|')} 账号 姓名 [--organisation 单位] [--json]`,
  options: { organisation: { type: 'string' }, json: { type: 'boolean' } },
  details: ['  sysadmin 系统管理员，secadmin 安全管理员，auditor 审计管理员；一个人只能是其中一个', `  --organisation 单位编号，默认 ${HOME}`],
  examples: ['account appoint auditor shenji 王审计'],
  run: async (invocation) => {
    const [role, account, name] = invocation.words
    const wanted = ADMINISTRATORS.find((known) => known === role)
    if (wanted === undefined || account === undefined || name === undefined) return misused(invocation, appointCommand)
    const organisation = String(invocation.options['organisation'] ?? HOME)
    return giveKeys(invocation, (ground) => appointAdministrator(ground, wanted, { account, name, organisation }))
  },
}

export const resetAccountCommand: Command = {
  name: 'account reset',
  summary: '重置一个账号的密码和动态码（管理员的只能这样重置）',
  usage: 'account reset 账号 [--json]',
  options: { json: { type: 'boolean' } },
  details: ['  得到的一次性密码只显示这一次，当面交给本人；第一次登录就要改掉。'],
  examples: ['account reset shenji'],
  run: async (invocation) => {
    const [account] = invocation.words
    return account === undefined ? misused(invocation, resetAccountCommand) : giveKeys(invocation, (ground) => resetKeys(ground, account))
  },
}

type Work = (ground: Parameters<typeof resetKeys>[0]) => Promise<OperatorKeys>

/** The password goes to standard output and nowhere else. */
function giveKeys({ options, out, note }: Invocation, work: Work): Promise<ExitCode> {
  return withDatabase<ExitCode>(note, async (database) => {
    try {
      const keys = await inTransaction(database, (tx) => work({ tx, now: new Date() }))
      out(options['json'] === true ? JSON.stringify(keys) : `账号 ${keys.account}，一次性密码 ${keys.temporaryPassword}（登录时要换成自己的）`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      note([error.message, ...error.fields.map(({ message }) => message)].join('\n'))
      return 1
    }
  })
}

function misused({ note }: Invocation, { usage }: Command): ExitCode {
  note(`用法：chunfeng ${usage}`)
  return 2
}
