import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { sm3OfFile } from '../doctor/blobs.ts'
import { FIRST_DAY, AGENT, LIN, filed, hall, led, type Hall } from '../../modules/applications/hall.test-support.ts'
import { runCommand } from '../command.ts'
import { exportRecordsCommand } from '../export-records.ts'
import type { Wish } from './folder.ts'
import { EXPORT_BATCH, PARTS } from './rows.ts'
import { exportRecords } from './run.ts'
import { linesOf } from './sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-export-'))
const at = (...names: string[]): string => join(folder, ...names)
const NOW = new Date('2026-04-01T04:00:00Z')
const ALL: Wish = { from: '2026-01-01', until: '2026-12-31', personal: false, format: 'jsonl' }

let ground: Hall
before(async () => {
  ground = await hall()
  ground.world.today = FIRST_DAY
  const { found } = await filed(ground)
  await led(ground, found.id, ['accept', 'review', 'approve', 'issue', 'deliver'])
  await filed(ground, AGENT)
})
after(async () => { await ground.close(); rmSync(folder, { recursive: true, force: true }) })

const exportTo = (name: string, wish: Partial<Wish> = {}, note: (line: string) => void = () => {}) =>
  exportRecords(ground.database, ground.world.kernel, { directory: at(name), wish: { ...ALL, ...wish }, now: NOW, note })
const linesIn = (name: string, file: string): Record<string, unknown>[] =>
  readFileSync(at(name, file), 'utf8').split('\n').filter((line) => line !== '').map((line): Record<string, unknown> => JSON.parse(line))
const all = (name: string): string => readdirSync(at(name)).map((file) => readFileSync(at(name, file), 'utf8')).join('')

/** Copies of the filed case under other numbers, as many as the test wants; the chain is no matter here. */
async function copies(count: number): Promise<void> {
  await inTransaction(ground.database, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await runSql(tx, "delete from kernel.case where number like 'copy-%'")
    const columns = (
      await runSql<{ name: string }>(tx, "select column_name as name from information_schema.columns where table_schema = 'kernel' and table_name = 'case'")
    ).map(({ name }) => name)
    const chosen = columns.map((name) =>
      (name === 'id' ? "('ffffffff-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid" : name === 'number' ? "'copy-' || n" : `source.${name}`))
    await runSql(tx, `insert into kernel.case (${columns.join(', ')}) select ${chosen.join(', ')}
      from (select * from kernel.case where number not like 'copy-%' order by id limit 1) source, generate_series(1, $1::int) n`, [count])
  })
}

