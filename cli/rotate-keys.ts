import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '#platform/config'
import type { Database } from '#platform/database'
import { ACTIVATION_MILLISECONDS, addDataKey, rotateMaster, Vault } from '#platform/vault'
import { recordAudit } from '#base/audit'
import { sealAccounts, sealSecondFactors } from '#base/people'
import { sealDrafts } from '#modules/applications'
import type { Command, ExitCode } from './command.ts'
import { operator } from './operator.ts'
import { withDatabase } from './with-database.ts'

/** A little more than the processes need to have looked. */
const SLACK_MILLISECONDS = 500

interface Wishes { master: boolean; data: boolean }
interface Done { master: boolean; dataKey: number | null; accounts: number; secondFactors: number; drafts: number }

export const rotateKeysCommand: Command = {
  name: 'rotate-keys',
  summary: '更换个人信息的主密钥（--master）、数据密钥（--data），都不写就两样都换；服务照常运行，中断了再运行一次即可',
  usage: 'rotate-keys [--master] [--data] [--json]',
  options: { master: { type: 'boolean' }, data: { type: 'boolean' }, json: { type: 'boolean' } },
  details: ['  --master       换主密钥（CHUNFENG_KEYS 里的文件），数据密钥重新包裹；第一次就是生成', '  --data         换数据密钥，账号和草稿重新加密', '  换好主密钥以后请离线备份新的密钥文件：旧的打不开以后的备份。'],
  examples: ['rotate-keys', 'rotate-keys --master'],
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database, config) => {
    const both = options['master'] !== true && options['data'] !== true
    const done = await rotateKeys(database, config, { wishes: { master: both || options['master'] === true, data: both || options['data'] === true }, note })
    out(options['json'] === true ? JSON.stringify({ ok: true, ...done }) : saidOf(done))
    return 0
  }),
}

/** Changes the keys beside everybody who reads and writes; the stored forms and logs of cases stay as they are and stay readable. */
export async function rotateKeys(
  database: Database,
  { keysDirectory }: Pick<Config, 'keysDirectory'>,
  { wishes, note, wait = pause }: { wishes: Wishes; note: (line: string) => void; wait?: (milliseconds: number) => Promise<unknown> },
): Promise<Done> {
  const done: Done = { master: wishes.master, dataKey: null, accounts: 0, secondFactors: 0, drafts: 0 }
  if (wishes.master) {
    const { isFirst, rewrapped } = await rotateMaster(database, keysDirectory)
    note(isFirst ? `已生成主密钥（${keysDirectory}），请离线备份` : `已换主密钥，重新包裹数据密钥 ${rewrapped} 把；请离线备份新的密钥文件，再销毁旧的备份`)
  }
  if (wishes.data) done.dataKey = await addDataKey(database, keysDirectory)
  if (done.dataKey !== null) {
    note(`新数据密钥 ${done.dataKey} 号，${ACTIVATION_MILLISECONDS / 1000} 秒后启用`)
    await wait(ACTIVATION_MILLISECONDS + SLACK_MILLISECONDS)
  }
  const vault = new Vault(() => keysDirectory)
  await vault.prepare(database)
  done.accounts = await sealAccounts(database, vault, (count) => note(`账号已换 ${count} 个`))
  done.secondFactors = await sealSecondFactors(database, vault)
  done.drafts = await sealDrafts(database, vault, (count) => note(`草稿已换 ${count} 份`))
  const call = { tx: database, actor: operator(), now: new Date() }
  await recordAudit(call, { action: 'keys', what: '更换密钥', detail: { ...done } })
  return done
}

function saidOf({ master, dataKey, accounts, secondFactors, drafts }: Done): string {
  const parts = [master && '主密钥已换', dataKey !== null && `数据密钥已换为 ${dataKey} 号`, `重新加密账号 ${accounts} 个、动态码密钥 ${secondFactors} 个、草稿 ${drafts} 份`]
  return `${parts.filter((part) => part !== false).join('，')}。办件和记录仍用原来的数据密钥，照常可读。`
}
