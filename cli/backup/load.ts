import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sm3OfFile } from '../doctor/blobs.ts'
import { RestoreTrouble } from './choose.ts'
import { loadDump, loadTrouble, missingTools, versionOf } from './dump.ts'
import { versionAt } from './facts.ts'
import type { Recovery } from './recover.ts'

/** Why a dump cannot be loaded there, before anything is written. @throws RestoreTrouble */
export async function refuseUnloadable(url: string, recovery: Recovery): Promise<void> {
  const { chosen: { manifest: { postgres, tool } }, until } = recovery
  if (until !== undefined) throw new RestoreTrouble('外部数据库的备份只能恢复到备份那一刻；恢复到任意一秒要用数据库自己的日志归档（如 pgBackRest）')
  const { path, sm3 } = dumpIn(recovery)
  if (!existsSync(path) || await sm3OfFile(path) !== sm3) throw new RestoreTrouble(`备份里的 ${path} 不见了或已损坏（摘要不符），没有恢复。请用另一份备份`)
  const trouble = missingTools() ?? loadTrouble({ dumped: postgres, dumpTool: tool, tool: versionOf('pg_restore'), server: await versionAt(url) })
  if (trouble !== undefined) throw new RestoreTrouble(trouble)
}

/** Into an empty database of the operator's own server. */
export async function recoverDump(url: string, recovery: Recovery): Promise<void> {
  await loadDump(url, dumpIn(recovery).path)
}

function dumpIn({ chosen }: Recovery): { path: string; sm3: string } {
  const [file] = chosen.manifest.database
  if (file === undefined) throw new RestoreTrouble('备份里没有数据库文件，请用另一份备份')
  return { path: join(chosen.directory, chosen.name, file.path), sm3: file.sm3 }
}
