import { readFile } from 'node:fs/promises'
import type { Outgoing, SmsAdapter, Verdict } from './adapter.ts'
import type { HttpGateway } from './sms-config.ts'
import { filled } from './template.ts'

const ANSWER_BYTES_MAX = 65_536
const RETRY_AFTER_SECONDS_MAX = 6 * 3600

/**
 * Sends by a provider's HTTP interface. Everything in doubt is tried again under the same Idempotency-Key; only an answer that
 * says our request itself is wrong ends it. A wrong token is ours to mend, so it waits instead of losing messages.
 */
export function httpAdapter(gateway: HttpGateway): SmsAdapter {
  return {
    send: async (outgoing) => {
      const token = await tokenOf(gateway)
      if (token === null) return { kind: 'later', reason: '读不到令牌文件' }
      try {
        return await judge(await post(gateway, outgoing, token), gateway)
      } catch (error) {
        return { kind: 'later', reason: troubleWords(error, gateway) }
      }
    },
  }
}

async function tokenOf({ tokenFile }: HttpGateway): Promise<string | undefined | null> {
  if (tokenFile === undefined) return undefined
  // Read each time, so that a new token needs no restart.
  return readFile(tokenFile, 'utf8').then((text) => text.trim(), () => null)
}

function post({ url, template, timeoutSeconds }: HttpGateway, { key, phone, text }: Outgoing, token: string | undefined): Promise<Response> {
  return fetch(url, {
    method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(timeoutSeconds * 1000),
    headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': key, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: filled(template, { key, phone, text }),
  })
}

/** Request Timeout, Too Early, Too Many Requests, and what the operator has to mend. */
const TEMPORARY = new Set([401, 403, 407, 408, 425, 429])

async function judge(response: Response, { success }: HttpGateway): Promise<Verdict> {
  const { status, headers } = response
  const text = await shortText(response)
  if (status >= 200 && status < 300) {
    if (success === undefined || valueAt(text, success.name) === success.value) return { kind: 'sent' }
    return { kind: 'later', reason: `服务商没有确认收下（答复里没有 ${success.name}=${success.value}）` }
  }
  const reason = `服务商答复 ${status}`
  if (status >= 500 || status < 400 || TEMPORARY.has(status)) return { kind: 'later', reason, ...retryAfter(headers.get('retry-after')) }
  return { kind: 'refused', reason }
}

/** Only as much as an answer of this kind can have; the connection is let go of in any case. */
async function shortText(response: Response): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    parts.push(Buffer.from(part))
    size += part.length
    if (size > ANSWER_BYTES_MAX) break
  }
  return Buffer.concat(parts).toString('utf8')
}

function valueAt(text: string, name: string): string | undefined {
  let value = parsed(text)
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In seconds; a day instead of seconds is left to our own pauses. */
function retryAfter(header: string | null): { afterSeconds?: number } {
  if (header === null || !/^\d{1,6}$/.test(header)) return {}
  return { afterSeconds: Math.min(Number(header), RETRY_AFTER_SECONDS_MAX) }
}

function troubleWords(error: unknown, { timeoutSeconds }: HttpGateway): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `${timeoutSeconds} 秒没有答复`
  return '连不上服务商，或者连接中断'
}
