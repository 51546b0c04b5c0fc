import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { sm3OfFile } from '../doctor/blobs.ts'
import type { Copied } from './manifest.ts'

export const DUMP_FILE = 'database.dump'

/** pg_dump of one moment: consistent while others write. The password goes by the environment, so that no list of processes shows it. */
export async function dump(url: string, path: string): Promise<Copied> {
  await runTool('pg_dump', ['--format=custom', '--no-owner', '--file', path], url)
  return { path: DUMP_FILE, size: statSync(path).size, sm3: await sm3OfFile(path) }
}

/** All or nothing, into an empty database. Rights given to accounts of the old server are not asked for on the new one. */
export async function loadDump(url: string, path: string): Promise<void> {
  await runTool('pg_restore', ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', '--dbname', nameIn(url), path], url)
}

const TOOLS = ['pg_dump', 'pg_restore'] as const
type Tool = (typeof TOOLS)[number]

/** Whether the tools of PostgreSQL are installed, as a sentence for who has to install them. */
export function missingTools(): string | undefined {
  const missing = TOOLS.filter((tool) => versionOf(tool) === undefined)
  return missing.length === 0 ? undefined : `备份和恢复外部数据库要用 ${missing.join('、')}。请安装与服务器版本相同或更新的 PostgreSQL 客户端（apt-get install postgresql-client）`
}

/** '15.14'; undefined where it is not installed. */
export function versionOf(tool: Tool): string | undefined {
  const { status, stdout } = spawnSync(tool, ['--version'], { encoding: 'utf8' })
  return status === 0 ? /\d+(\.\d+)*/.exec(stdout)?.[0] : undefined
}

/** Why this pg_dump cannot back up that server, in a sentence; pg_dump reads servers of its own version and older. Pure. */
export function dumpTrouble({ server, tool }: { server: string; tool: string | undefined }): string | undefined {
  return majorOf(tool) >= majorOf(server) ? undefined
    : `数据库是 PostgreSQL ${server}，这里的 pg_dump 是 ${tool ?? '（没有）'}：pg_dump 不能比服务器旧。请安装 postgresql-client-${majorOf(server)}，并让它的目录在 PATH 的最前面`
}

interface Loading { dumped: string; dumpTool: string | undefined; tool: string | undefined; server: string }

/** Why this backup cannot be loaded there, in a sentence: a tool or a server that is older than what wrote it. Pure. */
export function loadTrouble({ dumped, dumpTool, tool, server }: Loading): string | undefined {
  if (majorOf(tool) < majorOf(dumpTool)) {
    return `备份是 pg_dump ${dumpTool} 写的，这里的 pg_restore 是 ${tool ?? '（没有）'}，读不了。请安装 postgresql-client-${majorOf(dumpTool)}，并让它的目录在 PATH 的最前面`
  }
  if (majorOf(server) >= majorOf(dumped)) return undefined
  return `备份来自 PostgreSQL ${dumped}，DATABASE_URL 指定的是较旧的 ${server}，不能往回恢复。请换用 PostgreSQL ${majorOf(dumped)} 或更新的`
}

/** '15.14 (Debian …)' → 15; what is unknown stands in nobody's way, and the tool itself says what it thinks. */
function majorOf(version: string | undefined): number {
  return Number(/^\d+/.exec(version ?? '')?.[0] ?? 0)
}

async function runTool(tool: Tool, parameters: readonly string[], url: string): Promise<void> {
  const child = spawn(tool, parameters, { env: { ...process.env, ...connectionOf(url), LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${tool} 没有成功：${Buffer.concat(said).toString('utf8').trim().split('\n').slice(-3).join(' ')}`)
}

function connectionOf(url: string): Record<string, string> {
  const { hostname, port, username, password, searchParams } = new URL(url)
  return {
    PGHOST: decodeURIComponent(hostname) || searchParams.get('host') || 'localhost', PGPORT: port || '5432', PGDATABASE: nameIn(url),
    ...(username !== '' && { PGUSER: decodeURIComponent(username) }), ...(password !== '' && { PGPASSWORD: decodeURIComponent(password) }),
    ...(searchParams.has('sslmode') && { PGSSLMODE: searchParams.get('sslmode') ?? '' }),
  }
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'
}
