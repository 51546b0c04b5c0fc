import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#platform/refusal'
import { inProject } from '#platform/project'

/** A file that has arrived whole and is not yet kept. */
export interface Arrived { path: string; sm3: string; size: number }

/** An upload that has not ended after this time never will: the edge gives up after five minutes. */
const STALE_MILLISECONDS = 3_600_000

/** Where files are kept: below CHUNFENG_DATA. */
export function fileFolder(): string {
  return join(process.env['CHUNFENG_DATA'] || inProject('.data'), 'files')
}

/** Writes the stream to disk while counting and digesting it. Whatever goes wrong, nothing half is left behind. */
export async function takeIn(stream: Readable, bytesMax: number): Promise<Arrived> {
  const path = join(fileFolder(), 'incoming', `${randomUUID()}.part`)
  const digest = createHash('sm3')
  let size = 0
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length
      digest.update(chunk)
      done(size > bytesMax ? tooLarge(bytesMax) : null, chunk)
    },
  })
  try {
    await mkdir(dirname(path), { recursive: true })
    await pipeline(stream, meter, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  } catch (error) {
    await discard(path)
    throw diskRefusal(error) ?? error
  }
  return { path, sm3: digest.digest('hex'), size }
}

/** Moves what has arrived to the place its content names. It appears there whole or not at all. */
export async function keep({ path, sm3 }: Arrived): Promise<void> {
  const place = placeOf(sm3)
  try {
    await mkdir(dirname(place), { recursive: true })
    await rename(path, place)
    await settle(dirname(place))
  } catch (error) {
    await discard(path)
    throw diskRefusal(error) ?? error
  }
}

/** Opens kept content for reading. */
export async function openKept(sm3: string): Promise<FileHandle> {
  try {
    return await open(placeOf(sm3))
  } catch {
    throw new Refusal('unavailable', '文件暂时取不到，请稍后再试或联系管理员')
  }
}

export async function discard(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Removes what broken uploads and killed processes left; called at start. Answers how many. */
export async function sweepIncoming(now: Date): Promise<number> {
  const folder = join(fileFolder(), 'incoming')
  await mkdir(folder, { recursive: true })
  const paths = (await readdir(folder)).map((name) => join(folder, name))
  const ages = await Promise.all(paths.map(async (path) => ({ path, age: await ageOf(path, now) })))
  const stale = ages.filter(({ age }) => age > STALE_MILLISECONDS)
  await Promise.all(stale.map(({ path }) => discard(path)))
  return stale.length
}

/** In milliseconds. Another process may be receiving into the same folder: what it has just kept is no longer here, and young. */
async function ageOf(path: string, now: Date): Promise<number> {
  try {
    return now.getTime() - (await stat(path)).mtimeMs
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}

function placeOf(sm3: string): string {
  return join(fileFolder(), sm3.slice(0, 2), sm3.slice(2, 4), sm3)
}

/** So that the name survives a power failure as the content does. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function tooLarge(bytesMax: number): Refusal {
  return new Refusal('too-large', `文件超过 ${Math.floor(bytesMax / 1_048_576)} MB，请压缩或拆分后再上传`)
}

const FULL = new Set(['ENOSPC', 'EDQUOT'])

function diskRefusal(error: unknown): Refusal | undefined {
  return FULL.has(codeOf(error)) ? new Refusal('unavailable', '服务器存储空间已满，文件没有保存，请稍后再试或联系管理员') : undefined
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
