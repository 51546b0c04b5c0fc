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

/** All or nothing, into an empty database. */
export async function loadDump(url: string, path: string): Promise<void> {
  await runTool('pg_restore', ['--no-owner', '--exit-on-error', '--single-transaction', '--dbname', nameIn(url), path], url)
}

/** Whether the tools of PostgreSQL are installed, as a sentence for who has to install them. */
export function missingTools(): string | undefined {
  const missing = ['pg_dump', 'pg_restore'].filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0)
  return missing.length === 0 ? undefined : `备份外部数据库要用 ${missing.join('、')}。请安装与服务器版本相同或更新的 PostgreSQL 客户端（apt-get install postgresql-client）`
}

async function runTool(tool: string, parameters: readonly string[], url: string): Promise<void> {
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
