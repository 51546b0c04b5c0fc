/** A process of its own: signs in as the demo people, then takes steps over HTTP whenever it is given a pile of cases. */
import { Agent, request } from 'node:http'
import type { Outcome, Task } from './over-http.ts'
import type { Who } from './stories.ts'
import { walk, WORKERS, type Taking } from './walk.ts'

const PASSWORD = 'Chunfeng-2026'
const base = new URL(process.argv[2] ?? '')
/** One connection for each client, kept open as browsers do. */
const agents = Array.from({ length: WORKERS }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
const cookies: Record<Who, string> = {
  enterprise: await signIn('enterprise'), window: await signIn('window'), reviewer: await signIn('reviewer'), approver: await signIn('approver'),
}

process.on('message', async ({ pile, milliseconds }: Task) => {
  const sample = await walk(pile, milliseconds, take)
  process.send?.({ sample, taken: pile.taken } satisfies Outcome)
})

async function signIn(account: Who): Promise<string> {
  const answer = await fetch(new URL('/api/sessions', base), {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${account} 登录失败：${answer.status}`)
  return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
}

function take(worker: number, { caseId, act, version, key }: Taking): Promise<void> {
  const body = JSON.stringify({ data: act.data, expectedVersion: version })
  const headers = {
    cookie: cookies[act.who], 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': key,
  }
  const { hostname, port } = base
  const path = `/api/cases/${caseId}/steps/${act.step}`
  return new Promise((resolve, reject) => {
    request({ agent: agents[worker], hostname, port, path, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve()
        else reject(new Error(`${path}：${answer.statusCode} ${Buffer.concat(chunks).toString()}`))
      })
    }).on('error', reject).end(body)
  })
}
