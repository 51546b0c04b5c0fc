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
  const options = { level, redact: { paths: secretPaths(), censor: '[已隐去]' } }
  return destination ? pino(options, destination) : pino(options)
}

/** Pino looks only where it is told to, so every depth is named. */
function secretPaths(): string[] {
  const depths = Array.from({ length: DEPTH_MAX }, (_, depth) => '*.'.repeat(depth))
  return depths.flatMap((stars) => SECRETS.map((name) => (name.includes('-') ? `${stars.slice(0, -1)}["${name}"]` : `${stars}${name}`)))
}
