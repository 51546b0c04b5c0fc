import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const BIN = '/usr/lib/postgresql/15/bin'
export const hasSystemPostgres = existsSync(join(BIN, 'postgres'))

/** The PostgreSQL 15 of the operating system, in a directory of its own, as an installation with DATABASE_URL would have it. */
export async function startSystemPostgres(): Promise<{ url: string; stop: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), 'chunfeng-pg15-'))
  chmodSync(directory, 0o777)
  const port = await freePort()
  const data = join(directory, 'data')
  asPostgres([join(BIN, 'initdb'), '-D', data, '-A', 'trust', '-U', 'chunfeng', '--no-sync', '-E', 'UTF8', '--locale=C'])
  asPostgres([
    join(BIN, 'pg_ctl'), '-D', data, '-w', '-l', join(directory, 'log'), '-o', `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c fsync=off`, 'start',
  ])
  return {
    url: `postgresql://chunfeng@127.0.0.1:${port}/postgres`,
    stop: () => {
      asPostgres([join(BIN, 'pg_ctl'), '-D', data, '-m', 'fast', '-w', 'stop'])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL will not run as root. */
function asPostgres([program = '', ...parameters]: string[]): void {
  const [command, rest] = userInfo().uid === 0 ? ['runuser', ['-u', 'postgres', '--', program, ...parameters]] as const : [program, parameters] as const
  execFileSync(command, rest, { stdio: 'ignore', cwd: '/' })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
