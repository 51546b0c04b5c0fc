import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { PROJECT } from '../source.ts'

export interface Said { code: number | null; out: string; note: string }

/** What of our own environment a command needs; whatever else we were started with is not its business. */
const KEPT = ['PATH', 'HOME', 'LANG', 'NODE_COMPILE_CACHE']

/** The command line as an operator uses it, in a process of its own. */
export function chunfeng(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Said> {
  return said(process.execPath, ['cli.ts', ...words], environment)
}

/** A line of shell, with ./bin/chunfeng and all. */
export function shell(line: string, environment: Readonly<Record<string, string>>): Promise<Said> {
  return said('sh', ['-c', line], environment)
}

async function said(program: string, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Said> {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const child = spawn(program, words, { cwd: PROJECT, env: { ...kept, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, note]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => note.push(text))
  const [code] = await once(child, 'close')
  return { code, out: out.join(''), note: note.join('') }
}
