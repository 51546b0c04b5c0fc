import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { circlesIn, importsOf, isMissing, wrongWith, type Import } from './imports.ts'
import { allSources, parse } from './source.ts'

const imports = allSources().flatMap(importsOf)
const at = ({ from, line, specifier }: Import): string => `${from}:${line} 引用 ${specifier}`

describe('引用规则', () => {
  it('只向下引用，模块互不相识，只走正门，用到的包都写明', () => {
    assert.deepEqual(imports.flatMap((one) => wrongWith(one)?.replace(/^/, `${at(one)}：`) ?? []), [])
  })

  it('没有循环引用，类型也算', () => {
    assert.deepEqual(circlesIn(imports), [])
  })

  it('引用的文件都在', () => {
    assert(imports.length > 0)
    assert.deepEqual(imports.filter(isMissing).map(at), [])
  })
})

describe('引用规则的检查自己会失败', () => {
  const verdict = (from: string, text: string): string | undefined => importsOf(parse(from, text)).map(wrongWith).find(Boolean)

  const forms = [
    'import { a } from "S"',
    'import type { A } from "S"',
    'import "S"',
    'export * from "S"',
    'export type { A } from "S"',
    'const a = await import("S")',
    'type A = import("S").A',
  ]
  for (const form of forms) {
    it(`看得见 ${form}`, () => {
      assert.match(verdict('platform/http.ts', form.replace('S', '#kernel')) ?? '', /下层不能用上层/)
    })
  }

  const bad: [from: string, specifier: string, why: RegExp][] = [
    ['platform/http.ts', '#kernel', /下层/],
    ['platform/http/fault.ts', '#base/people', /下层/],
    ['platform/http.ts', '../app.ts', /下层/],
    ['kernel/take-step.ts', '#base/people', /下层/],
    ['kernel/take-step.ts', '../modules/applications/index.ts', /下层/],
    ['base/catalog/items.ts', '#modules/applications', /下层/],
    ['modules/applications/index.ts', '#app', /下层/],
    ['modules/applications/index.ts', '../../cli/clock.ts', /下层/],
    ['modules/appeals/index.ts', '#modules/applications', /互相引用/],
    ['modules/appeals/routes.ts', '../applications/workflow.ts', /互相引用/],
    ['modules/appeals/index.ts', '../../kernel/take-step.ts', /index\.ts/],
    ['modules/appeals/index.ts', '#platform/http/fault', /第一层文件/],
    ['base/people/index.ts', '../catalog/items.ts', /index\.ts/],
    ['app.ts', './modules/appeals/workflow.ts', /index\.ts/],
    ['modules/appeals/index.ts', '#base/catalog/web', /index\.ts/],
    ['app.ts', './base/catalog/web/item-page.ts', /index\.ts/],
    ['modules/appeals/index.ts', '../../kernel/index.ts', /#kernel/],
    ['kernel/index.ts', '#kernel/testing', /测试的东西/],
    ['kernel/take-step.ts', './case.test.ts', /测试的东西/],
    ['kernel/take-step.ts', 'pg-types', /package\.json/],
    ['kernel/take-step.test.ts', 'lodash/fp', /package\.json/],
    ['kernel/take-step.ts', '@types/lodash', /package\.json/],
  ]
  for (const [from, specifier, why] of bad) {
    it(`${from} 不能引用 ${specifier}`, () => assert.match(verdict(from, `import '${specifier}'`) ?? '', why))
  }

  const good: [from: string, specifier: string][] = [
    ['platform/http.ts', './http/fault.ts'],
    ['platform/http/fault.ts', '#platform/refusal'],
    ['kernel/clock/due.ts', '../calendar.ts'],
    ['kernel/take-step.ts', '#platform/database'],
    ['base/catalog/items.ts', '#base/people'],
    ['modules/appeals/index.ts', '#kernel'],
    ['modules/appeals/routes.ts', './workflow.ts'],
    ['app.ts', '#modules/appeals'],
    ['server.ts', './app.ts'],
    ['app.ts', '#base/catalog/web'],
    ['app.ts', '#modules/appeals/web/citizen'],
    ['modules/appeals/appeal.test.ts', '#modules/applications'],
    ['cli/clock.ts', '../kernel/clock/due.ts'],
    ['base/people/organisations.ts', '../../data/organisations.json'],
    ['modules/appeals/web/staff/pages.tsx', '../../../../web/kit/table.tsx'],
    ['modules/appeals/index.ts', './web/citizen/page.ts'],
    ['web/main.tsx', '../modules/appeals/web/staff/pages.tsx'],
    ['kernel/take-step.ts', 'node:crypto'],
    ['kernel/take-step.ts', 'kysely'],
    ['platform/http.ts', '@fastify/cookie'],
  ]
  for (const [from, specifier] of good) {
    it(`${from} 可以引用 ${specifier}`, () => assert.equal(verdict(from, `import '${specifier}'`), undefined))
  }

  it('循环引用找得出，哪怕只是类型、哪怕绕一大圈；不成圈的不算', () => {
    const texts: [string, string][] = [
      ['kernel/a.ts', 'import type { B } from "./b.ts"'],
      ['kernel/b.ts', 'export { c } from "./c.ts"'],
      ['kernel/c.ts', 'type A = import("./a.ts").A'],
      ['kernel/d.ts', 'import "./a.ts"; import "./e.ts"'],
      ['kernel/e.ts', ''],
      ['kernel/f.ts', 'import "./g.ts"'],
      ['kernel/g.ts', 'import "./f.ts"'],
      ['kernel/h.ts', 'import "./h.ts"'],
    ]
    const found = circlesIn(texts.flatMap(([path, text]) => importsOf(parse(path, text))))
    assert.deepEqual(found, [['kernel/a.ts', 'kernel/b.ts', 'kernel/c.ts'], ['kernel/f.ts', 'kernel/g.ts'], ['kernel/h.ts']])
  })

  it('引用了不存在的文件找得出', () => {
    assert.deepEqual(importsOf(parse('kernel/index.ts', 'import "./nowhere.ts"')).map(isMissing), [true])
  })
})
