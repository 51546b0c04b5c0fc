import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { LONGEST, longestFirst } from '../bin/run-tests/order.ts'
import type { Tally } from '../bin/run-tests/tally.ts'
import { PROJECT } from './source.ts'

let place: string
before(() => {
  place = mkdtempSync(join(tmpdir(), 'chunfeng-tally-'))
})
after(() => rmSync(place, { recursive: true }))

/** A test runner refuses to run inside another one unless it does not know of it. */
const environment = { ...process.env, NODE_TEST_CONTEXT: undefined }

function tallyOf(text: string, limits = { testMillisecondsMax: 20_000, fileMillisecondsMax: 30_000 }): Tally {
  const file = join(place, 'example.test.mjs')
  writeFileSync(file, `import { before, describe, it, test } from 'node:test'\n${text}`)
  const program = join(place, 'count.mjs') // a file: options such as --eval would be handed on to the process of the test
  writeFileSync(program, `
    import { tallyOf } from ${JSON.stringify(join(PROJECT, 'bin/run-tests/tally.ts'))}
    console.log(JSON.stringify(await tallyOf(${JSON.stringify(file)}, ${JSON.stringify(limits)})))`)
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8', env: environment, cwd: place })
  assert.notEqual(stdout, '', stderr)
  return JSON.parse(stdout)
}

const titlesOf = ({ failures }: Tally): string[] => failures.map(({ title }) => title.replace('example.test.mjs', '').replace(' › ', ''))

describe('数测试', () => {
  it('只数真正的测试，不数装测试的标题', () => {
    const { passed, failures } = tallyOf(`
      describe('甲', () => { it('一', () => {}); describe('乙', () => { it('二', () => {}) }); describe('空', () => {}) })
      test('三', () => {})
      test('装着别的', async (t) => { await t.test('四', () => {}); await t.test('五', () => {}) })`)
    assert.deepEqual([passed, failures], [5, []])
  })

  it('失败的连同它在哪里、为什么、说了什么', () => {
    const tally = tallyOf(`
      console.log('经过')
      describe('甲', () => { it('好', () => {}); it('坏', () => { throw new Error('原因') }) })`)
    assert.deepEqual([tally.passed, titlesOf(tally)], [1, ['甲 › 坏']])
    assert.match(tally.failures[0]?.detail ?? '', /Error: 原因[^]*这个文件的输出：\n经过/)
  })

  it('装测试的自己失败（准备工作出错、里面的都通过之后出错）也算失败', () => {
    const unprepared = tallyOf(`describe('甲', () => { before(() => { throw new Error('x') }); it('一', () => {}) })`)
    assert.deepEqual(titlesOf(unprepared), ['甲 › 一', '甲'])
    const spoilt = tallyOf(`test('甲', async (t) => { await t.test('一', () => {}); throw new Error('x') })`)
    assert.deepEqual(titlesOf(spoilt), ['甲'])
  })

  it('跳过的不算通过，并写明原因', () => {
    const { passed, failures, skipped } = tallyOf(`it('甲', { skip: '没有资料' }, () => {}); it.todo('乙'); it('丙', () => {})`)
    assert.deepEqual([passed, failures.length], [1, 0])
    assert.deepEqual(skipped, ['example.test.mjs › 甲（没有资料）', 'example.test.mjs › 乙（true）'])
  })

  it('没有测试的文件、崩溃的文件、被杀死的文件、退出代码不为零的文件都算失败', () => {
    assert.match(tallyOf('').failures[0]?.detail ?? '', /没有测试/)
    assert.match(tallyOf(`throw new Error('顶层出错')`).failures[0]?.detail ?? '', /退出代码[^]*顶层出错/)
    assert.match(tallyOf(`it('甲', () => { process.kill(process.pid, 'SIGKILL') })`).failures[0]?.detail ?? '', /信号 SIGKILL/)
    assert.match(tallyOf(`it('甲', () => {}); process.exitCode = 3`).failures[0]?.detail ?? '', /退出代码 3/)
  })

  it('永远不结束的测试和文件到时限就终止', () => {
    const limits = { testMillisecondsMax: 300, fileMillisecondsMax: 20_000 }
    assert.deepEqual(titlesOf(tallyOf(`it('甲', () => new Promise(() => {}))`, limits)), ['甲'])
    const tally = tallyOf(`it('甲', () => { setInterval(() => {}, 1000) })`, { ...limits, fileMillisecondsMax: 1500 })
    assert.equal(tally.passed, 1)
    assert.match(tally.failures[0]?.detail ?? '', /超过时限/)
  })

  it('测试里的数字照样报出来', () => {
    assert.deepEqual(tallyOf(`it('甲', (t) => { t.diagnostic('p99 3 毫秒') })`).remarks, ['p99 3 毫秒'])
  })
})

describe('npm test 的最后一行', () => {
  const run = (...words: string[]) => {
    const options = { cwd: PROJECT, encoding: 'utf8', env: environment } as const
    return spawnSync(process.execPath, ['bin/run-tests.ts', ...words], options)
  }

  it('恰为“N passed, N failed”，全部通过时退出代码 0', () => {
    const { status, stdout } = run('platform/log.test')
    assert.equal(status, 0)
    assert.match(stdout, /\n\d+ passed, 0 failed\n$/)
  })

  it('什么也没有运行，不算通过', () => {
    const { status, stdout } = run('没有这样的测试')
    assert.equal(status, 1)
    assert.match(stdout, /0 passed, 0 failed\n$/)
  })
})

describe('测试文件的次序', () => {
  it('用时最长的在前，每个文件恰好一次，其余不动；名单上的文件都在', () => {
    const [second = '', first = ''] = [LONGEST[1], LONGEST[0]]
    assert.deepEqual(longestFirst(['b.test.ts', second, 'a.test.ts', first]), [first, second, 'b.test.ts', 'a.test.ts'])
    assert.deepEqual(LONGEST.filter((file) => !existsSync(join(PROJECT, file))), [])
  })
})
