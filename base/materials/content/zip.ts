import type { Window } from './window.ts'

export interface ZipEntry {
  name: string
  flags: number
  method: number
  packedBytes: number
  bytes: number
  offset: number
  /** Where its packed content begins. */
  start: number
}

const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const DIRECTORY_BYTES_MAX = 4 * 1024 * 1024
export const ENTRIES_MAX = 5_000

/**
 * The table of contents at the end of a zip file, checked against the file itself, without unpacking anything.
 * Undefined when they do not fit together: parts that overlap, sizes that differ, bytes before, between or after.
 */
export async function readZip(window: Window): Promise<ZipEntry[] | undefined> {
  const end = await findEnd(window)
  if (end === undefined) return undefined
  const directory = await window.read(end.directoryOffset, end.directoryBytes)
  const listed = parseDirectory(directory, end.entries)
  return listed && placed(window, listed, end.directoryOffset)
}

interface End { entries: number; directoryBytes: number; directoryOffset: number }

async function findEnd(window: Window): Promise<End | undefined> {
  const start = Math.max(0, window.size - END_BYTES - COMMENT_BYTES_MAX)
  const tail = await window.read(start, window.size - start)
  const at = tail.lastIndexOf('PK\x05\x06', tail.length - END_BYTES, 'latin1')
  if (at < 0 || at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) return undefined
  const [entries, directoryBytes, directoryOffset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  const fits = directoryOffset + directoryBytes === start + at && directoryBytes <= DIRECTORY_BYTES_MAX && entries <= ENTRIES_MAX
  return fits ? { entries, directoryBytes, directoryOffset } : undefined
}

type Listed = Omit<ZipEntry, 'start'>

function parseDirectory(directory: Buffer, count: number): Listed[] | undefined {
  const entries: Listed[] = []
  let at = 0
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
    const next = at + ENTRY_BYTES + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0)
    if (next > directory.length) return undefined
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + (nameBytes ?? 0)),
      flags: directory.readUInt16LE(at + 8), method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20), bytes: directory.readUInt32LE(at + 24), offset: directory.readUInt32LE(at + 42),
    })
    at = next
  }
  return at === directory.length && entries.length === count && count > 0 ? entries : undefined
}

/** Every part begins where it says, under the name it says, and ends where the next begins. */
async function placed(window: Window, entries: readonly Listed[], directoryOffset: number): Promise<ZipEntry[] | undefined> {
  const starts = new Map<Listed, number>()
  const inOrder = entries.toSorted((left, right) => left.offset - right.offset)
  if (inOrder[0]?.offset !== 0) return undefined
  for (const [index, entry] of inOrder.entries()) {
    const part = await partOf(window, entry)
    if (part === undefined) return undefined
    const gap = (inOrder[index + 1]?.offset ?? directoryOffset) - part.start - entry.packedBytes
    if (!(part.sizesFollow ? SIZES_BYTES : [0]).includes(gap)) return undefined
    starts.set(entry, part.start)
  }
  return entries.map((entry) => ({ ...entry, start: starts.get(entry) ?? 0 }))
}

/** The sizes written after a part whose length was not known before: with or without a mark, in short or long numbers. */
const SIZES_BYTES = [12, 16, 20, 24]

async function partOf(window: Window, entry: Listed): Promise<{ start: number; sizesFollow: boolean } | undefined> {
  const nameBytes = Buffer.byteLength(entry.name)
  const head = await window.read(entry.offset, LOCAL_BYTES + nameBytes)
  if (head.length < LOCAL_BYTES + nameBytes || head.readUInt32LE(0) !== 0x04034b50) return undefined
  const sameName = head.readUInt16LE(26) === nameBytes && head.toString('utf8', LOCAL_BYTES) === entry.name
  const sizesFollow = (head.readUInt16LE(6) & 8) !== 0
  const sameSizes = sizesFollow || (head.readUInt32LE(18) === entry.packedBytes && head.readUInt32LE(22) === entry.bytes)
  if (!sameName || !sameSizes || head.readUInt16LE(8) !== entry.method) return undefined
  return { start: entry.offset + LOCAL_BYTES + nameBytes + head.readUInt16LE(28), sizesFollow }
}
