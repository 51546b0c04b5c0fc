import type { Static, TSchema } from 'typebox'
import { schemaErrors } from '#platform/schema'
import { upperHosts } from './address.ts'
import { answerSignature, isSame, requestSignature } from './sealing.ts'

const TIMEOUT_DEFAULT_SECONDS = 10
const ANSWER_BYTES_MAX = 2_000_000

/**
 * Why it could not be said or was not answered as it should; in words for whoever looks after the connection, nothing of what the
 * other side wrote.
 */
export class WireTrouble extends Error {}

/** One conversation with one platform. */
export interface Wire { ask: <Schema extends TSchema>(path: string, body: object, schema: Schema) => Promise<Static<Schema>> }

export function wireTo({ url, secret, now }: { url: string; secret: string; now: Date }): Wire {
  return {
    ask: async (path, body, schema) => {
      if (!upperHosts(process.env).has(new URL(url).host)) throw new WireTrouble('运维已不允许往这个主机报送（CHUNFENG_UPPER_HOSTS）')
      const [text, time] = [JSON.stringify(body), now.toISOString()]
      const signature = requestSignature(secret, { path, time, body: text })
      const answer = await answered(`${url}${path}`, text, { 'x-chunfeng-time': time, 'x-chunfeng-signature': signature })
      if (!isSame(answerSignature(secret, { request: signature, body: answer.text }), answer.signature)) throw new WireTrouble('答复的签名对不上，可能密钥不一致，或者答复的不是上级平台')
      return parsed(answer.text, schema)
    },
  }
}

async function answered(address: string, body: string, headers: Record<string, string>): Promise<{ text: string; signature: string }> {
  try {
    const answer = await fetch(address, { method: 'POST', redirect: 'manual', body,
      signal: AbortSignal.timeout(timeoutMilliseconds()),
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
    if (!answer.ok) { await answer.body?.cancel(); throw new WireTrouble(`对方答复 ${answer.status}`) }
    if (Number(answer.headers.get('content-length') ?? 0) > ANSWER_BYTES_MAX) { await answer.body?.cancel(); throw new WireTrouble('答复太长') }
    return { text: await answer.text(), signature: answer.headers.get('x-chunfeng-signature') ?? '' }
  } catch (error) {
    if (error instanceof WireTrouble) throw error
    throw new WireTrouble(error instanceof Error && error.name === 'TimeoutError' ? `${timeoutMilliseconds() / 1000} 秒没有答复` : '连不上对方，或者连接中断')
  }
}

function parsed<Schema extends TSchema>(text: string, schema: Schema): Static<Schema> {
  let value: unknown
  try { value = JSON.parse(text) } catch { throw new WireTrouble('答复不是 JSON') }
  const [fault] = schemaErrors(schema, value)
  if (fault) throw new WireTrouble(`答复的格式不对：${fault.path} ${fault.message}`)
  // Safe: it has just been checked against the schema.
  return value as Static<Schema>
}

/** CHUNFENG_UPPER_TIMEOUT_SECONDS: how long one question may take; a slow platform holds up nobody but itself. */
function timeoutMilliseconds(): number {
  const seconds = Number(process.env['CHUNFENG_UPPER_TIMEOUT_SECONDS'] ?? TIMEOUT_DEFAULT_SECONDS)
  return (seconds > 0 && seconds <= 120 ? seconds : TIMEOUT_DEFAULT_SECONDS) * 1000
}
