import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inTransaction, type Database, type Tx } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { listItemsInForce } from '#base/catalog'
import { runCommand } from './command.ts'
import { importItemsCommand } from './import-items.ts'
import { tableOf } from './import-report.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'chunfeng-import-')) })
after(() => rm(folder, { recursive: true }))

const TODAY = '2026-03-02'
const REAL = fileURLToPath(new URL('../../shared/data/items/guangdong-items-2021.jsonl', import.meta.url))
const absent = !existsSync(REAL) && !process.env['CI'] && '没有 ../shared/data 里的真实事项清单'

interface Ran { code: number; out: string[]; notes: string[] }

/** Runs the command on a file that has errors: the database must not even be asked for. */
async function run(...args: string[]): Promise<Ran> {
  return runWith(async () => assert.fail('a file with errors must not reach the database'), args)
}

async function runWith(transaction: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>, args: string[]): Promise<Ran> {
  const out: string[] = []
  const notes: string[] = []
  const command = importItemsCommand(async () => ({ organisations: [], now: new Date(`${TODAY}T01:00:00Z`), today: TODAY, inTransaction: transaction }))
  const streams = { out: (line: string) => out.push(line), note: (line: string) => notes.push(line) }
  const code = await runCommand([command], ['import', 'items', ...args], streams)
  return { code, out, notes }
}

async function file(text: string): Promise<string> {
  const path = join(folder, 'items.jsonl')
  await writeFile(path, text)
  return path
}

describe('chunfeng import items', () => {
  it('没有文件、多个文件、文件不存在、给了目录，都是用法不对', async () => {
    for (const args of [[], ['a', 'b'], [join(folder, 'nothing.jsonl')], [folder]]) {
      const { code, out, notes } = await run(...args)
      assert.deepEqual([code, out], [2, []])
      assert.match(notes.join('\n'), /\p{Script=Han}/u)
    }
  })

  it('不认识的选项是用法不对，帮助用中文', async () => {
    assert.equal((await run('--force', 'x')).code, 2)
    const { code, out } = await run('--help')
    assert.equal(code, 0)
    assert.match(out.join('\n'), /导入事项清单[^]*--dry-run/)
  })

  it('有错时退出码是 1，说清行、列和建议，不碰数据库', async () => {
    const { code, out } = await run(await file('{"TASK_CODE": 5}\n不是 JSON\n'))
    assert.equal(code, 1)
    assert.ok(out.some((line) => /^错误 第 1 行 TASK_CODE 列：.+。建议：.+/.test(line)))
    assert.ok(out.some((line) => /^错误 第 2 行：不是完整的 JSON/.test(line)))
    assert.match(out.at(-1) ?? '', /一个事项也没有导入/)
  })

  it('--json 只打印一个对象，进度在另一边', async () => {
    const { code, out, notes } = await run(await file('{"TASK_CODE": 5}\n'), '--json')
    assert.equal(code, 1)
    assert.equal(out.length, 1)
    const { rows, imported, new: fresh, changed, unchanged, errors, odd } = JSON.parse(out[0] ?? '')
    assert.deepEqual([rows, imported, fresh, changed, unchanged, odd], [1, 0, 0, 0, 0, []])
    assert.deepEqual(Object.keys(errors[0]).sort(), ['column', 'line', 'reason', 'severity', 'suggestion', 'value'])
    assert.ok(notes.includes('已读 100%'))
  })

  it('--report 另存一份表格软件打得开的表，预演也有错误码', async () => {
    const report = join(folder, 'report.csv')
    const { code } = await run(await file('{"TASK_CODE": 5}\n'), '--dry-run', '--report', report)
    assert.equal(code, 1)
    const table = await readFile(report, 'utf8')
    assert.match(table, /^\uFEFF"级别","行","列","内容","原因","建议"\r\n"错误","1","TASK_CODE","5",/)
  })
})

describe('真实的事项清单', { skip: absent }, () => {
  let db: Database
  let close: () => Promise<void>
  before(async () => { ({ db, close } = await testDatabase(['base/catalog/migrations'])) })
  after(() => close())
  const importReal = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { code, out } = await runWith((work) => inTransaction(db, work), [REAL, '--json', ...args])
    assert.equal(code, 0)
    const { rows, imported, new: fresh, changed, unchanged, errors } = JSON.parse(out[0] ?? '')
    return { rows, imported, new: fresh, changed, unchanged, errors: errors.length }
  }
  const stored = async (): Promise<number> => (await listItemsInForce(db, TODAY)).length

  it('先预演：说出会新增 2262 个，一个也不写', async () => {
    assert.deepEqual(await importReal('--dry-run'), { rows: 2262, imported: 0, new: 2262, changed: 0, unchanged: 0, errors: 0 })
    assert.equal(await stored(), 0)
  })

  it('再导入：2262 个一个不少', async () => {
    assert.deepEqual(await importReal(), { rows: 2262, imported: 2262, new: 2262, changed: 0, unchanged: 0, errors: 0 })
    assert.equal(await stored(), 2262)
  })

  it('又导入一次：全部未变', async () => {
    assert.deepEqual(await importReal(), { rows: 2262, imported: 2262, new: 0, changed: 0, unchanged: 2262, errors: 0 })
    assert.equal(await stored(), 2262)
  })
})

describe('表格', () => {
  it('引号成对，像公式的内容不会在表格软件里运行', () => {
    const finding = { line: 1, column: 'TASK_NAME', value: '"=1+1"', reason: '=cmd()', suggestion: '改', severity: 'error' as const }
    assert.match(tableOf({ errors: [finding], odd: [] }), /"""=1\+1""","'=cmd\(\)","改"/)
  })
})
