import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tallyOf, type Limits, type Tally } from './tally.ts'
import type { Told } from './together.ts'

const PROGRAM = join(import.meta.dirname, 'together.ts')
const FILES_MAX = 10
/** Whoever changes or watches the process itself is not put together with others. */
const TOUCHES_PROCESS = /process\.(env|exit|on|once|chdir|kill|emit|umask)|\bmock\b|globalThis|new Worker/

/** What only tests use: '../district.test-support.ts'. */
const SUPPORT = /from '(\.[^']*\.test-support\.ts)'/g

/** Which files share a process: neighbours, unless they are to be alone. Starting Node and reading the program costs more than most files. */
export function companies(files: readonly string[], isAlone: (file: string) => boolean): string[][] {
  const social = files.filter((file) => !isAlone(file))
  const groups = Array.from({ length: Math.ceil(social.length / FILES_MAX) }, (_, index) => social.slice(index * FILES_MAX, (index + 1) * FILES_MAX))
  return [...files.filter(isAlone).map((file) => [file]), ...groups]
}

/** The file, or what it is supported by. @param file whole path */
export function touchesProcess(file: string): boolean {
  const text = readFileSync(file, 'utf8')
  return TOUCHES_PROCESS.test(text) || [...text.matchAll(SUPPORT)].some(([, path = '']) => touchesProcess(join(dirname(file), path)))
}

/**
 * Runs the files one after the other in one process. Whoever breaks that process down, keeps it waiting for ever or leaves a doubt
 * runs again in a process of its own, and so do those who have not had their turn: what is said there counts.
 */
export async function tallyTogether(files: readonly string[], limits: Limits, told: (file: string, tally: Tally, seconds: number) => void): Promise<void> {
  const sure = await together(files, limits, told)
  for (const file of files.filter((one) => !sure.has(one))) {
    const begun = performance.now()
    told(file, await tallyOf(file, limits), (performance.now() - begun) / 1000)
  }
}

/** @returns the files about which all is said */
async function together(files: readonly string[], limits: Limits, told: (file: string, tally: Tally, seconds: number) => void): Promise<Set<string>> {
  const sure = new Set<string>()
  const child = spawn(process.execPath, [PROGRAM, String(limits.testMillisecondsMax), ...files], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { said += text })
  const watch = setTimeout(() => child.kill('SIGKILL'), limits.fileMillisecondsMax)
  child.on('message', ({ file, tally, seconds, isDoubtful }: Told) => {
    watch.refresh()
    if (!isDoubtful) told(file, withOutput(tally, said), seconds)
    if (!isDoubtful) sure.add(file)
    said = ''
  })
  await once(child, 'close')
  clearTimeout(watch)
  return sure
}

function withOutput(tally: Tally, said: string): Tally {
  const [first, ...rest] = tally.failures
  return first && said.trim() ? { ...tally, failures: [{ ...first, detail: `${first.detail}\n这个文件的输出：\n${said.trimEnd()}` }, ...rest] } : tally
}
