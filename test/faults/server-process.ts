import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { PROJECT } from '../source.ts'

const READY_MILLISECONDS_MAX = 30_000
const POLL_MILLISECONDS = 20
const LINES_KEPT_MAX = 2000

/** The server as it really runs: a process of its own that may be killed and started again on the same port and data. */
export class ServerProcess {
  readonly url: string
  /** What it wrote, standard output and error together, newest last. */
  readonly said: string[] = []
  private readonly environment: NodeJS.ProcessEnv
  private child: ChildProcess | undefined
  private waiting: Promise<void> | undefined

  private constructor(port: number, environment: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`
    this.environment = { ...process.env, ...QUIET, ...environment, PORT: String(port) }
    process.once('exit', () => this.child?.kill('SIGKILL'))
  }

  /** Starts the server on a free port and waits until it can work. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), environment)
    await server.startAgain()
    return server
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  async startAgain(): Promise<void> {
    const child = spawn(process.execPath, ['server.ts'], { cwd: PROJECT, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] })
    this.child = child
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => this.keep(text))
    await this.ready()
  }

  /** Waits until /readyz says yes; asked by many at once, it is polled once. */
  ready(): Promise<void> {
    this.waiting ??= this.poll().finally(() => {
      this.waiting = undefined
    })
    return this.waiting
  }

  /** kill -9, and the process is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** Asks politely and answers with the exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM')
  }

  /** Lines of the log about what should never happen: answers of 500. */
  faults(): string[] {
    return this.said.filter((line) => line.includes('"msg":"fault"'))
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
    return child.exitCode
  }

  private keep(text: string): void {
    this.said.push(...text.split('\n').filter((line) => line !== ''))
    this.said.splice(0, this.said.length - LINES_KEPT_MAX)
  }

  private async poll(): Promise<void> {
    const deadline = performance.now() + READY_MILLISECONDS_MAX
    while (performance.now() < deadline) {
      if (await isReady(this.url)) return
      if (this.child && this.child.exitCode !== null) break
      await pause(POLL_MILLISECONDS)
    }
    assert.fail(`服务没有就绪：\n${this.said.slice(-20).join('\n')}`)
  }
}

/** Cheap passwords, a quiet log and no cases but the test's own: none of it is what these tests are about. */
const QUIET = { CHUNFENG_DEMO: '1', CHUNFENG_DEMO_CASES: '0', CHUNFENG_RATE_LIMIT: '0', CHUNFENG_LOG: 'error', CHUNFENG_PASSWORD_KIB: '64', CHUNFENG_TODAY: '' }

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`)
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

/** Free a moment ago; nobody else on this machine is handed the same number at once. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  assert(typeof address === 'object' && address !== null)
  probe.close()
  await once(probe, 'close')
  return address.port
}
