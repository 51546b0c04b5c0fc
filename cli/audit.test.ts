import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { createKeyPair, loadSigningKey, publicKeyPem } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { person } from '#kernel/testing'
import { linkAll, recordAudit } from '#base/audit'
import { runCommand } from './command.ts'
import { commands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-audit-'))
const at = (name: string): string => join(folder, name)
const PUBLIC = at('sm2-public-key.pem')
let test: TestDatabase
before(async () => {
  test = await testDatabase()
  Object.assign(process.env, { DATABASE_URL: test.url, CHUNFENG_DATA: folder, CHUNFENG_DEMO: '1' })
  for (const day of [1, 2, 3]) {
    await recordAudit({
      tx: test.db, actor: person('clerk', ['window'], 'hall'), now: new Date(Date.UTC(2020, 0, day)),
    }, { action: 'list.read', what: `第 ${day} 天` })
  }
  await linkAll(test.db)
})
after(async () => { await test.close(); rmSync(folder, { recursive: true, force: true }) })

async function run(...words: string[]): Promise<{ code: number; out: string; note: string }> {
  const [out, note]: [string[], string[]] = [[], []]
  const code = await runCommand(commands, words, { out: (line) => out.push(line), note: (line) => note.push(line) })
  return { code, out: out.join('\n'), note: note.join('\n') }
}
const whats = async (): Promise<string[]> => (await runSql<{ what: string }>(test.db, 'select what from audit.entry order by id')).map(({ what }) => what)

describe('运维封存审计记录', () => {
  it('用法不对退出码 2，说怎样写', async () => {
    const tomorrow = '2999-01-01'
    const wrong: readonly [words: string[], why: RegExp][] = [
      [['export'], /--until/], [['export', '--until', '三月'], /--until/], [['export', '--until', tomorrow, '--to', at('x')], /过去的一天/],
      [['export', '--until', '2020-01-02'], /--to/], [['prune'], /--sealed/],
    ]
    for (const [words, why] of wrong) {
      const { code, note } = await run('audit', ...words)
      assert.deepEqual([code, why.test(note)], [2, true], note)
    }
  })

  it('没有签名私钥就不导出，也不自己生成一把', async () => {
    const { code, note } = await run('audit', 'export', '--until', '2020-01-02', '--to', at('a.jsonl'))
    assert.deepEqual([code, /没有签名私钥/.test(note)], [1, true], note)
    assert.equal(existsSync(at('keys')), false)
  })

  it('导出、离线核验、删除、再核验：一路走通，谁导出谁删除都在审计记录里', async () => {
    await loadSigningKey(folder, () => {})
    const exported = await run('audit', 'export', '--until', '2020-01-02', '--to', at('a.jsonl'), '--json')
    assert.partialDeepStrictEqual(JSON.parse(exported.out), { ok: true, firstSeq: 1, untilSeq: 2, entries: 2 })
    const checked = await run('verify', 'audit', at('a.jsonl'), '--key', PUBLIC)
    assert.deepEqual([checked.code, /2 条审计记录，第 1 至 2 环，到 2020-01-02 为止，签名正确/.test(checked.out)], [0, true], checked.out)
    const pruned = await run('audit', 'prune', '--sealed', at('a.jsonl'))
    assert.deepEqual([pruned.code, /删去 2 条.*从第 3 环起/.test(pruned.out)], [0, true], pruned.note)
    await linkAll(test.db)
    assert.deepEqual(await whats(), ['第 3 天', '导出并封存审计记录', '删除已封存的审计记录'])
    const [told] = await runSql<{ name: string; account: string }>(test.db, "select name, account from audit.entry where action = 'audit.prune'")
    assert.match(told?.name ?? '', /^运维（.+）$/)
    const verified = await run('verify')
    assert.deepEqual([verified.code, /3 条审计记录（另有 2 条已封存）.*全部完好/.test(verified.out)], [0, true], verified.out)
  })

  it('改过的文件、别的公钥、没有的文件：离线核验和删除都说不通过', async () => {
    writeFileSync(at('bad.jsonl'), readFileSync(at('a.jsonl'), 'utf8').replace('第 2 天', '第 9 天'))
    writeFileSync(at('other.pem'), publicKeyPem(createKeyPair().publicKey))
    assert.deepEqual((await run('verify', 'audit', at('bad.jsonl'), '--key', PUBLIC)).code, 1)
    assert.match((await run('verify', 'audit', at('a.jsonl'), '--key', at('other.pem'))).out, /核验不通过：.*另一把密钥/)
    assert.equal((await run('verify', 'audit', at('none.jsonl'), '--key', PUBLIC)).code, 2)
    assert.equal((await run('verify', 'audit', at('a.jsonl'))).code, 2)
    for (const name of ['bad.jsonl', 'none.jsonl']) assert.equal((await run('audit', 'prune', '--sealed', at(name))).code, 1, name)
    assert.equal((await whats()).length, 3)
  })

  it('换了签名密钥：旧公钥留在旁边，以前的锚点照样核验；没有留就看得出', async () => {
    writeFileSync(at('sm2-public-key-2026.pem'), readFileSync(PUBLIC))
    writeFileSync(PUBLIC, publicKeyPem(createKeyPair().publicKey))
    assert.equal((await run('verify')).code, 0)
    rmSync(at('sm2-public-key-2026.pem'))
    const { code, out } = await run('verify')
    assert.deepEqual([code, /不是本单位的密钥签的/.test(out)], [1, true], out)
  })
})
