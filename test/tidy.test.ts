import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allSources, isTest, parse, type Source } from './source.ts'
import { functionsIn, linesOf, RULES } from './tidy.ts'

const sources = allSources()

describe('整洁', () => {
  for (const [title, rule] of Object.entries(RULES)) {
    it(title, () => assert.deepEqual(sources.flatMap(rule), []))
  }

  it('大小的中位数和 95 分位', (t) => {
    assert(sources.length > 0)
    const { 源码 = [], 测试 = [] } = Object.groupBy(sources, ({ path }) => (isTest(path) ? '测试' : '源码'))
    for (const [name, group] of Object.entries({ 源码, 测试 })) {
      const files = group.map(({ text }) => linesOf(text))
      const functions = group.flatMap(functionsIn).map(({ lines }) => lines)
      t.diagnostic(`${name}：${group.length} 个文件共 ${sum(files)} 行，每个文件 ${spread(files)}；${functions.length} 个函数，每个 ${spread(functions)}`)
    }
  })
})

describe('整洁的检查自己会失败', () => {
  const lines = (count: number): string => 'f()\n'.repeat(count)
  const bad: Record<string, readonly [path: string, text: string][]> = {
    文件不超过: [['a.ts', lines(251)], ['a.tsx', lines(300)]],
    函数不超过: [
      ['a.ts', `function long() {\n${lines(39)}}`],
      ['a.ts', `const long = async () => {\n${lines(39)}}`],
      ['a.ts', `class A { long() {\n${lines(39)}} }`],
      ['a.ts', `it('长', () => {\n${lines(39)}})`],
    ],
    参数不超过: [['a.ts', 'function f(a, b, c, d, e) {}'], ['a.ts', 'const f = (a: 1, b = 2, { c }, d?: 4, ...e: 5[]) => a']],
    一行不超过: [['a.ts', `// ${'长'.repeat(178)}`], ['a.tsx', `const a = 1\nconst b = '${'b'.repeat(169)}'\n`]],
    文件名用: [
      ['kernel/utils.ts', ''],
      ['case-helpers.ts', ''],
      ['user-service.test.ts', ''],
      ['a.service.ts', ''],
      ['caseNumber.ts', ''],
      ['case_number.ts', ''],
      ['Case.ts', ''],
    ],
    '不用 any': [['a.ts', 'function f(a: any) {}'], ['a.ts', 'const a: Map<string, any[]> = b'], ['a.ts', 'type A = { b: any }']],
    'as 必须': [
      ['a.ts', 'const a = b as string'],
      ['a.ts', 'const a = <string>b'],
      ['a.ts', '// 太远的理由\n\nconst a = b as unknown as string'],
      ['a.ts', 'const a = b as string\n// 理由在后面'],
    ],
    '不留 TODO': [['a.ts', '// TODO: later'], ['a.ts', '/* FIXME */ f()']],
    '不用 export default': [['a.ts', 'export default {}'], ['a.ts', 'export default function f() {}']],
  }
  const good: readonly [path: string, text: string][] = [
    ['kernel/case-number.ts', lines(250)],
    ['service-item.ts', ''],
    ['a.ts', `// ${'长'.repeat(177)}\n`],
    ['a.ts', `function long(a, b, c, d) {\n${lines(38)}}`],
    ['a.test.ts', `describe('很多测试', () => {\n${lines(100)}})`],
    ['a.ts', 'const a = [1] as const'],
    ['a.ts', 'const a = b as string // 上面检查过'],
    ['a.ts', '// 登记时检查过\nconst a = <string>b'],
    ['a.ts', '/** 登记时\n * 检查过 */\nconst a = f(\n  1,\n) as string'],
    ['a.ts', 'import { a as b } from "./b.ts"; export { b as c }'],
    ['a.ts', 'const any = "TODO: any as"'],
    ['vite.config.ts', 'export default {}'],
  ]

  for (const [title, rule] of Object.entries(RULES)) {
    it(`${title}：坏例子都查出，好例子都放过`, () => {
      const examples = Object.entries(bad).find(([start]) => title.startsWith(start))?.[1] ?? []
      assert(examples.length > 0)
      for (const [path, text] of examples) assert.equal(rule(parse(path, text)).length > 0, true, `${path} ${text}`)
      for (const [path, text] of good) assert.deepEqual(rule(parse(path, text)), [], `${path} ${text}`)
    })
  }

  it('读不懂的文件不当作没有问题', () => {
    assert.throws(() => parse('a.ts', 'const = 1'))
  })

  it('不漏文件：本文件和它检查的文件都在内', () => {
    const paths = sources.map(({ path }: Source) => path)
    for (const path of ['test/tidy.test.ts', 'test/tidy.ts', 'platform/day.ts']) assert(paths.includes(path), path)
    assert(!paths.some((path) => path.includes('node_modules')))
  })
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function spread(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return `中位数 ${at(0.5)} 行、95 分位 ${at(0.95)} 行、最大 ${at(1)} 行`
}
