import { relative } from 'node:path'
import { run } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** What came of one file of tests, or of another check that counts as one test. */
export interface Tally {
  readonly passed: number
  readonly failures: readonly Failure[]
  /** Tests that did not run, with the reason they give. */
  readonly skipped: readonly string[]
  /** Numbers worth seeing, in the test's own words. */
  readonly remarks: readonly string[]
}

export interface Failure { title: string; detail: string }

export interface Limits { testMillisecondsMax: number; fileMillisecondsMax: number }

/** Runs a file in a process of its own and counts its tests; those that only hold other tests are not counted. */
export async function tallyOf(file: string, { testMillisecondsMax, fileMillisecondsMax }: Limits): Promise<Tally> {
  const reader = new Reader(file)
  const signal = AbortSignal.timeout(fileMillisecondsMax)
  for await (const event of run({ files: [file], timeout: testMillisecondsMax, signal })) reader.read(event)
  return reader.tally()
}

interface Start { name: string; nesting: number }
interface End extends Start { skip?: string | boolean; todo?: string | boolean; details: { error?: Error; type?: string } }

/** Follows the reports of one file. They come in the order of the file, the tests inside another before that other. */
export class Reader {
  readonly #said: string[] = []
  readonly #remarks: string[] = []
  readonly #file: string
  readonly #titles: string[] = []
  readonly #failures: Failure[] = []
  readonly #skipped: string[] = []
  #passed = 0
  /** How deep the report before was nested. */
  #nestingBefore = 0

  constructor(file: string) {
    this.#file = file
  }

  read({ type, data }: TestEvent): void {
    if (type === 'test:start') this.#begin(data)
    if (type === 'test:pass' || type === 'test:fail') this.#end(data)
    if (type === 'test:stdout' || type === 'test:stderr') this.#said.push(data.message)
    if (type === 'test:diagnostic' && data.file !== undefined) this.#remarks.push(data.message)
  }

  tally(): Tally {
    const output = this.#said.join('').trimEnd()
    const [first, ...rest] = this.#failures
    const failures = first && output ? [{ ...first, detail: `${first.detail}\n这个文件的输出：\n${output}` }, ...rest] : this.#failures
    return { passed: this.#passed, failures, skipped: this.#skipped, remarks: this.#remarks }
  }

  #begin({ name, nesting }: Start): void {
    this.#titles.splice(nesting, Infinity, name)
  }

  #end(report: End): void {
    const { name, nesting, details, skip, todo } = report
    const isHolder = this.#nestingBefore > nesting || details.type === 'suite'
    this.#nestingBefore = nesting
    this.#titles.splice(nesting, Infinity, name)
    const failure = this.#failureIn(report)
    if (failure) this.#failures.push({ title: this.#title(), detail: failure })
    else if (isHolder || details.error) return
    else if (skip !== undefined || todo !== undefined) this.#skipped.push(`${this.#title()}（${skip || todo}）`)
    else this.#passed += 1
  }

  /** The file itself is reported when it broke down, and also when it holds no test at all: that must not look like success. */
  #failureIn({ name, details, todo }: End): string | undefined {
    if (name === this.#file && !details.error) return '文件里没有测试'
    if (!details.error || todo !== undefined) return undefined
    const { error } = details
    if (name === this.#file) return `文件没有正常结束：${this.#howEnded(error)}`
    const isOfInner = 'failureType' in error && error.failureType === 'subtestsFailed'
    return isOfInner ? undefined : inspect(error.cause instanceof Error ? error.cause : error, { depth: 6 })
  }

  #howEnded(error: Error): string {
    if ('failureType' in error && error.failureType === 'testAborted') return '超过时限（可能有没关闭的连接或定时器），已被终止'
    if ('signal' in error && error.signal) return `被信号 ${error.signal} 终止`
    return 'exitCode' in error ? `退出代码 ${error.exitCode}` : inspect(error)
  }

  #title(): string {
    const titles = this.#titles.filter((title) => title !== this.#file)
    return [relative(process.cwd(), this.#file), ...titles].join(' › ')
  }
}
