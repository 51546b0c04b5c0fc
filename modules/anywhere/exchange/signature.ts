/** Nobody else can speak for a district: every message carries a MAC (HMAC with SM3) under the secret the two share. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { canonicalJson } from '#platform/sm'
import { Message } from './messages.ts'

export interface Signed { text: string; signature: string }
const TEXT_MAX = 500_000

export function signed(secret: string, message: Message): Signed {
  const text = canonicalJson(message)
  return { text, signature: macOf(secret, text) }
}

/** The message in it. @throws Refusal `forbidden` where the signature is not the other side's, `invalid` where it is no message */
export function openSigned(secret: string, { text, signature }: Signed): Message {
  const [own, given] = [Buffer.from(macOf(secret, text.slice(0, TEXT_MAX)), 'hex'), Buffer.from(signature, 'hex')]
  if (text.length > TEXT_MAX || own.length !== given.length || !timingSafeEqual(own, given)) throw new Refusal('forbidden', '签名对不上，不是对方发来的')
  const message: unknown = JSON.parse(text)
  const [fault] = schemaErrors(Message, message)
  if (fault) throw new Refusal('invalid', `消息格式不对：${fault.path} ${fault.message}`)
  // Safe: it has just been checked against the schema.
  return message as Message
}

function macOf(secret: string, text: string): string {
  return createHmac('sm3', secret).update(text).digest('hex')
}
