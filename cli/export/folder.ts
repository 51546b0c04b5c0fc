import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#platform/refusal'
import { sm3OfFile } from '../doctor/blobs.ts'
import { PARTS, type Part, type Selection } from './rows.ts'
import type { Format } from './sheet.ts'

export type Wish = Selection & { format: Format }
export type Counts = Record<Part, number>

/** How far a run came: the last case that is whole on disk, and how long each file was then. */
export interface Progress { wish: Wish; after: string; counts: Counts; bytes: Counts }

const START = '00000000-0000-0000-0000-000000000000'
const PROGRESS = 'progress.json'
const MANIFEST = 'manifest.json'

export const nought = (): Counts => ({ cases: 0, events: 0, documents: 0, statistics: 0 })
export const fileOf = (part: Part, format: Format): string => `${part}.${format}`

/**
 * Where the export goes on: at the beginning in an empty directory, else where a run with the same wishes was broken off.
 * @throws Refusal for a directory that holds anything else
 */
export function beginIn(directory: string, wish: Wish): Progress {
  const names = existsSync(directory) ? readdirSync(directory) : []
  if (names.includes(MANIFEST)) throw new Refusal('rule', `${directory} 里已有一次写完的导出。请另用一个目录`)
  if (names.includes(PROGRESS)) {
    const progress: Progress = JSON.parse(readFileSync(join(directory, PROGRESS), 'utf8'))
    if (JSON.stringify(progress.wish) !== JSON.stringify(wish))
      throw new Refusal('rule', `${directory} 里有另一次没有写完的导出（${wordsOf(progress.wish)}）。请用同样的选项接着写，或另用一个目录`)
    return progress
  }
  if (names.length > 0) throw new Refusal('rule', `${directory} 不是空的。请另用一个目录`)
  return { wish, after: START, counts: nought(), bytes: nought() }
}

function wordsOf({ from, until, format, personal }: Wish): string {
  return `${from} 至 ${until}，${format}${personal ? '，含个人信息' : ''}`
}

export type Files = Readonly<Record<Part, FileHandle>>

/** Opens the files for going on: whatever was written after the last whole batch is cut off. */
export async function openFiles(directory: string, { wish, bytes }: Progress): Promise<Files> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const opened = await Promise.all(PARTS.map(async (part) => {
    const file = await open(join(directory, fileOf(part, wish.format)), 'a', 0o600)
    await file.truncate(bytes[part])
    return [part, file] as const
  }))
  // Safe: one for each part.
  return Object.fromEntries(opened) as Record<Part, FileHandle>
}

/** On disk before the progress says so. */
export async function append(files: Files, texts: Readonly<Record<Part, string>>): Promise<Counts> {
  const written = nought()
  for (const part of PARTS) {
    const bytes = Buffer.from(texts[part], 'utf8')
    if (bytes.length === 0) continue
    await files[part].writeFile(bytes)
    await files[part].sync()
    written[part] = bytes.length
  }
  return written
}

export async function remember(directory: string, progress: Progress): Promise<void> {
  await writeWhole(join(directory, PROGRESS), progress)
}

/** The last thing written: who has it has all, and can hold each file against its digest. */
export async function finish(directory: string, { wish, counts }: Progress, madeAt: Date): Promise<void> {
  const files = await Promise.all(PARTS.map(async (part) => {
    const name = fileOf(part, wish.format)
    return { name, rows: counts[part], sm3: await sm3OfFile(join(directory, name)) }
  }))
  await writeWhole(join(directory, MANIFEST), { program: 'chunfeng', content: 'records', version: 1, madeAt: madeAt.toISOString(), ...wish, files })
  await rm(join(directory, PROGRESS), { force: true })
}

async function writeWhole(path: string, value: object): Promise<void> {
  await writeFile(`${path}.part`, `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.part`, path)
}
