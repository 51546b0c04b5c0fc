import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config'
import { runSql, type Database } from '#platform/database'
import { masterKeyFile, masterKeyNames, mastersInUse } from '#platform/vault'
import { blobPath } from '../doctor/blobs.ts'
import { publishedKeys } from '../published-keys.ts'
import { verifyAll, type Verified } from '../verify-all.ts'

export interface Inspected extends Verified { lastAt: Date | null; filesMissing: string[]; keysMissing: string[] }

/** The same as `verify`, whether every uploaded file a row names is there, and whether the master key at hand opens the data keys. */
export async function inspectRestored(
  database: Database,
  { dataDirectory, keysDirectory }: Config,
  { publicKeys, note }: { publicKeys: readonly string[]; note: (line: string) => void },
): Promise<Inspected> {
  const verified = await verifyAll(database, [...publicKeys, ...publishedKeys(dataDirectory)], note)
  const [last] = await runSql<{ at: Date | null }>(database, 'select max(at) as at from kernel.event')
  const files = await runSql<{ sm3: string }>(database, 'select distinct sm3 from materials.file')
  const filesMissing = files.map(({ sm3 }) => sm3).filter((sm3) => !existsSync(blobPath(join(dataDirectory, 'files'), sm3)))
  const present = new Set((await masterKeyNames(keysDirectory)).map(({ id }) => id))
  const keysMissing = (await mastersInUse(database))
    .filter((id) => !present.has(id))
    .map((id) => `缺个人信息主密钥（编号 ${id}），应放在 ${masterKeyFile(keysDirectory)}`)
  return { ...verified, lastAt: last?.at ?? null, filesMissing, keysMissing }
}
