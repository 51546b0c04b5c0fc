import { readFileSync } from 'node:fs'
import { ConfigTrouble } from '#platform/config'
import { DEFAULT_RULES, minuteOf, type OutwardRules } from '../outward/rules.ts'
import { DEFAULT_TEMPLATE, templateFrom, type Template } from './template.ts'

/** Where short messages go. Without an address they stay in the house: the table says what would have been sent. */
export interface HttpGateway {
  url: string
  tokenFile: string | undefined
  template: Template
  /** The place in the answer that says it was taken, and its value: 'code=OK'. Without it every 2xx does. */
  success: { name: string; value: string } | undefined
  timeoutSeconds: number
}
export interface SmsConfig { rules: OutwardRules; gateway: HttpGateway | undefined; attemptsMax: number }

const TIMEOUT_SECONDS = 10
/** With ever longer pauses about half a day. */
const ATTEMPTS_MAX = 12

/** Reads CHUNFENG_SMS_*. @throws ConfigTrouble naming every wrong value */
export function smsConfigFrom(env: NodeJS.ProcessEnv): SmsConfig {
  const wrong: string[] = []
  const read = <Value>(name: string, fallback: Value, { parse, expected }: { parse: (text: string) => Value | undefined; expected: string }): Value => {
    const text = env[name]
    if (text === undefined || text === '') return fallback
    const value = parse(text)
    if (value === undefined) wrong.push(`环境变量 ${name}=${text} 不对：应为${expected}`)
    return value ?? fallback
  }
  const clock = { parse: minuteOf, expected: '几点几分，如 18:00' }
  const { quiet, digestAt, stormMinutes } = DEFAULT_RULES
  const config: SmsConfig = {
    rules: {
      quiet: read('CHUNFENG_SMS_QUIET', quiet, { parse: spanOf, expected: '不发短信的时段，如 21:00-08:00；不设夜间写 00:00-00:00' }),
      digestAt: { citizen: read('CHUNFENG_SMS_DIGEST', digestAt.citizen, clock), staff: read('CHUNFENG_SMS_DIGEST_STAFF', digestAt.staff, clock) },
      stormMinutes: read('CHUNFENG_SMS_STORM_MINUTES', stormMinutes, { parse: wholeFrom(0, 10_080), expected: ' 0 到 10080 的整数' }),
    },
    attemptsMax: read('CHUNFENG_SMS_ATTEMPTS', ATTEMPTS_MAX, { parse: wholeFrom(1, 50), expected: ' 1 到 50 的整数' }),
    gateway: undefined,
  }
  const url = read<string | undefined>('CHUNFENG_SMS_URL', undefined, { parse: addressOf, expected: ' https 地址（本机可以用 http）' })
  const gateway: Omit<HttpGateway, 'url'> = {
    tokenFile: read<string | undefined>('CHUNFENG_SMS_TOKEN_FILE', undefined, { parse: readablePath, expected: '能读的文件，内容是短信服务的令牌' }),
    template: read('CHUNFENG_SMS_TEMPLATE', DEFAULT_TEMPLATE, { parse: templateAt, expected: ' JSON 文件，里面用 {phone}、{text}、{key} 表示手机号、内容和幂等键，前两个必须有' }),
    success: read<HttpGateway['success']>('CHUNFENG_SMS_SUCCESS', undefined, { parse: successOf, expected: '答复里的字段和值，如 code=OK' }),
    timeoutSeconds: read('CHUNFENG_SMS_TIMEOUT_SECONDS', TIMEOUT_SECONDS, { parse: wholeFrom(1, 60), expected: ' 1 到 60 的整数' }),
  }
  if (wrong.length > 0) throw new ConfigTrouble(wrong.join('\n'))
  return { ...config, gateway: url === undefined ? undefined : { url, ...gateway } }
}

function spanOf(text: string): OutwardRules['quiet'] | undefined {
  const [from, until, more] = text.split('-').map(minuteOf)
  return from === undefined || until === undefined || more !== undefined ? undefined : { from, until }
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Phone numbers must not travel in clear; on the machine itself they do not travel. */
function addressOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, username } = new URL(text)
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) ? text : undefined
}

function readablePath(path: string): string | undefined {
  return textAt(path) === undefined ? undefined : path
}

function templateAt(path: string): Template | undefined {
  const text = textAt(path)
  return text === undefined ? undefined : templateFrom(text)
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function successOf(text: string): HttpGateway['success'] {
  const found = /^([\w.]{1,64})=(.{1,64})$/.exec(text)
  return found?.[1] !== undefined && found[2] !== undefined ? { name: found[1], value: found[2] } : undefined
}

function wholeFrom(least: number, most: number) {
  return (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined)
}
