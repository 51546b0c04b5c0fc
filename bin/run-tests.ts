import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { startTestServer } from '#platform/testing'
import { companies, tallyTogether, touchesProcess } from './run-tests/company.ts'
import { LONGEST, longestFirst } from './run-tests/order.ts'
import { tallyOf, type Limits, type Tally } from './run-tests/tally.ts'
import { checkTypes } from './run-tests/types.ts'

const PROJECT = dirname(import.meta.dirname)
/** One more than the two processors of the machine this is measured on: each waits for the database, a browser or a broken process now and then. */
const FILES_AT_ONCE = 3
const MINUTE = 60_000
const LIMITS = { testMillisecondsMax: 2 * MINUTE, fileMillisecondsMax: 5 * MINUTE }
const SLOW_LIMITS = { testMillisecondsMax: 5 * MINUTE, fileMillisecondsMax: 10 * MINUTE }

/** The rules of writing come first: they are quick, and what breaks them breaks much else. */
const FIRST = ['test/imports.test.ts', 'test/tidy.test.ts']
/** Tests with a browser, and those that kill processes, fill disks or break lines; they come last, one kind beside the other. */
const BROWSER = /\.browser\.test\.ts$/
const FAULT = /\.fault\.test\.ts$/

process.chdir(PROJECT)
// How the developer runs the server is nothing to the tests.
for (const name of ['DATABASE_URL', 'PORT', 'HOST', 'CHUNFENG_DATA', 'CHUNFENG_KEYS', 'CHUNFENG_DEMO', 'CHUNFENG_TODAY', 'CHUNFENG_LOG']) {
  delete process.env[name]
}
keepCompiled()
process.exitCode = await runAll(process.argv.slice(2))

/** Hundreds of processes read the same files of this program and its libraries: the first of them leaves the others what it has compiled. */
function keepCompiled(): void {
  const directory = mkdtempSync(join(tmpdir(), 'chunfeng-compiled-'))
  process.env['NODE_COMPILE_CACHE'] = directory
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
}

/** @param words only files whose path contains one of them; without words everything, the type check included */
async function runAll(words: readonly string[]): Promise<number> {
  const files = testFiles().filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  const tallies = words.length === 0 ? [await report('类型检查', () => checkTypes(PROJECT))] : []
  const stop = await startDatabase(files.length)
  const quick = companies(files.filter((file) => !BROWSER.test(file) && !FAULT.test(file)), isAlone)
  tallies.push(...(await runCompanies(quick, FILES_AT_ONCE, LIMITS)))
  const slow = alternating(files.filter((file) => BROWSER.test(file)), files.filter((file) => FAULT.test(file)))
  tallies.push(...(await runCompanies(longestFirst(slow).map((file) => [file]), FILES_AT_ONCE, SLOW_LIMITS)))
  await stop()
  return conclude(tallies)
}

function alternating(some: readonly string[], others: readonly string[]): string[] {
  return Array.from({ length: Math.max(some.length, others.length) }, (_, index) => [some[index], others[index]].filter((file) => file !== undefined)).flat()
}

function testFiles(): string[] {
  const found = globSync('**/*.test.ts', { cwd: PROJECT, exclude: ['**/node_modules/**', '**/dist/**', '**/.*/**'] }).sort()
  return [...FIRST, ...longestFirst(found.filter((file) => !FIRST.includes(file)))]
}

/** One server for the whole run; every file clones its own database from a template. */
async function startDatabase(files: number): Promise<() => Promise<void>> {
  if (files === 0 || process.env.CHUNFENG_TEST_DATABASE_URL) return async () => undefined
  const server = await startTestServer()
  process.env.CHUNFENG_TEST_DATABASE_URL = server.url
  return server.stop
}

/** What begins first, what takes longest, and what touches the process itself has a process of its own. */
function isAlone(file: string): boolean {
  return FIRST.includes(file) || LONGEST.includes(file) || touchesProcess(join(PROJECT, file))
}

async function runCompanies(groups: readonly (readonly string[])[], atOnce: number, limits: Limits): Promise<Tally[]> {
  const waiting = [...groups]
  const tallies: Tally[] = []
  const work = async (): Promise<void> => {
    for (let files = waiting.shift(); files !== undefined; files = waiting.shift()) {
      const paths = files.map((file) => join(PROJECT, file))
      const [first, ...others] = paths
      if (first !== undefined && others.length === 0) tallies.push(await report(relative(PROJECT, first), () => tallyOf(first, limits)))
      else await tallyTogether(paths, limits, (path, tally, seconds) => { tallies.push(tally); say(relative(PROJECT, path), tally, seconds) })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return tallies
}

async function report(title: string, work: () => Promise<Tally>): Promise<Tally> {
  const begun = performance.now()
  const tally = await work()
  say(title, tally, (performance.now() - begun) / 1000)
  return tally
}

/** One line per file, as soon as it is done. */
function say(title: string, { passed, failures, skipped, remarks }: Tally, seconds: number): void {
  const counts = [[passed, '通过'], [failures.length, '失败'], [skipped.length, '跳过']] as const
  const parts = counts.flatMap(([count, word]) => (count > 0 || word === '通过' ? `${count} 项${word}` : []))
  console.log(`${failures.length > 0 ? '✖' : '✔'} ${title}：${parts.join('，')}，${seconds.toFixed(1)} 秒`)
  for (const line of [...skipped.map((one) => `跳过 ${one}`), ...remarks]) console.log(`    ${line}`)
}

/** All failures in full, and the sum as the last line. @returns the exit code */
function conclude(tallies: readonly Tally[]): number {
  const failures = tallies.flatMap((tally) => tally.failures)
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  for (const { title, detail } of failures) console.log(`\n✖ ${title}\n${detail}`)
  console.log(`\n${passed} passed, ${failures.length} failed`)
  return failures.length > 0 || passed === 0 ? 1 : 0
}
