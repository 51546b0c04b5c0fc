import { createHmac } from 'node:crypto'
import type { Database } from '#platform/database'
import { createFirstKeys, rowsOf, unwrapAll, type DataKeys } from './data-keys.ts'
import { createMasterKey, readMasterKeys, type MasterKey } from './master-key.ts'
import { keyOf, openWith, sealWith, VaultTrouble } from './token.ts'

/** A new data key becomes active later than this after it was made: by then every process has looked. */
export const LOOK_AGAIN_MILLISECONDS = 5_000

/**
 * Seals and opens personal data of one database. `prepare` first: it brings the keys; sealing and opening then need neither database
 * nor waiting.
 */
export class Vault {
  readonly #directory: () => string
  #keys: DataKeys | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #looking: Promise<void> | undefined

  /** @param directory where the master key lies; asked for when it is first needed */
  constructor(directory: () => string) {
    this.#directory = directory
  }

  /** Looks for the keys, and from time to time for new ones. `database` must be no transaction: keys must outlive it. */
  prepare(database: Database): Promise<void> | undefined {
    if (performance.now() - this.#lookedAt < LOOK_AGAIN_MILLISECONDS) return undefined
    this.#looking ??= this.#look(database).finally(() => { this.#looking = undefined })
    // With keys at hand a database that is away for a moment is the business of whoever asks it next.
    return this.#keys ? this.#looking.catch(() => undefined) : this.#looking
  }

  /** @param place table, row and field the text is kept in: 'people.account.phone/<id>' */
  seal(place: string, text: string): string {
    return sealWith(this.#ready().current, place, text)
  }

  /** @throws VaultTrouble for what was altered, moved, or sealed with a key that is not here */
  open(place: string, token: string): string {
    const id = keyOf(token)
    const key = id === null ? undefined : this.#ready().seal.get(id)
    if (!key) throw new VaultTrouble(`加密保存的内容（${place}）没有对应的数据密钥，不能打开`)
    return openWith(key, place, token)
  }

  /** For finding what is equal without opening it: the same text at the same kind of place always gives the same 64 digits. */
  digest(kind: string, text: string): string {
    return createHmac('sm3', this.#ready().digest).update(`${kind.length}:${kind}:${text}`).digest('hex')
  }

  /** The number of the data key that seals now. */
  get currentKey(): number {
    return this.#ready().current.id
  }

  #ready(): DataKeys {
    if (!this.#keys) throw new VaultTrouble('密钥还没有装入：先 prepare')
    return this.#keys
  }

  async #look(database: Database): Promise<void> {
    const rows = await rowsOf(database)
    const directory = this.#directory()
    const masters = await readMasterKeys(directory)
    const [first] = masters
    if (!first) throw new VaultTrouble(rows.length === 0 ? missingKey(directory) : lostKey(directory))
    if (rows.length === 0) await createFirstKeys(database, first)
    this.#keys = unwrapAll(rows.length === 0 ? await rowsOf(database) : rows, masters)
    this.#lookedAt = performance.now()
  }
}

interface Opening { database: Database; keysDirectory: string; mayCreate: boolean; say: (line: string) => void }

/** At start: makes the master key where a demo may, and brings the keys. @throws VaultTrouble with what the operator has to do */
export async function openVault(vault: Vault, { database, keysDirectory, mayCreate, say }: Opening): Promise<void> {
  const isFresh = (await rowsOf(database)).length === 0
  if (mayCreate && isFresh && noneOf(await readMasterKeys(keysDirectory))) {
    const { path, isNew } = await createMasterKey(keysDirectory)
    if (isNew) say(`已生成个人信息主密钥 ${path}：请离线备份、不要外传；没有它，加密保存的个人信息再也打不开`)
  }
  await vault.prepare(database)
}

const noneOf = (keys: readonly MasterKey[]): boolean => keys.length === 0

function missingKey(directory: string): string {
  return `没有个人信息主密钥（${directory}）。正式数据库请先运行 chunfeng rotate-keys --master 生成一把，放在数据目录之外并离线备份；已有密钥的，用 CHUNFENG_KEYS 指到它所在的目录`
}

function lostKey(directory: string): string {
  return `数据库里有加密的个人信息，却找不到主密钥（${directory}）。请用 CHUNFENG_KEYS 指到原来的密钥目录，或从离线备份恢复；不要另生成一把`
}
