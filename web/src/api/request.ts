import { Trouble, troubleIn } from './trouble.ts'

const PATIENCE_MILLISECONDS = 30_000
const OFFLINE = '连不上服务器，请检查网络后再试；已经填的内容还在，没有丢'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** `upload` is a file on its way, in place of a body. */
interface Extras { body?: unknown; upload?: FormData; headers?: Record<string, string> }

/** Sends a request and reads the answer. Throws `Trouble` with a sentence for the person. */
export async function ask<Answer>(method: Method, path: string, { body, upload, headers = {} }: Extras = {}): Promise<Answer> {
  const response = await reach(path, {
    method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }), ...(upload && { body: upload }),
  })
  const answer: unknown = await read(response)
  if (!response.ok) {
    if (response.status === 401) sessionLost()
    throw troubleIn(answer, response.status)
  }
  // Safe: server and types are of one version and describe the same routes; see types.ts.
  return answer as Answer
}

/** What happens when the server no longer knows who asks; set once by the shell. */
export function onSessionLost(tell: () => void): void {
  sessionLost = tell
}

let sessionLost = (): void => {}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...request, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
  } catch {
    throw new Trouble('offline', OFFLINE)
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  try {
    return await response.json()
  } catch {
    return null
  }
}
