import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pairOf, VaultTrouble, type KeyPairOfSecret } from './token.ts'

const FILE = 'master-key.json'
const OWNER_ONLY = 0o600
const SECRET_BYTES = 32

/** A master key wraps the data keys in the database. Two are in the file only while one takes the place of the other. */
export interface MasterKey { id: string; pair: KeyPairOfSecret }

/** Beside the data directory, never in it: a copy of the data must not bring the key along. */
export function keysDirectoryBeside(dataDirectory: string): string {
  return `${dataDirectory.replace(/\/+$/, '')}.keys`
}

/** The master keys in the file, newest first; none when there is no file. Refuses a file that is damaged. */
export async function readMasterKeys(directory: string): Promise<MasterKey[]> {
  const path = join(directory, FILE)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return []
  if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, OWNER_ONLY)
  return keysIn(text, path).map(({ id, key }) => ({ id, pair: pairOf(0, Buffer.from(key, 'hex')) }))
}

/** What of a master key may be written down: tells it from any other, and nobody gets from it to the key. */
export interface MasterKeyName { id: string; fingerprint: string }

/** The names of the keys in the file, newest first. @throws VaultTrouble for a file that is damaged */
export async function masterKeyNames(directory: string): Promise<MasterKeyName[]> {
  const path = masterKeyFile(directory)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? [] : keysIn(text, path).map(({ id, key }) => ({ id, fingerprint: fingerprintOf(key) }))
}

export function masterKeyFile(directory: string): string {
  return join(directory, FILE)
}

const FINGERPRINT_DIGITS = 16

function fingerprintOf(key: string): string {
  return createHash('sm3').update(`chunfeng master key ${key}`).digest('hex').slice(0, FINGERPRINT_DIGITS)
}

/** Makes the first master key, unless there is one. Of several processes at once exactly one wins. */
export async function createMasterKey(directory: string): Promise<{ path: string; isNew: boolean }> {
  const path = join(directory, FILE)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const draft = await writeDraft(path, [freshKey()])
  const isNew = await link(draft, path).then(() => true, (error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  })
  await unlink(draft)
  return { path, isNew }
}

/** Puts a new master key before the others; the old ones stay until nothing is wrapped with them any more. */
export async function addMasterKey(directory: string): Promise<MasterKey> {
  const fresh = freshKey()
  await replace(directory, (keys) => [fresh, ...keys])
  return { id: fresh.id, pair: pairOf(0, Buffer.from(fresh.key, 'hex')) }
}

/** Takes all master keys but this one out of the file. */
export async function keepOnlyMasterKey(directory: string, id: string): Promise<void> {
  await replace(directory, (keys) => keys.filter((key) => key.id === id))
}

interface Stored { id: string; key: string }

async function replace(directory: string, change: (keys: Stored[]) => Stored[]): Promise<void> {
  const path = join(directory, FILE)
  const draft = await writeDraft(path, change(keysIn(await readFile(path, 'utf8'), path)))
  await rename(draft, path)
}

function keysIn(text: string, path: string): Stored[] {
  const keys = [...text.matchAll(/"id":\s*"([\w-]{1,64})",\s*"key":\s*"([0-9a-f]{64})"/g)].map(([, id = '', key = '']) => ({ id, key }))
  if (keys.length === 0) throw new VaultTrouble(`主密钥文件 ${path} 已损坏，请从离线备份恢复；不要删除重建，否则已加密的个人信息再也打不开`)
  return keys
}

function freshKey(): Stored {
  return { id: randomUUID(), key: randomBytes(SECRET_BYTES).toString('hex') }
}

async function writeDraft(path: string, keys: readonly Stored[]): Promise<string> {
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', OWNER_ONLY)
  try {
    await file.writeFile(`${JSON.stringify({ use: '春风个人信息主密钥，请离线备份，不要外传', keys }, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return draft
}
