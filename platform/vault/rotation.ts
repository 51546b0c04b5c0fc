import { inTransaction, runSql, type Database } from '#platform/database'
import { createFirstKeys, insertNextKey, rewrapped, rowsOf } from './data-keys.ts'
import { addMasterKey, createMasterKey, keepOnlyMasterKey, readMasterKeys } from './master-key.ts'
import { VaultTrouble } from './token.ts'
import { LOOK_AGAIN_MILLISECONDS } from './vault.ts'

/** From when on a new data key is used: twice the time after which every process looks for new ones. */
export const ACTIVATION_MILLISECONDS = 2 * LOOK_AGAIN_MILLISECONDS

export interface Rotated { isFirst: boolean; rewrapped: number }

/**
 * A new master key: the data keys are wrapped anew, what they seal stays as it is, and the old master key goes from the file. Broken off
 * anywhere, the next run begins again with what there is; processes that run have the data keys in memory and notice nothing.
 */
export async function rotateMaster(database: Database, directory: string): Promise<Rotated> {
  const before = await readMasterKeys(directory)
  if (before.length === 0) return createFirst(database, directory)
  const fresh = await addMasterKey(directory)
  const masters = [fresh, ...before]
  const count = await inTransaction(database, async (tx) => {
    await runSql(tx, 'lock table platform.data_key in share row exclusive mode')
    const rows = await rowsOf(tx)
    for (const row of rows) {
      const from = masters.find(({ id }) => id === row.master)
      if (!from) throw new VaultTrouble('有的数据密钥不是用这里的主密钥包裹的，没有更换。请先找回原来的主密钥')
      await runSql(tx, 'update platform.data_key set wrapped = $2, master = $3 where id = $1', [row.id, rewrapped(row, { from, to: fresh }), fresh.id])
    }
    return rows.length
  })
  await keepOnlyMasterKey(directory, fresh.id)
  return { isFirst: false, rewrapped: count }
}

async function createFirst(database: Database, directory: string): Promise<Rotated> {
  if ((await rowsOf(database)).length > 0) {
    throw new VaultTrouble('数据库里有加密的个人信息，这里却没有主密钥。请先找回原来的主密钥，不要另生成一把')
  }
  await createMasterKey(directory)
  const [master] = await readMasterKeys(directory)
  if (master) await createFirstKeys(database, master)
  return { isFirst: true, rewrapped: 0 }
}

/** A new data key; it seals what is written from its activation on. Answers with its number. */
export async function addDataKey(database: Database, directory: string, activeInMilliseconds = ACTIVATION_MILLISECONDS): Promise<number> {
  const [master] = await readMasterKeys(directory)
  if (!master) throw new VaultTrouble('没有主密钥，不能生成数据密钥。请先运行 chunfeng rotate-keys --master')
  return insertNextKey(database, master, activeInMilliseconds)
}
