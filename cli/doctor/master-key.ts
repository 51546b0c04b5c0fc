import { existsSync, statSync } from 'node:fs'
import { masterKeyFile, masterKeyNames, mastersInUse, Vault, VaultTrouble } from '#platform/vault'
import { fine, quoted, wrong, type Check, type Ground, type Machine } from './check.ts'

const keyFile = ({ config }: Machine): string => masterKeyFile(config.keysDirectory)

/** Nothing here ever makes a key: what was sealed opens with the old one only. OFFLINE is where the operator keeps his copy. */
const putBack = (machine: Machine): string => `install -D -m 600 "$OFFLINE/master-key.json" ${quoted(keyFile(machine))}`
const HOW = '请把离线保存的密钥所在的目录写进 OFFLINE 再放回，不要另生成一把'

/** What keeps the file from being used, undefined when it can be. */
async function troubleIn({ config }: Machine): Promise<string | undefined> {
  try {
    return (await masterKeyNames(config.keysDirectory)).length === 0 ? '不见了' : undefined
  } catch (error) {
    if (error instanceof VaultTrouble) return '已损坏'
    if (error instanceof Error && 'code' in error) return `读不了（${String(error.code)}）`
    throw error
  }
}

const present: Check<Ground> = {
  id: 'master-key',
  look: async (ground) => {
    if ((await mastersInUse(ground.database)).length === 0) return fine('还没有加密的个人信息，第一次启动服务时准备密钥')
    const trouble = await troubleIn(ground)
    return trouble === undefined ? fine('个人信息主密钥可用')
      : wrong(`个人信息主密钥 ${keyFile(ground)} ${trouble}：加密保存的个人信息打不开，服务启动不了。${HOW}`, putBack(ground))
  },
}

const fitting: Check<Ground> = {
  id: 'master-key-match',
  look: async (ground) => {
    const { database, config } = ground
    if ((await mastersInUse(database)).length === 0 || await troubleIn(ground) !== undefined) return fine('没有可对照的主密钥')
    try {
      await new Vault(() => config.keysDirectory).prepare(database)
      return fine('主密钥打得开库里的数据密钥')
    } catch (error) {
      if (!(error instanceof VaultTrouble)) throw error
      return wrong(`主密钥 ${keyFile(ground)} 打不开库里的数据密钥：${error.message}。${HOW}`, putBack(ground))
    }
  },
}

const rights: Check<Machine> = {
  id: 'master-key-rights',
  look: async (machine) => !existsSync(keyFile(machine)) || (statSync(keyFile(machine)).mode & 0o077) === 0
    ? fine('个人信息主密钥只有本用户可读')
    : wrong(`个人信息主密钥 ${keyFile(machine)} 别的用户读得到；如怀疑泄露，收回以后请用 rotate-keys 更换`, `chmod 600 ${quoted(keyFile(machine))}`),
}

export const masterKeyRights: readonly Check<Machine>[] = [rights]
export const masterKeyChecks: readonly Check<Ground>[] = [present, fitting]
