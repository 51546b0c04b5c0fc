import assert from 'node:assert/strict'
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase, runSql, type Database } from '#platform/database'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { advanceAll, type Job } from '#kernel'
import { assembleKernel } from '../../app.ts'
import type { Sample } from '../figures.ts'
import { TODAY } from '../ground.ts'
import type { Contestant } from './contestant.ts'
import { fileCases } from './filing.ts'
import type { Pile } from './walk.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What the clients are told and what they answer. */
export interface Task { pile: Pile; milliseconds: number }
export interface Outcome { sample: Sample; taken: number }

/** The server as `node server.ts` starts it, and sixteen clients in a process of their own: three processes and PostgreSQL share the cores. */
export async function overHttp(url: string): Promise<Contestant> {
  const database = openDatabase({ url })
  const jobs = await startJobs<Job>(url, createLog('warn'))
  const kernel = assembleKernel({ sendJobs: jobs.send })
  const server = spawnServer(url)
  const clients = fork(join(ROOT, 'bench/steps/http-clients.ts'), [await addressOf(server)], { cwd: ROOT })
  const pile: Pile = { ids: [], taken: 0 }
  return {
    name: 'http',
    prepare: async (cases) => {
      pile.ids.push(...await fileCases(database, kernel, cases - (pile.ids.length - pile.taken)))
      await advanceAll(database, kernel)
    },
    run: async (milliseconds) => {
      const { sample, taken } = await ask(clients, { pile, milliseconds })
      pile.taken = taken
      return sample
    },
    stop: async () => {
      clients.disconnect()
      server.kill('SIGTERM')
      await once(server, 'exit')
      await jobs.stop()
      await database.destroy()
    },
  }
}

function spawnServer(url: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url, CHUNFENG_DEMO: '1', CHUNFENG_TODAY: TODAY, PORT: '0', HOST: '127.0.0.1' }
  return spawn(process.execPath, ['server.ts'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** The server says on standard error where it can be reached. */
async function addressOf(server: ChildProcess): Promise<string> {
  assert(server.stderr)
  for await (const line of createInterface({ input: server.stderr })) {
    const address = /http:\/\/[\d.]+:\d+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error('服务没有启动')
}

async function ask(clients: ChildProcess, task: Task): Promise<Outcome> {
  clients.send(task)
  const [outcome] = await once(clients, 'message')
  return outcome
}
