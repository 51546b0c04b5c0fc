/**
 * Writes THIRD-PARTY-NOTICES.md from the lock file: every package the program is run with, its version and its licence.
 * Run: node bin/notices.ts; with --check it only says whether the file is current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked { version?: string; license?: string; dev?: boolean }

const ROOT = join(import.meta.dirname, '..')
const FILE = join(ROOT, 'THIRD-PARTY-NOTICES.md')
/** Packages whose own description names no licence; read in the files they come with. */
const READ_IN_PACKAGE: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

const text = notices(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages)
if (!process.argv.includes('--check')) writeFileSync(FILE, text)
else if (readFileSync(FILE, 'utf8') !== text) {
  process.stderr.write('THIRD-PARTY-NOTICES.md 与锁文件不一致，请运行 node bin/notices.ts\n')
  process.exitCode = 1
}

function notices(packages: Readonly<Record<string, Locked>>): string {
  const lines = Object.entries(packages).flatMap(([path, { version, license, dev }]) => {
    const name = path.split('node_modules/').at(-1) ?? ''
    return name === '' || dev === true ? [] : [`| ${name} | ${version ?? ''} | ${license ?? READ_IN_PACKAGE[name] ?? '未写明'} |`]
  })
  return `# 第三方组件

运行时用到的包，由 \`node bin/notices.ts\` 从锁文件生成；许可证全文在各自的包里。只在开发和测试时用的不列。

| 包 | 版本 | 许可证 |
|---|---|---|
${[...new Set(lines)].sort().join('\n')}
`
}
