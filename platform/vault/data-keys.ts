import { randomBytes } from 'node:crypto'
import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import type { MasterKey } from './master-key.ts'
import { derive, openWith, pairOf, sealWith, VaultTrouble, type KeyPairOfSecret } from './token.ts'

/** Any number: the same in all processes. */
const TURN = 20240429
const SECRET_BYTES = 32

export interface KeyRow { id: number; use: 'seal' | 'digest'; wrapped: string; master: string; isActive: boolean }

/** The keys of this database, ready for use. */
export interface DataKeys { seal: ReadonlyMap<number, KeyPairOfSecret>; current: KeyPairOfSecret; digest: Buffer }

export async function rowsOf(tx: Tx): Promise<KeyRow[]> {
  return runSql<KeyRow>(tx, 'select id, use, wrapped, master, active_from <= now() as "isActive" from platform.data_key order by id')
}

/** Which master keys the data keys of this database are wrapped with. */
export async function mastersInUse(tx: Tx): Promise<string[]> {
  return [...new Set((await rowsOf(tx)).map(({ master }) => master))]
}

/** The two keys every installation begins with, unless there are some; several processes take turns. */
export async function createFirstKeys(database: Database, master: MasterKey): Promise<void> {
  await inTransaction(database, async (tx) => {
    await runSql(tx, `select pg_advisory_xact_lock(${TURN})`)
    if ((await rowsOf(tx)).length > 0) return
    await insertKey(tx, master, { id: 1, use: 'seal', activeInMilliseconds: 0 })
    await insertKey(tx, master, { id: 2, use: 'digest', activeInMilliseconds: 0 })
  })
}

/** Another key to seal with, from a moment when all processes know it; answers with its number. */
export async function insertNextKey(database: Database, master: MasterKey, activeInMilliseconds: number): Promise<number> {
  return inTransaction(database, async (tx) => {
    await runSql(tx, `select pg_advisory_xact_lock(${TURN})`)
    const id = Math.max(0, ...(await rowsOf(tx)).map((row) => row.id)) + 1
    await insertKey(tx, master, { id, use: 'seal', activeInMilliseconds })
    return id
  })
}

async function insertKey(tx: Tx, master: MasterKey, {
  id, use, activeInMilliseconds,
}: { id: number; use: KeyRow['use']; activeInMilliseconds: number }): Promise<void> {
  const wrapped = sealWith(master.pair, placeOf(id, use), randomBytes(SECRET_BYTES).toString('hex'))
  await runSql(tx, "insert into platform.data_key (id, use, wrapped, master, active_from) values ($1, $2, $3, $4, now() + $5 * interval '1 ms')",
    [id, use, wrapped, master.id, activeInMilliseconds])
}

/** @throws VaultTrouble when a master key is missing, wrong, or a row was altered */
export function unwrapAll(rows: readonly KeyRow[], masters: readonly MasterKey[]): DataKeys {
  const seal = new Map(rows.filter(({ use }) => use === 'seal').map((row) => [row.id, pairOf(row.id, unwrap(row, masters))]))
  const current = rows.filter(({ use, isActive }) => use === 'seal' && isActive).map(({ id }) => seal.get(id)).at(-1)
  const digest = rows.find(({ use }) => use === 'digest')
  if (!current || !digest) throw new VaultTrouble('数据库里的数据密钥不全，请从备份恢复 platform.data_key')
  return { seal, current, digest: derive(unwrap(digest, masters), 'chunfeng vault digest') }
}

/** The same key under another master key. */
export function rewrapped({ id, use, wrapped }: KeyRow, { from, to }: { from: MasterKey; to: MasterKey }): string {
  return sealWith(to.pair, placeOf(id, use), openWith(from.pair, placeOf(id, use), wrapped))
}

function unwrap({ id, use, wrapped, master }: KeyRow, masters: readonly MasterKey[]): Buffer {
  const found = masters.find((one) => one.id === master)
  if (!found) throw new VaultTrouble('数据库里的个人信息是用另一把主密钥加密的，这里没有那把。请把 CHUNFENG_KEYS 指到原来的密钥目录，或从离线备份恢复主密钥文件')
  return Buffer.from(openWith(found.pair, placeOf(id, use), wrapped), 'hex')
}

function placeOf(id: number, use: string): string {
  return `platform.data_key/${id}/${use}`
}
