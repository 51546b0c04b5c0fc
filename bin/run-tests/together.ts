import { run } from 'node:test'
import { Reader, type Tally } from './tally.ts'

/** What the process that keeps company tells of each file, as soon as it is done. */
export interface Told {
  file: string
  tally: Tally
  seconds: number
  /** No test failed and yet something went wrong, which only a process of its own can tell. */
  isDoubtful: boolean
}

/**
 * A program: runs files of tests one after the other in this one process, each with its own root of tests and hooks and with the
 * environment as it was, and tells its parent what came of them. What a file leaves open keeps the next from beginning.
 */
if (process.argv[1] === import.meta.filename) await runHere(process.argv.slice(3), Number(process.argv[2]))

async function runHere(files: readonly string[], testMillisecondsMax: number): Promise<void> {
  const waiting = waitForMore()
  const abandon = (): never => process.exit(1)
  process.once('disconnect', abandon)
  // To listen for the parent's end is not work that is left to do.
  process.channel?.unref()
  for (const file of files) {
    const [begun, environment] = [performance.now(), { ...process.env }]
    const tally = await tallyHere(file, testMillisecondsMax)
    const isDoubtful = Boolean(process.exitCode) && tally.failures.length === 0
    process.exitCode = undefined
    restore(environment)
    process.send?.({ file, tally, seconds: (performance.now() - begun) / 1000, isDoubtful } satisfies Told)
  }
  waiting.end()
  process.off('disconnect', abandon)
  process.disconnect()
}

async function tallyHere(file: string, timeout: number): Promise<Tally> {
  const reader = new Reader(file)
  for await (const event of run({ files: [file], isolation: 'none', timeout })) reader.read(event)
  return reader.tally()
}

/** A file's tests end when nothing is left to do; then the process must not end too, but go on with the next file. */
function waitForMore(): { end: () => void } {
  const goOn = (): void => void setImmediate(() => {})
  process.on('beforeExit', goOn)
  return { end: () => void process.off('beforeExit', goOn) }
}

function restore(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
}
