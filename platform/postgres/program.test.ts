import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { accountFor } from './account.ts'
import { completeLinks, packageRoot, programDirectory } from './program.ts'
import type { Store } from './store.ts'

const account = accountFor([])
let unpacked: string
let place: string
let shared: string
let store: Store
let root: string

/** The package as npm 11 leaves it: no install script has run, so no symbolic links. */
before(() => {
  unpacked = mkdtempSync(join(tmpdir(), 'chunfeng-program-'))
  chmodSync(unpacked, 0o755)
  const isFile = (path: string): boolean => !lstatSync(path).isSymbolicLink() && !path.endsWith('.a')
  cpSync(packageRoot(), join(unpacked, 'package'), { recursive: true, filter: isFile })
})
after(() => rmSync(unpacked, { recursive: true }))

beforeEach(() => {
  place = mkdtempSync(join(unpacked, 'test-'))
  chmodSync(place, 0o755)
  shared = join(place, 'shared')
  store = { path: join(place, 'store'), account }
  root = join(place, 'package')
  // New names for the same files: copying them takes seconds.
  execFileSync('cp', ['-al', join(unpacked, 'package'), root])
})

interface Link { source: string; target: string }
const links = (): Link[] => JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'))
const versionSaidBy = (bin: string): string => execFileSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' })

describe('内置 PostgreSQL 的程序', () => {
  it('npm 没有运行安装脚本：缺的链接补齐，就地运行', () => {
    assert.equal(links().some(({ target }) => existsSync(join(root, target))), false)
    const bin = programDirectory(store, root, { shared })
    assert.equal(bin, join(root, 'native', 'bin'))
    for (const { target } of links()) assert.equal(lstatSync(join(root, target)).isSymbolicLink(), true, target)
    assert.match(versionSaidBy(bin), /PostgreSQL\) 18/)
    assert.deepEqual(readdirSync(join(root, 'native', 'lib')).filter((name) => name.includes('.new-')), [])
  })

  it('链接只缺一部分也补齐，做两遍无妨', () => {
    completeLinks(root)
    const { target } = links()[0] ?? assert.fail()
    rmSync(join(root, target))
    completeLinks(root)
    completeLinks(root)
    assert(existsSync(join(root, target)))
  })

  it('运行数据库的用户读不到项目目录：用一份拷贝，下次接着用', { skip: !account && '只在 root 下有意义' }, () => {
    chmodSync(root, 0o700)
    const bin = programDirectory(store, root, { shared })
    assert.match(bin, /shared\/program-[^/]+\/native\/bin$/)
    assert.match(versionSaidBy(bin), /PostgreSQL\) 18/)
    assert.deepEqual(readdirSync(shared).length, 1, '没有半成品')
    assert.equal(programDirectory(store, root, { shared }), bin)
  })

  it('文件损坏不能运行：报中文原因，不往下走', () => {
    rmSync(join(root, 'native', 'lib'), { recursive: true })
    mkdirSync(join(root, 'native', 'lib'))
    assert.throws(() => programDirectory(store, root, { shared }), { message: /^运行内置 PostgreSQL 失败/ })
  })
})
