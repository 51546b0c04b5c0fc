import type { Database } from '#platform/database'
import type { Kernel } from '#kernel'
import { append, beginIn, finish, openFiles, remember, type Counts, type Progress, type Wish } from './folder.ts'
import { nextBatch, PARTS, type Batch } from './rows.ts'
import { linesOf } from './sheet.ts'

export interface Exporting { directory: string; wish: Wish; now: Date; note: (line: string) => void }

/**
 * Writes what was asked for into the directory, batch after batch, never more than one in memory. Broken off anywhere, the same
 * command goes on after the last batch that was whole on disk.
 * @throws Refusal for a directory that holds anything else
 */
export async function exportRecords(database: Database, kernel: Kernel, { directory, wish, now, note }: Exporting): Promise<Counts> {
  const progress = beginIn(directory, wish)
  if (progress.counts.cases > 0) note(`接着上次写：已有 ${progress.counts.cases} 件`)
  const files = await openFiles(directory, progress)
  try {
    for (;;) {
      const batch = await nextBatch(database, kernel, { after: progress.after, selection: wish })
      if (batch === undefined) break
      add(progress, batch, await append(files, textsOf(progress, batch)))
      await remember(directory, progress)
      note(`已写 ${progress.counts.cases} 件`)
    }
  } finally {
    for (const part of PARTS) await files[part].close()
  }
  await finish(directory, progress, now)
  return progress.counts
}

function textsOf({ wish, counts }: Progress, { rows }: Batch): Record<(typeof PARTS)[number], string> {
  const lines = (part: (typeof PARTS)[number]): string => linesOf(rows[part], { format: wish.format, isFirst: counts[part] === 0 })
  return { cases: lines('cases'), events: lines('events'), documents: lines('documents'), statistics: lines('statistics') }
}

function add(progress: Progress, { rows, last }: Batch, written: Counts): void {
  progress.after = last
  for (const part of PARTS) {
    progress.counts[part] += rows[part].length
    progress.bytes[part] += written[part]
  }
}
