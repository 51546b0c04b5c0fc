import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'

const ROOT = new URL('..', import.meta.url).pathname

it('第三方组件的清单与锁文件一致，运行时的包一个不少', () => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/notices.ts', '--check'], { cwd: ROOT, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  const text = readFileSync(`${ROOT}THIRD-PARTY-NOTICES.md`, 'utf8')
  for (const [name, version] of Object.entries(dependencies)) assert(text.includes(`| ${name} | ${version} |`), name)
})
