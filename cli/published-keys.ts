import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSigningKey, publicKeyIn, type KeyPair } from '#platform/sm'
import { Refusal } from '#platform/refusal'

/** The public keys of this office: the one in use, and those of before that the operator kept beside it (sm2-public-key-2026.pem). */
export function publishedKeys(dataDirectory: string): string[] {
  return globSync('sm2-public-key*.pem', { cwd: dataDirectory }).sort().flatMap((name) => keyIn(join(dataDirectory, name)))
}

/** A file that holds none signs for nothing; the doctor tells of it. */
function keyIn(path: string): string[] {
  try {
    return [publicKeyIn(readFileSync(path, 'utf8'))]
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** The key the office signs with. A command makes none: what it signed would fit nothing that was published. */
export async function signingKeyOf(dataDirectory: string, note: (line: string) => void): Promise<KeyPair> {
  if (!existsSync(join(dataDirectory, 'keys', 'sm2-signing.json'))) {
    throw new Refusal('unavailable', `${dataDirectory} 里没有签名私钥（keys/sm2-signing.json）。请用 CHUNFENG_DATA 指到服务的数据目录，或从离线备份放回`)
  }
  return loadSigningKey(dataDirectory, note)
}
