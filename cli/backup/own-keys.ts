import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config'
import { keyIdOf, publicKeyIn } from '#platform/sm'
import { masterKeyFile, masterKeyNames } from '#platform/vault'
import type { Manifest } from './manifest.ts'

type Places = Pick<Config, 'dataDirectory' | 'keysDirectory'>
type Needed = Pick<Manifest, 'publicKey' | 'masterKeys'>

export const signingKeyFile = ({ dataDirectory }: Places): string => join(dataDirectory, 'keys', 'sm2-signing.json')

/** Which keys belong to a backup and are not in it, a line each: who has only the backup can neither sign nor read personal data. */
export function keptSeparately(places: Places, { publicKey, masterKeys = [] }: Needed): string[] {
  return [
    ...(publicKey === null ? [] : [`签名私钥 ${signingKeyFile(places)}（编号 ${keyIdOf(publicKeyIn(publicKey))}）`]),
    ...masterKeys.map(({ fingerprint }) => `个人信息主密钥 ${masterKeyFile(places.keysDirectory)}（指纹 ${fingerprint}）`),
  ]
}

/** What is missing before a restore may begin, a sentence each; nothing when the keys that belong to the backup are in their places. */
export async function missingKeys(places: Places, { publicKey, masterKeys = [] }: Needed): Promise<string[]> {
  const missing: string[] = []
  const signing = signingKeyFile(places)
  const id = publicKey === null ? undefined : keyIdOf(publicKeyIn(publicKey))
  const found = signingKeyIn(signing)
  if (id !== undefined && found !== id) missing.push(`${found === undefined ? '缺' : '不是'}签名私钥（编号 ${id}），应放在 ${signing}`)
  const present = await masterKeyNames(places.keysDirectory)
  for (const wanted of masterKeys) {
    const isThere = present.some((one) => one.id === wanted.id && one.fingerprint === wanted.fingerprint)
    if (!isThere) missing.push(`${present.length === 0 ? '缺' : '不是'}个人信息主密钥（指纹 ${wanted.fingerprint}），应放在 ${masterKeyFile(places.keysDirectory)}`)
  }
  return missing
}

/** The number of the key in the file; undefined where there is none or it is damaged. */
function signingKeyIn(path: string): string | undefined {
  const publicKey = existsSync(path) ? /"publicKey":\s*"(04[0-9a-f]{128})"/.exec(readFileSync(path, 'utf8'))?.[1] : undefined
  return publicKey === undefined ? undefined : keyIdOf(publicKey)
}
