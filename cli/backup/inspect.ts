import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runSql, type Database } from '#platform/database'
import { orphanEvents, verifyLog, type Kernel } from '#kernel'
import { blobPath } from '../doctor/blobs.ts'

export interface Inspected { cases: number; events: number; lastAt: Date | null; altered: object[]; filesMissing: string[] }

/** The same as `verify`, and whether every uploaded file a row names is there. */
export async function inspectRestored(database: Database, kernel: Kernel, dataDirectory: string): Promise<Inspected> {
  const altered: object[] = (await orphanEvents(database)).map((caseId) => ({ caseId, field: 'case', text: '办件不见了，记录还在' }))
  const done = { cases: 0, events: 0 }
  for await (const alteration of verifyLog(database, (now) => void Object.assign(done, now), kernel)) altered.push(alteration)
  const [last] = await runSql<{ at: Date | null }>(database, 'select max(at) as at from kernel.event')
  const files = await runSql<{ sm3: string }>(database, 'select distinct sm3 from materials.file')
  const filesMissing = files.map(({ sm3 }) => sm3).filter((sm3) => !existsSync(blobPath(join(dataDirectory, 'files'), sm3)))
  return { ...done, lastAt: last?.at ?? null, altered, filesMissing }
}
