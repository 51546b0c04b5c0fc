import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { createKeyPair } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { person } from '#kernel/testing'
import { anchorsOf, exportAudit, linkAll, pruneAudit, readSealed, recordAudit, verifyAudit, verifyAuditTail, type AuditVerified } from './index.ts'

const KEY = createKeyPair()
const KEYS = [KEY.publicKey]
const OLD = (day: number): Date => new Date(Date.UTC(2020, 0, day, 4))
const NOW = new Date('2026-11-23T04:00:00Z')
const CALL = { actor: person('operator', []), now: NOW }

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-seal-'))
const file = (name: string): string => join(folder, name)
let test: TestDatabase
before(async () => { test = await testDatabase() })
after(async () => { await test.close(); rmSync(folder, { recursive: true, force: true }) })

async function write(days: readonly number[]): Promise<void> {
  for (const day of days)
    await recordAudit(
      { tx: test.db, actor: person('clerk', ['window'], 'hall'), now: OLD(day) },
      { action: 'list.read', what: `第 ${day} 天`, detail: { page: day } },
    )
  await linkAll(test.db)
}

/** The log anew, past the triggers, with ten entries of ten days in January 2020. */
beforeEach(async () => {
  await asSuperuser('truncate audit.entry, audit.link, audit.unlinked, audit.removal restart identity')
  await write([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

async function asSuperuser(sql: string): Promise<void> {
  await inTransaction(test.db, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await runSql(tx, sql)
  })
}

async function verified(publicKeys: readonly string[] = KEYS): Promise<{ texts: string[]; found: AuditVerified }> {
  let found: AuditVerified = { entries: 0, sealed: 0, head: '', unlinked: 0 }
  const texts: string[] = []
  for await (const { text } of verifyAudit(test.db, (now) => { found = now }, publicKeys)) texts.push(text)
  return { texts, found }
}

const days = async (): Promise<string[]> =>
  (await runSql<{ what: string }>(test.db, "select what from audit.entry where action = 'list.read' order by id")).map(({ what }) => what)
const seal = (name: string, until: string) => exportAudit(test.db, { until, to: file(name), key: KEY, now: NOW })
const prune = (name: string, publicKeys = KEYS) => pruneAudit(test.db, { path: file(name), publicKeys, call: CALL })

describe('审计记录封存：写成签名、成链的文件', () => {
  it('到那一天的末尾为止（北京时间），不多不少；库里一条不动', async () => {
    const { entries, firstSeq, untilSeq, untilAt } = await seal('a', '2020-01-04')
    assert.deepEqual([entries, firstSeq, untilSeq, untilAt], [4, 1, 4, OLD(4).toISOString()])
    assert.equal((await days()).length, 10)
    const seen: string[] = []
    await readSealed(file('a'), KEYS, ({ entry }) => { seen.push(entry.what) })
    assert.deepEqual(seen, ['第 1 天', '第 2 天', '第 3 天', '第 4 天'])
  })

  it('没有可写的就不写', async () => {
    await assert.rejects(seal('none', '2019-12-31'), (error) => error instanceof Refusal && error.code === 'rule')
    assert.equal(existsSync(file('none')), false)
  })

  it('时间倒着来的记录不会被隔过去：只写到第一条较晚的以前', async () => {
    await write([20, 3])
    assert.equal((await seal('b', '2020-01-10')).untilSeq, 10)
  })

  it('文件改了任何一个字、少了一行、换了公钥、截断，都不通过', async () => {
    await seal('c', '2020-01-04')
    const lines = readFileSync(file('c'), 'utf8').split('\n').filter((line) => line !== '')
    assert.equal(lines.length, 6)
    const rejects = async (text: string, why: RegExp, keys = KEYS): Promise<void> => {
      writeFileSync(file('bad'), text)
      await assert.rejects(readSealed(file('bad'), keys), (error) => error instanceof Refusal && why.test(error.message), why.source)
    }
    const whole = `${lines.join('\n')}\n`
    await rejects(whole.replace('第 2 天', '第 8 天'), /第 2 环/)
    await rejects(whole.replace('"page":3', '"page":4'), /第 3 环/)
    await rejects(`${lines.toSpliced(2, 1).join('\n')}\n`, /断开/)
    await rejects(`${lines.toSpliced(4, 1).join('\n')}\n`, /封条/)
    await rejects(`${lines.slice(0, -1).join('\n')}\n`, /不是完整/)
    await rejects('', /不是完整/)
    await rejects('{}\n{}\n', /不是完整/)
    await rejects('没有\n', /不是完整/)
    await rejects(whole, /另一把密钥/, [createKeyPair().publicKey])
    await rejects(whole.replace(/"signature":"../, '"signature":"00'), /签名不对/)
    for (const [index, line] of lines.entries()) {
      for (const at of [10, Math.floor(line.length / 2), line.length - 4]) {
        const changed = `${line.slice(0, at)}${line[at] === '1' ? '2' : '1'}${line.slice(at + 1)}`
        await rejects(`${lines.with(index, changed).join('\n')}\n`, /./)
      }
    }
  })
})

describe('删除已封存的审计记录', () => {
  it('只删文件里的；留下锚点；链从锚点接着核验，全部完好；删除本身记了下来', async () => {
    await seal('d', '2020-01-04')
    assert.deepEqual(await prune('d'), { entries: 4, untilSeq: 4, isAgain: false })
    assert.deepEqual(await days(), ['第 5 天', '第 6 天', '第 7 天', '第 8 天', '第 9 天', '第 10 天'])
    await linkAll(test.db)
    const { texts, found } = await verified()
    assert.deepEqual([texts, found.entries, found.sealed], [[], 7, 4])
    const [anchor] = await anchorsOf(test.db)
    assert.deepEqual([anchor?.untilSeq, anchor?.entries, anchor?.by], [4, 4, 'operator'])
    const [told] = await runSql<{ object: string; account: string }>(test.db, "select object, account from audit.entry where action = 'audit.prune'")
    assert.deepEqual(told, { object: '第 1 至 4 环', account: 'operator' })
  })

  it('一次接一次：下一个文件从锚点接着写，再删，仍然完好；旧文件不能再用第二次', async () => {
    await seal('e1', '2020-01-02')
    await prune('e1')
    assert.deepEqual(await prune('e1'), { entries: 0, untilSeq: 2, isAgain: true })
    const next = await seal('e2', '2020-01-05')
    assert.deepEqual([next.firstSeq, next.entries], [3, 3])
    await prune('e2')
    await linkAll(test.db)
    assert.deepEqual((await verified()).texts, [])
    await assert.rejects(prune('e1', [createKeyPair().publicKey]), /另一把密钥/)
  })

  it('中断了再运行一次，删完剩下的', async () => {
    await seal('f', '2020-01-04')
    await prune('f')
    // As if it had been broken off: two of the entries are there again, with their links.
    const { entry: kept, hash } = await lineOf('f', 3)
    await asSuperuser(`insert into audit.entry overriding system value
      select ${kept.id}, '${kept.at.toISOString()}', 'clerk', 'clerk', 'hall', '{window}', null, null,
      'list.read', '第 3 天', null, null, 'done', null, '{"page": 3}';
      insert into audit.link values (3, ${kept.id}, '', '${hash}')`)
    assert.deepEqual(await prune('f'), { entries: 1, untilSeq: 4, isAgain: true })
    await linkAll(test.db)
    assert.deepEqual((await verified()).texts, [])
  })

  it('不满六个月的一条也不删，文件里有一条就整份不删', async () => {
    await recordAudit({ tx: test.db, actor: person('clerk', []), now: new Date() }, { action: 'list.read', what: '今天' })
    await linkAll(test.db)
    await exportAudit(test.db, { until: '2099-01-01', to: file('young'), key: KEY, now: NOW })
    await assert.rejects(prune('young'), /不满 6 个月/)
    assert.equal((await days()).length, 11)
    assert.deepEqual(await anchorsOf(test.db), [])
  })

  it('不经过文件，数据库谁也不让删；有了锚点也只让删封存过的', async () => {
    await assert.rejects(runSql(test.db, 'delete from audit.entry where id = 1'), /six months|kept/)
    await seal('g', '2020-01-02')
    await prune('g')
    await assert.rejects(runSql(test.db, "delete from audit.entry where what = '第 3 天'"), /kept for six months/)
  })

  it('与库里的链不衔接的文件不用', async () => {
    await seal('h', '2020-01-04')
    await asSuperuser('truncate audit.entry, audit.link, audit.unlinked restart identity')
    await write([2, 1, 3, 4, 5])
    await assert.rejects(prune('h'), /与库里的不同/)
    assert.equal((await days()).length, 5)
  })
})

describe('锚点自己也核验', () => {
  const changes: Readonly<Record<string, [sql: string, why: RegExp]>> = {
    '改了条数': ['update audit.removal set entries = 3', /封条不符/],
    '改了封条': [`update audit.removal set seal = jsonb_set(seal, '{contentSm3}', '"00"')`, /不是本单位的密钥签的/],
    '改了签名': ["update audit.removal set signature = reverse(signature)", /不是本单位的密钥签的/],
    '删了锚点': ['delete from audit.removal where until_seq = 2', /不衔接/],
  }
  for (const [title, [sql, why]] of Object.entries(changes)) {
    it(`${title}，核验看得出`, async () => {
      await seal('k1', '2020-01-02')
      await prune('k1')
      await seal('k2', '2020-01-04')
      await prune('k2')
      await linkAll(test.db)
      assert.deepEqual((await verified()).texts, [])
      await asSuperuser(sql)
      const { texts } = await verified()
      assert(texts.some((text) => why.test(text)), texts.join('；'))
    })
  }

  it('有人自己编一个锚点来删记录：不是本单位的密钥，看得出', async () => {
    const forger = createKeyPair()
    await exportAudit(test.db, { until: '2020-01-04', to: file('forged'), key: forger, now: NOW })
    await pruneAudit(test.db, { path: file('forged'), publicKeys: [forger.publicKey], call: CALL })
    assert.match((await verified()).texts.join(), /不是本单位的密钥签的/)
  })
})

describe('只看最近的几环', () => {
  const tail = async (links: number): Promise<string[]> =>
    (await Array.fromAsync(verifyAuditTail(test.db, { links, publicKeys: KEYS }))).map(({ text }) => text)
  it('最近的改了看得出，再早的不看；封存以后也一样', async () => {
    assert.deepEqual(await tail(3), [])
    await asSuperuser("update audit.entry set what = 'x' where id = 7")
    assert.deepEqual(await tail(3), [])
    assert.match((await tail(4)).join(), /审计记录 7 的内容/)
    assert.equal((await tail(100)).length, 1)
    await asSuperuser("update audit.entry set what = '第 7 天' where id = 7")
    await seal('t', '2020-01-08')
    await prune('t')
    await linkAll(test.db)
    for (const links of [1, 2, 100]) assert.deepEqual(await tail(links), [])
  })
})

async function lineOf(name: string, seq: number) {
  let found: Parameters<NonNullable<Parameters<typeof readSealed>[2]>>[0] | undefined
  await readSealed(file(name), KEYS, (line) => { if (line.seq === seq) found = line })
  assert(found)
  return found
}
