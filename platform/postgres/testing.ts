import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Account } from './account.ts'

/** A directory for one test that every account may enter, as the data directory of a real installation; removed afterwards. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'chunfeng-test-'))
  chmodSync(path, 0o755)
  return path
}

export function removeDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true })
}

/** A process of its own that starts the embedded database and then waits to be killed. */
export interface Starter {
  readonly process: ChildProcess
  /** What it said first: the address, or why it gave up. */
  readonly outcome: Promise<{ url?: string; adopted?: boolean; trouble?: string }>
  readonly exit: Promise<number | null>
}

const launcher = new URL('./launcher.ts', import.meta.url).href
const PROGRAM = `
  import { startEmbedded } from ${JSON.stringify(launcher)}
  process.on('message', () => process.exit(0))
  try {
    const { url, adopted } = await startEmbedded(process.argv[1], { durable: false })
    console.log(JSON.stringify({ url, adopted }))
  } catch (error) {
    console.log(JSON.stringify({ trouble: error.message }))
    process.exit(error.exitCode ?? 99)
  }`

export function startInProcess(dataDirectory: string, account: Account = undefined): Starter {
  const parameters = ['--input-type=module', '--eval', PROGRAM, dataDirectory]
  const child = spawn(process.execPath, parameters, { ...account, cwd: '/', stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  assert(child.stdout)
  const outcome = once(createInterface({ input: child.stdout }), 'line').then(([line]) => JSON.parse(line))
  return { process: child, outcome, exit: once(child, 'exit').then(([code]) => code) }
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const PATIENCE_MILLISECONDS = 30_000

/** Asks again until the answer is true. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (!(await isSo())) {
    if (performance.now() > deadline) assert.fail('等了 30 秒也没有发生')
    await pause(10)
  }
}
