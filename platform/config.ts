import { resolve } from 'node:path'
import { isDay, type Day } from '#platform/day'
import { inProject } from '#platform/project'
import { publicUrlOf, unifiedIdentityFrom, type UnifiedIdentity } from './unified-identity.ts'
import { keysDirectoryBeside } from './vault/master-key.ts'

/** How this process was asked to run. */
export interface Config {
  readonly host: string
  /** 0 = any free one. */
  readonly port: number
  /** Undefined: the embedded database in dataDirectory. */
  readonly databaseUrl: string | undefined
  /** Absolute. */
  readonly dataDirectory: string
  /** Where the master key of personal data lies: never in the data directory. Absolute. */
  readonly keysDirectory: string
  /** Load the demo district. */
  readonly demo: boolean
  /** Cases under way in the demo district too, so that no page is empty. */
  readonly demoCases: boolean
  /** The day to live in; tests only. */
  readonly today: Day | undefined
  readonly logLevel: LogLevel
  /** Addresses of the proxy in front, whose X-Forwarded headers are believed; separated by commas. */
  readonly trustedProxy: readonly string[] | undefined
  /** Which preset of password rules holds: 等保三级 or ASVS 5. */
  readonly passwordPolicy: PasswordPolicyName
  /** Roles that may only work with an authenticator (动态码). */
  readonly secondFactorRoles: readonly string[]
  /** How many days somebody may leave her post to a colleague at a time (委托代办). */
  readonly standInDaysMax: number
  /** Null: people sign in with a password only. */
  readonly unifiedIdentity: UnifiedIdentity | null
  /** The address people type; undefined: that of each request. */
  readonly publicUrl: string | undefined
}

const PASSWORD_POLICIES = ['mlps3', 'asvs5'] as const
export type PasswordPolicyName = (typeof PASSWORD_POLICIES)[number]
/** Who needs a second factor unless told: those who can give rights away. A demo would lock its visitors out. */
const ADMINISTRATORS = ['sysadmin', 'secadmin', 'auditor']

/** Ours, no rule of the state: longer absences are a matter for the one who gives out posts. */
const STAND_IN_DEFAULT_DAYS_MAX = 30

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** All that is wrong with the environment, in one Chinese text. */
export class ConfigTrouble extends Error {}

const EXIT_WRONG_USAGE = 2

/** Reads the environment once, at the very start. Wrong values end the process with exit code 2 and say which and why. */
export function readConfig(): Config {
  try {
    return configFrom(process.env)
  } catch (error) {
    if (!(error instanceof ConfigTrouble)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(EXIT_WRONG_USAGE)
  }
}

/** @throws ConfigTrouble naming every wrong value */
export function configFrom(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = []
  const read = <Value>(name: string, fallback: Value, parse: (text: string) => Value | undefined, expected: string): Value => {
    const text = env[name]
    if (text === undefined || text === '') return fallback
    const value = parse(text)
    if (value === undefined) wrong.push(`环境变量 ${name}=${isSecret(name) ? '（略）' : text} 不对：应为${expected}`)
    return value ?? fallback
  }
  const databaseUrl = read('DATABASE_URL', undefined, databaseUrlOf, ' postgresql://用户:口令@主机:端口/库名')
  const demo = read('CHUNFENG_DEMO', databaseUrl === undefined, switchOf, ' 0 或 1')
  const dataDirectory = env.CHUNFENG_DATA ? resolve(env.CHUNFENG_DATA) : inProject('.data')
  const config: Config = {
    host: read('HOST', '127.0.0.1', hostOf, '要监听的主机名或地址，不含端口'),
    port: read('PORT', 8080, portOf, ' 0 到 65535 的整数'),
    databaseUrl,
    dataDirectory,
    keysDirectory: env.CHUNFENG_KEYS ? resolve(env.CHUNFENG_KEYS) : keysDirectoryBeside(dataDirectory),
    demo,
    demoCases: read('CHUNFENG_DEMO_CASES', true, switchOf, ' 0 或 1'),
    today: read('CHUNFENG_TODAY', undefined, (text) => (isDay(text) ? text : undefined), '存在的日期，如 2024-04-26'),
    logLevel: read('CHUNFENG_LOG', 'info', (text) => LOG_LEVELS.find((level) => level === text), ` ${LOG_LEVELS.join('、')} 之一`),
    trustedProxy: read('CHUNFENG_PROXY', undefined, addressesOf, '反向代理的地址，多个用逗号隔开'),
    passwordPolicy: read('CHUNFENG_PASSWORD_POLICY', 'mlps3', (text) => PASSWORD_POLICIES.find((one) => one === text),
      ' mlps3（等保三级）或 asvs5（ASVS 5）'),
    standInDaysMax: read('CHUNFENG_STAND_IN_DAYS', STAND_IN_DEFAULT_DAYS_MAX, daysOf, ' 1 到 366 的整数'),
    secondFactorRoles: read('CHUNFENG_TOTP_ROLES', demo ? [] : ADMINISTRATORS, rolesOf, '角色名，多个用逗号隔开，都不要求写 none'),
    unifiedIdentity: unifiedIdentityFrom(env, (name, expected) => wrong.push(`环境变量 ${name}=${env[name] ?? ''} 不对：应为${expected}`)),
    publicUrl: read('CHUNFENG_PUBLIC_URL', undefined, publicUrlOf, '对外的地址，用 https，后面不带路径，如 https://zwfw.example.cn'),
  }
  if (`${config.keysDirectory}/`.startsWith(`${dataDirectory}/`)) wrong.push('环境变量 CHUNFENG_KEYS 不对：主密钥要放在数据目录之外，否则拿到数据的人也拿到了密钥')
  if (wrong.length > 0) throw new ConfigTrouble(wrong.join('\n'))
  return config
}

/** A database address holds a password. */
function isSecret(name: string): boolean {
  return name === 'DATABASE_URL'
}

function databaseUrlOf(text: string): string | undefined {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : undefined
}

function hostOf(text: string): string | undefined {
  return /^[\w.:-]+$/.test(text) && !/^[^:]+:\d+$/.test(text) ? text : undefined
}

function addressesOf(text: string): string[] | undefined {
  const addresses = text.split(',').map((one) => one.trim())
  return addresses.every((one) => /^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(one)) ? addresses : undefined
}

function rolesOf(text: string): string[] | undefined {
  if (text === 'none') return []
  const roles = text.split(',').map((one) => one.trim())
  return roles.every((one) => /^[a-z]{1,32}$/.test(one)) ? roles : undefined
}

function portOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

function daysOf(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 366 ? Number(text) : undefined
}

function switchOf(text: string): boolean | undefined {
  return text === '1' ? true : text === '0' ? false : undefined
}
