import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

/** What proves who somebody is. Anything of such a name stays out of the log, wherever it stands. */
const SECRETS = ['password', 'queryPassword', 'totp', 'token', 'secret', 'cookie', 'set-cookie', 'authorization']
const DEPTH_MAX = 4

/**
 * JSON lines, on standard output unless told otherwise. Secrets never reach it.
 * @param level CHUNFENG_LOG, as config has checked it
 */
export function createLog(level: string = process.env['CHUNFENG_LOG'] || 'info', destination?: DestinationStream): Log {
  const options = { level, redact: { paths: secretPaths(), censor: '[已隐去]' }, serializers: { err: toldOf } }
  return destination ? pino(options, destination) : pino(options)
}

/** What errors of the database carry beside their sentence: rows with personal data, and the connection with its keys. */
const UNTOLD = new Set(['client', 'detail', 'where', 'internalQuery'])

function toldOf(error: Error): object {
  return withoutRows(pino.stdSerializers.err(error))
}

/** Several errors in one are a list of the same. */
function withoutRows<Told>(told: Told): Told | object {
  if (typeof told !== 'object' || told === null) return told
  const kept = Object.entries(told).filter(([name]) => !UNTOLD.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, Array.isArray(value) ? value.map(withoutRows) : value]))
}

/** Pino looks only where it is told to, so every depth is named. */
function secretPaths(): string[] {
  const depths = Array.from({ length: DEPTH_MAX }, (_, depth) => '*.'.repeat(depth))
  return depths.flatMap((stars) => SECRETS.map((name) => (name.includes('-') ? `${stars.slice(0, -1)}["${name}"]` : `${stars}${name}`)))
}
