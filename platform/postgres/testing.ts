import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Account } from './account.ts'
import { startEmbedded, type Embedded } from './launcher.ts'
import { postmasterOf, stopAll } from './postmaster.ts'
import { openStore, type Store } from './store.ts'

/** One data directory for one test, with whatever was started on it. */
export class Scene {
  /** Open to every account, as the place of a real installation is. */
  readonly place = mkdtempSync(join(tmpdir(), 'chunfeng-scene-'))
  data = join(this.place, 'data')
  readonly started: Embedded[] = []

  constructor() {
    chmodSync(this.place, 0o755)
  }

  async start(): Promise<Embedded> {
    const embedded = await startEmbedded(this.data, { durable: false })
    this.started.push(embedded)
    return embedded
  }

  store(): Store {
    return openStore(this.data, () => undefined)
  }

  postmaster(): number {
    return postmasterOf(this.store())?.pid ?? assert.fail('没有 postmaster.pid')
  }

  /** A predecessor that wrote something, was killed with kill -9, and left its server running. */
  async killedAfterWriting(account: Account = undefined): Promise<number> {
    const starter = startInProcess(this.data, account)
    const { url, trouble } = await starter.outcome
    assert.equal(trouble, undefined)
    await query(url ?? '', 'create table kept as select 42 as answer')
    starter.process.kill('SIGKILL')
    await starter.exit
    return this.postmaster()
  }

  async clear(): Promise<void> {
    for (const embedded of this.started) await embedded.stop()
    if (existsSync(join(this.data, 'database', 'cluster'))) await stopAll(this.store())
    rmSync(this.place, { recursive: true, force: true })
  }
}

/** What killedAfterWriting wrote. */
export async function answerAt(url: string): Promise<unknown> {
  return (await query(url, 'select answer from kept'))[0]?.answer
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
