import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { parseArgs } from 'node:util'
import { inProject } from '#platform/project'
import { commands } from './commands.ts'
import { CHECK_IDS } from './doctor/examine.ts'

const DUTIES = inProject('../shared/domain/compliance-checklist.json')
const absent = !existsSync(DUTIES) && !process.env['CI'] && '没有 ../shared/domain 里的合规清单'

const GUIDES = [...globSync('docs/**/*.md', { cwd: inProject('.') }), 'README.md'].sort()
const textOf = (path: string): string => readFileSync(inProject(path), 'utf8')

/** The command lines of a guide, without what stands before and behind them. */
function linesOf(text: string): string[] {
  return [...text.matchAll(/\.\/bin\/chunfeng ([^\n`#&|）]*)/g)].map(([, line = '']) => line.trim()).filter((line) => line !== '')
}

const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

/** Why the line would not be understood, or undefined. */
function wrongWith(line: string): string | undefined {
  const words = wordsOf(line)
  if (words[0] === 'help') return undefined
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word))
  if (!command) return `没有这个命令：${line}`
  try {
    parseArgs({
      args: words.slice(command.name.split(' ').length).filter((word) => word !== '--help'), options: command.options, allowPositionals: true, strict: true,
    })
    return undefined
  } catch (error) {
    return `${line}：${String(error)}`
  }
}

/** Set by tests and tools only; nobody who runs the program needs them. */
const INTERNAL = ['CHUNFENG_TEST_DATABASE_URL', 'CHUNFENG_SHOTS', 'CHUNFENG_CHROMIUM']

/** Names in the table may be written short: `CHUNFENG_OIDC_ISSUER`、`_CLIENT_ID`. */
function namesIn(text: string): Set<string> {
  const names = new Set<string>()
  for (const line of text.split('\n')) {
    const [first = ''] = /CHUNFENG_[A-Z_]+/.exec(line) ?? []
    const stem = /^CHUNFENG_[A-Z]+/.exec(first)?.[0] ?? ''
    for (const [name] of line.matchAll(/CHUNFENG_[A-Z_]+/g)) names.add(name)
    for (const [, rest] of line.matchAll(/`(_[A-Z_]+)`/g)) names.add(stem + rest)
  }
  return names
}

describe('文档里的命令和设置都是真的', () => {
  it('每一行 ./bin/chunfeng 都有这个命令，选项都认得', () => {
    const lines = GUIDES.flatMap((path) => linesOf(textOf(path)))
    assert(lines.length > 40)
    assert.deepEqual(lines.map(wrongWith).filter((wrong) => wrong !== undefined), [])
  })

  it('每个命令都在某一篇文档里', () => {
    const whole = GUIDES.map(textOf).join('\n')
    assert.deepEqual(commands.map(({ name }) => name).filter((name) => !whole.includes(`chunfeng ${name}`)), [])
  })

  it('程序读的每个环境变量都在 docs/howto/install.md 里，写了的程序都读', () => {
    const sources = globSync('{platform,kernel,base,modules,cli,metrics}/**/*.ts', { cwd: inProject('.') }).concat('serve.ts', 'app.ts', 'server.ts')
      .filter((path) => !/\.test(-support)?\.ts$/.test(path)).map(textOf).join('\n')
    const read = new Set([...sources.matchAll(/CHUNFENG_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name).filter((name) => !INTERNAL.includes(name)))
    const told = namesIn(textOf('docs/howto/install.md'))
    assert.deepEqual([...read].filter((name) => !told.has(name) && ![...told].some((one) => one.startsWith(`${name}_`))).sort(), [], '没有写进文档')
    assert.deepEqual([...told].filter((name) => !read.has(name) && !sources.includes(name.replace('CHUNFENG_OIDC_', ''))).sort(), [], '程序不读')
  })

  it('文档互相指的地方都在', () => {
    const missing = GUIDES.flatMap((path) => [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
      .map(([, to = '']) => ({ path, to })).filter(({ to }) => !existsSync(inProject(join(dirname(path), decodeURI(to))))))
    assert.deepEqual(missing, [])
  })

  it('合规对照里写的测试和命令都在', () => {
    const named = [...textOf('docs/compliance.md').matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path)
    assert(named.length > 25)
    assert.deepEqual(named.filter((path) => !existsSync(inProject(path))), [])
    const ids = new Set(CHECK_IDS)
    const checks = [...textOf('docs/compliance.md').matchAll(/`doctor` 的 ([a-z-]+)/g)].map(([, id = '']) => id)
    assert(checks.length > 4)
    assert.deepEqual(checks.filter((id) => !ids.has(id)), [])
  })

  it('合规清单里的每一条义务都有一行，一条不重', { skip: absent }, () => {
    const list: { items: { id: string }[] } = JSON.parse(readFileSync(DUTIES, 'utf8'))
    const told = textOf('docs/compliance.md').split('\n').filter((line) => line.startsWith('| '))
      .flatMap((line) => line.split('|')[1]?.match(/(MLPS|LAW)-[A-Z0-9-]+/g) ?? [])
    assert.deepEqual(told.toSorted(), list.items.map(({ id }) => id).toSorted())
  })

  it('检查自己会失败', () => {
    assert.match(wrongWith('audit burn') ?? '', /没有这个命令/)
    assert.match(wrongWith('backup --everything') ?? '', /everything/)
    assert.equal(wrongWith('restore --from /x --until "2026-11-23 17:30:00"'), undefined)
  })
})
