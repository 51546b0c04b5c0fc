import { existsSync, statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { blobPath, sm3OfFile } from '../doctor/blobs.ts'
import { copyDigested } from './copy.ts'

/** What was kept under a digest, with its size. */
export interface Blob { sm3: string; size: number }

const NAME = /^[0-9a-f]{64}$/
const TELL_EVERY = 1000

/** Everything a file store holds, whatever of it the database still names. */
export async function blobsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  return (await readdir(folder, { recursive: true, encoding: 'utf8' })).map((path) => path.slice(-64)).filter((name) => NAME.test(name)).sort()
}

interface Copying { from: string; to: string; note: (line: string) => void }

/**
 * Copies what is not there yet; content never changes under its digest, so an interrupted copy simply goes on. A file whose content
 * is not what its name says is not copied but named.
 */
export async function copyBlobs({ from, to, note }: Copying): Promise<{ blobs: Blob[]; copied: number; altered: string[] }> {
  const names = await blobsIn(from)
  const found: { blobs: Blob[]; copied: number; altered: string[] } = { blobs: [], copied: 0, altered: [] }
  for (const [index, sm3] of names.entries()) {
    if (index > 0 && index % TELL_EVERY === 0) note(`上传的文件 ${index}/${names.length}`)
    const source = blobPath(from, sm3)
    const present = statSync(blobPath(to, sm3), { throwIfNoEntry: false })
    if (present && present.size === statSync(source).size) { found.blobs.push({ sm3, size: present.size }); continue }
    const copy = await copyDigested(source, blobPath(to, sm3))
    if (copy.sm3 === sm3) { found.blobs.push({ sm3, size: copy.size }); found.copied += 1; continue }
    await rm(blobPath(to, sm3))
    found.altered.push(sm3)
  }
  return found
}

/** Puts back what is missing or altered and touches nothing else. Answers the digests put back. */
export async function mendBlobs({ from, to, note }: Copying): Promise<string[]> {
  const mended: string[] = []
  for (const sm3 of await blobsIn(from)) {
    const place = blobPath(to, sm3)
    if (existsSync(place) && await sm3OfFile(place) === sm3) continue
    const { sm3: read } = await copyDigested(blobPath(from, sm3), place)
    if (read === sm3) mended.push(sm3)
    else { await rm(place); note(`备份里的文件 ${sm3} 已损坏，没有放回`) }
  }
  return mended
}
