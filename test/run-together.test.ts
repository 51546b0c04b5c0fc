import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { companies } from '../bin/run-tests/company.ts'
import type { Tally } from '../bin/run-tests/tally.ts'
import { PROJECT } from './source.ts'

let place: string
before(() => {
  place = mkdtempSync(join(tmpdir(), 'chunfeng-together-'))
})
after(() => rmSync(place, { recursive: true }))

/** Files of tests that share a process, and what is told of each; every report as often as it came. */
function together(texts: Readonly<Record<string, string>>, limits = {
  testMillisecondsMax: 20_000, fileMillisecondsMax: 30_000,
}): [name: string, tally: Tally][] {
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(place, `${name}.test.mjs`)
    writeFileSync(file, `import assert from 'node:assert'\nimport { after, beforeEach, describe, it } from 'node:test'\n${text}`)
    return file
  })
  const program = join(place, 'count.mjs')
  writeFileSync(program, `
    import { tallyTogether } from ${JSON.stringify(join(PROJECT, 'bin/run-tests/company.ts'))}
    const all = []
    await tallyTogether(${JSON.stringify(files)}, ${JSON.stringify(limits)}, (file, tally) => all.push([file, tally]))
    console.log(JSON.stringify(all))`)
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined }, cwd: place })
  assert.notEqual(stdout, '', stderr)
  const told: [string, Tally][] = JSON.parse(stdout)
  return told.map(([file, tally]) => [basename(file, '.test.mjs'), tally])
}

const GOOD = `it('好', () => {})`
const verdicts = (told: [string, Tally][]): unknown[] => told.map(([name, { passed, failures }]) => [name, passed, failures.length])

describe('几个测试文件合用一个进程', () => {
  it('一个接一个，各数各的；一个的准备和环境变量不留给下一个', () => {
    const told = together({
      甲: `beforeEach(() => { process.env['LEFT'] = '1' })\nit('一', () => { globalThis.first = process.pid })\ndescribe('二', () => { it('三', () => {}) })`,
      乙: `it('同一个进程', () => { assert.equal(globalThis.first, process.pid) })\nit('干净', () => { assert.equal(process.env['LEFT'], undefined) })\nit.skip('不做', () => {})`,
      丙: `after(() => new Promise((done) => { setTimeout(done, 20) }))\nit('四', (t) => { t.diagnostic('数字') })`,
    })
    assert.deepEqual(verdicts(told), [['甲', 2, 0], ['乙', 2, 0], ['丙', 1, 0]])
    assert.deepEqual(told.map(([, { skipped, remarks }]) => [skipped.length, remarks]), [[0, []], [1, []], [0, ['数字']]])
  })

  it('失败的说明在哪里、为什么、说了什么，别的照样算', () => {
    const told = together({ 甲: GOOD, 乙: `console.log('经过')\ndescribe('内', () => { it('坏', () => { throw new Error('原因') }) })`, 丙: GOOD })
    assert.deepEqual(verdicts(told), [['甲', 1, 0], ['乙', 0, 1], ['丙', 1, 0]])
    assert.match(told[1]?.[1].failures[0]?.title ?? '', /乙\.test\.mjs › 内 › 坏$/)
    assert.match(told[1]?.[1].failures[0]?.detail ?? '', /Error: 原因[^]*这个文件的输出：\n经过/)
  })

  it('没有测试的、顶层出错的、退出代码不为零的、事后才出错的，都算失败，不连累别的', () => {
    const late = `it('早', () => { setTimeout(() => { throw new Error('晚了') }, 5) })\nit('等', () => new Promise((done) => { setTimeout(done, 50) }))`
    const told = together({ 甲: '', 乙: `throw new Error('顶层')`, 丙: `${GOOD}\nprocess.exitCode = 3`, 丁: late, 戊: GOOD })
    const found = new Map(told)
    assert.equal(told.length, 5)
    assert.deepEqual([...'甲乙丙丁戊'].map((name) => (found.get(name)?.failures.length ?? 0) > 0), [true, true, true, true, false])
    assert.match(found.get('甲')?.failures[0]?.detail ?? '', /没有测试/)
    assert.match(found.get('丙')?.failures[0]?.detail ?? '', /退出代码 3/)
  })

  it('把进程弄没了的、永远不结束的算失败，没轮到的仍然运行', () => {
    const limits = { testMillisecondsMax: 20_000, fileMillisecondsMax: 1500 }
    const dead = together({ 甲: GOOD, 乙: `it('死', () => { process.kill(process.pid, 'SIGKILL') })`, 丙: GOOD })
    assert.deepEqual(verdicts(dead), [['甲', 1, 0], ['乙', 0, 1], ['丙', 1, 0]])
    const stuck = together({ 甲: `${GOOD}\nsetInterval(() => {}, 1000)`, 乙: GOOD }, limits)
    assert.deepEqual(stuck.map(([name, { failures }]) => [name, failures.length]), [['甲', 1], ['乙', 0]])
    assert.match(stuck[0]?.[1].failures[0]?.detail ?? '', /超过时限/)
  })

  it('要单独的单独，其余按次序分组，一个不漏', () => {
    const files = Array.from({ length: 25 }, (_, index) => `${index}.test.ts`)
    const groups = companies(files, (file) => file.startsWith('1'))
    assert.deepEqual(groups.filter(([, ...others]) => others.length === 0).flat(), files.filter((file) => file.startsWith('1')))
    assert.deepEqual(groups.flat().toSorted(), files.toSorted())
    assert(groups.every(({ length }) => length <= 10))
  })
})
