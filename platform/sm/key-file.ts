import { randomUUID } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#platform/refusal'
import { publicKeyPem } from './public-key.ts'
import { createKeyPair, isKeyPair, keyIdOf, type KeyPair } from './sm2.ts'

const KEY_FILE = 'keys/sm2-signing.json'
const PUBLIC_KEY_FILE = 'sm2-public-key.pem'
const OWNER_ONLY = 0o600

/**
 * The pair that signs documents, kept in the data directory and never in the database: whoever may read the database, or a
 * backup of it, still cannot sign. Created on the first start; several processes starting at once end up with the same key.
 * A damaged file is refused (`unavailable`) and never replaced, because earlier documents would stop verifying.
 * @param log receives one Chinese line for what an operator should know
 */
export async function loadSigningKey(dataDirectory: string, log: (line: string) => void): Promise<KeyPair> {
  const path = join(dataDirectory, KEY_FILE)
  const text = await readIfPresent(path) ?? await createFile(dataDirectory, log)
  await keepPrivate(path, log)
  const pair = pairIn(text, path)
  await writeFile(join(dataDirectory, PUBLIC_KEY_FILE), publicKeyPem(pair.publicKey))
  return pair
}

async function createFile(dataDirectory: string, log: (line: string) => void): Promise<string> {
  const path = join(dataDirectory, KEY_FILE)
  await mkdir(join(dataDirectory, 'keys'), { recursive: true, mode: 0o700 })
  const pair = createKeyPair()
  const draft = `${path}.${randomUUID()}`
  await writeDurably(draft, `${JSON.stringify({ algorithm: 'SM2', ...pair }, null, 2)}\n`)
  // A link fails when the name is taken: of several processes exactly one key wins, and it is complete from the start.
  const isOurs = await linkUnlessTaken(draft, path)
  await unlink(draft)
  if (isOurs) log(`已生成文书签名密钥（SM2，编号 ${keyIdOf(pair.publicKey)}）：私钥 ${path}，请离线备份、不要外传；公钥 ${PUBLIC_KEY_FILE} 可以公布`)
  return readFile(path, 'utf8')
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function linkUnlessTaken(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function keepPrivate(path: string, log: (line: string) => void): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return
  await chmod(path, OWNER_ONLY)
  log(`文书签名私钥 ${path} 原先可被其他用户读取，已改为仅本用户可读；如怀疑已泄露，请更换密钥`)
}

function pairIn(text: string, path: string): KeyPair {
  const found = /"privateKey":\s*"([0-9a-f]{64})"[^]*"publicKey":\s*"([0-9a-f]{130})"/.exec(text)
  const pair = { privateKey: found?.[1] ?? '', publicKey: found?.[2] ?? '' }
  if (!isKeyPair(pair)) {
    throw new Refusal('unavailable', `文书签名密钥文件 ${path} 已损坏或被改动，请从备份恢复；不要删除重建，否则以前的文书无法核验`)
  }
  return pair
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