describe('导出办件档案', () => {
  it('办件、记录、文书、统计各一个文件，条数和库里的一样；写完有清单和摘要', async () => {
    const counts = await exportTo('whole')
    const [known] = await runSql(ground.database, `
      select (select count(*) from kernel.case) as cases, (select count(*) from kernel.event) as events, (select count(*) from kernel.document) as documents,
        (select count(*) from figures.case_fact where kind in ('service', 'joint')) as statistics`)
    assert.deepEqual(counts, known)
    assert.equal(counts.cases, 2)
    for (const part of PARTS) assert.equal(linesIn('whole', `${part}.jsonl`).length, counts[part], part)
    const manifest: { files: { name: string; rows: number; sm3: string }[] } = JSON.parse(readFileSync(at('whole', 'manifest.json'), 'utf8'))
    for (const { name, sm3 } of manifest.files) assert.equal(sm3, await sm3OfFile(at('whole', name)), name)
    assert.deepEqual(readdirSync(at('whole')).sort(), ['cases.jsonl', 'documents.jsonl', 'events.jsonl', 'manifest.json', 'statistics.jsonl'])
  })

  it('默认没有个人信息：姓名遮盖，没有表单、账号和填写的内容', async () => {
    await exportTo('plain')
    const text = all('plain')
    for (const secret of ['林小溪', '小溪面馆', '王某', '"lin"', 'applicantId', '"form"', '"data"', '小溪粥店']) assert(!text.includes(secret), secret)
    const [first] = linesIn('plain', 'cases.jsonl')
    assert.equal(first?.['applicantName'], '林**')
    assert(linesIn('plain', 'events.jsonl').some(({ actorName }) => actorName === 'reviewer'), '工作人员在职务上的名字照写')
  })

  it('要个人信息时：姓名写全，表单解密', async () => {
    await ground.world.kernel.vault.prepare(ground.database)
    await exportTo('personal', { personal: true })
    const [first] = linesIn('personal', 'cases.jsonl')
    assert.equal(first?.['applicantName'], '林小溪')
    assert.partialDeepStrictEqual(first?.['form'], { shopName: '小溪面馆', lessorName: '王某' })
    assert(all('personal').includes('"data"'))
  })

  it('按收件的日子，两头都含；封存的办件不在内', async () => {
    assert.equal((await exportTo('day', { from: FIRST_DAY, until: FIRST_DAY })).cases, 2)
    assert.equal((await exportTo('before', { until: '2026-03-01' })).cases, 0)
    assert.equal((await exportTo('after', { from: '2026-03-03' })).cases, 0)
    await runSql(ground.database, "update kernel.case set sealed = true where applicant_id = 'firm'")
    assert.equal((await exportTo('sealed')).cases, 1)
    await runSql(ground.database, 'update kernel.case set sealed = false')
  })

  for (const count of [EXPORT_BATCH - 3, EXPORT_BATCH - 2, EXPORT_BATCH - 1, 2 * EXPORT_BATCH - 2]) {
    it(`整数边界：共 ${count + 2} 件，一件不多、一件不少、不重复`, async () => {
      await copies(count)
      const { cases } = await exportTo(`many-${count}`)
      const numbers = linesIn(`many-${count}`, 'cases.jsonl').map(({ number }) => number)
      assert.deepEqual([cases, numbers.length, new Set(numbers).size], [count + 2, count + 2, count + 2])
    })
  }

  it('中断了再运行一次，接着写：结果与一次写完的一个字节不差', async () => {
    await copies(2 * EXPORT_BATCH)
    await exportTo('once')
    let batches = 0
    const stop = (): void => { batches += 1; if (batches === 1) throw new Error('断电') }
    await assert.rejects(exportTo('twice', {}, stop), /断电/)
    assert(existsSync(at('twice', 'progress.json')) && !existsSync(at('twice', 'manifest.json')))
    writeFileSync(at('twice', 'cases.jsonl'), '写了一半的', { flag: 'a' })
    const said: string[] = []
    await exportTo('twice', {}, (line) => said.push(line))
    assert.match(said[0] ?? '', /接着上次写：已有 500 件/)
    for (const part of PARTS) assert.equal(await sm3OfFile(at('twice', `${part}.jsonl`)), await sm3OfFile(at('once', `${part}.jsonl`)), part)
    await copies(0)
  })

  it('写完的、别的选项没有写完的、装着别的东西的目录，都不动', async () => {
    const refused = (name: string, wish: Partial<Wish>, why: RegExp) =>
      assert.rejects(exportTo(name, wish), (error) => error instanceof Refusal && why.test(error.message))
    await refused('whole', {}, /已有一次写完的导出/)
    await assert.rejects(exportTo('half', {}, () => { throw new Error('断') }))
    await refused('half', { personal: true }, /另一次没有写完的导出（2026-01-01 至 2026-12-31，jsonl）/)
    await exportTo('mixed')
    rmSync(at('mixed', 'manifest.json'))
    await refused('mixed', {}, /不是空的/)
  })
})

describe('表格', () => {
  it('CSV 第一行是列名，只写一次；逗号、引号、换行、公式都不会坏', () => {
    const rows = [{ a: '一,"二"\n三', b: null, c: { d: 1 } }, { a: '=1+1', b: true, c: 2 }]
    assert.equal(linesOf(rows, { format: 'csv', isFirst: true }), '\ufeffa,b,c\r\n"一,""二""\n三",,"{""d"":1}"\r\n\'=1+1,true,2\r\n')
    assert.equal(linesOf(rows.slice(1), { format: 'csv', isFirst: false }), "'=1+1,true,2\r\n")
    assert.equal(linesOf([], { format: 'csv', isFirst: true }), '')
  })

  it('CSV 比记录多一行，就是列名', async () => {
    const { events } = await exportTo('csv', { format: 'csv' })
    const lines = readFileSync(at('csv', 'events.csv'), 'utf8').split('\r\n').filter((line) => line !== '')
    assert.equal(lines.length, events + 1)
    assert.equal(lines.filter((line) => line.includes('actorName')).length, 1)
  })
})

describe('导出命令的用法', () => {
  const run = async (...words: string[]): Promise<{ code: number; note: string }> => {
    const notes: string[] = []
    const code = await runCommand([exportRecordsCommand], ['export', 'records', ...words], { out: () => {}, note: (line) => notes.push(line) })
    return { code, note: notes.join('\n') }
  }
  const WRONG: Readonly<Record<string, readonly [words: string[], why: RegExp]>> = {
    没有目录: [[], /--to/], 格式不认识: [['--to', 'x', '--format', 'xml'], /jsonl 或 csv/], 日子不存在: [['--to', 'x', '--from', '2026-02-30'], /应是日子/],
    倒过来的日子: [['--to', 'x', '--from', '2026-03-02', '--until', '2026-03-01'], /不能晚于/], 个人信息没有理由: [['--to', 'x', '--personal'], /--reason/],
    理由太短: [['--to', 'x', '--personal', '--reason', ' 移交  '], /至少 5 个字/], 有理由没有个人信息: [['--to', 'x', '--reason', '移交区档案馆'], /一起用/],
  }
  for (const [title, [words, why]] of Object.entries(WRONG)) {
    it(`${title}：退出码 2，说怎样写，不碰数据库`, async () => {
      const { code, note } = await run(...words)
      assert.deepEqual([code, why.test(note)], [2, true], note)
    })
  }
})
