import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isKeyPair, keyIdOf, loadSigningKey, publicKeyPem, type KeyPair } from '#platform/sm'
import { chunfeng, fine, healing, quoted, wrong, type Check, type Machine } from './check.ts'

const keyFile = ({ config }: Machine): string => join(config.dataDirectory, 'keys', 'sm2-signing.json')
const publicFile = ({ config }: Machine): string => join(config.dataDirectory, 'sm2-public-key.pem')

const signingKey: Check<Machine> = {
  id: 'signing-key',
  look: async (machine) => {
    if (!existsSync(keyFile(machine))) {
      // Without the public half no document has ever been signed here.
      const isFresh = !existsSync(publicFile(machine))
      return isFresh ? fine('还没有签名密钥，第一次启动时生成')
        : wrong(`签名私钥 ${keyFile(machine)} 不见了。请从离线备份放回；没有备份才生成新的，以前的文书仍可用旧公钥核验`, healing('signing-key'))
    }
    const pair = pairIn(keyFile(machine))
    return pair ? fine(`签名密钥 ${keyIdOf(pair.publicKey)} 可用`)
      : wrong(`签名私钥 ${keyFile(machine)} 损坏。先试从离线备份放回；确实没有，移开它再生成新的`,
        `mv ${quoted(keyFile(machine))} ${quoted(`${keyFile(machine)}.damaged`)} && ${chunfeng('doctor --heal signing-key')}`)
  },
  // Creates a key only where there is none.
  mend: async ({ config }) => void await loadSigningKey(config.dataDirectory, () => {}),
}

const keyRights: Check<Machine> = {
  id: 'key-rights',
  look: async (machine) => !existsSync(keyFile(machine)) || (statSync(keyFile(machine)).mode & 0o077) === 0
    ? fine('签名私钥只有本用户可读')
    : wrong(`签名私钥 ${keyFile(machine)} 别的用户读得到；如怀疑泄露请更换`, `chmod 600 ${quoted(keyFile(machine))}`),
}

const publicKey: Check<Machine> = {
  id: 'public-key',
  look: async (machine) => {
    const pair = existsSync(keyFile(machine)) ? pairIn(keyFile(machine)) : undefined
    if (!pair) return fine('没有可对照的签名密钥')
    const isSame = existsSync(publicFile(machine)) && readFileSync(publicFile(machine), 'utf8').trim() === publicKeyPem(pair.publicKey).trim()
    return isSame ? fine('公布用的公钥与私钥相符') : wrong(`公布用的公钥 ${publicFile(machine)} 缺失或与私钥不符，别人会核验失败`, healing('public-key'))
  },
  mend: async (machine) => {
    const pair = pairIn(keyFile(machine))
    if (pair) writeFileSync(publicFile(machine), publicKeyPem(pair.publicKey))
  },
}

/** Undefined when the file is damaged. */
function pairIn(path: string): KeyPair | undefined {
  try {
    const { privateKey, publicKey }: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'))
    const pair = { privateKey: String(privateKey), publicKey: String(publicKey) }
    return isKeyPair(pair) ? pair : undefined
  } catch {
    return undefined
  }
}

export const keyChecks: readonly Check<Machine>[] = [signingKey, keyRights, publicKey]
