import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { asRefusal, inTransaction, runSql, type Tx } from '#platform/database'
import type { Case } from './case.ts'
import { ground, led, opened, type Ground } from './district.test-support.ts'
import { eventAt, eventsOf } from './event-log.ts'
import { CHAIN_START, digestOf, hashOf } from './hash.ts'
import { orphanEvents, verifyLog, type Alteration, type VerifyProgress } from './verify.ts'
import type { World } from './testing.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
const cases: Case[] = []

/** How each case of the log came to stand where it stands. */
const PATHS = [
  [], ['ask'], ['ask', 'supplement', 'accept'], ['accept', 'pause', 'extend'],
  ['accept', 'note', 'review'], ['accept', 'review', 'grant', 'thank'], ['withdraw'],
]

before(async () => {
  ({ world, close, database } = await ground())
  for (const path of PATHS) cases.push(await led(world, (await opened(world)).id, path))
})
after(() => close())

describe('记录只增不改：数据库自己拒绝，表的主人也不行', () => {
  const statements = [
    "update kernel.event set actor_name = '别人'", 'update kernel.event set hash = hash',
    'delete from kernel.event', 'delete from kernel.event where seq = 99 or seq = 1',
    'truncate kernel.event cascade', "update kernel.document set number = '1'", 'delete from kernel.document', 'truncate kernel.document',
    'delete from kernel.case', 'truncate kernel.case cascade', 'truncate kernel.case, kernel.event, kernel.document, kernel.command cascade',
    'insert into kernel.document select * from kernel.document on conflict (case_id, id) do update set number = excluded.number',
    'merge into kernel.event e using kernel.case c on e.case_id = c.id when matched then delete',
  ]
  for (const statement of statements) {
    it(statement, async () => {
      const [owner] = await runSql<{ mine: boolean }>(
        database, "select tableowner = current_user as mine from pg_tables where schemaname = 'kernel' and tablename = 'event'",
      )
      assert.equal(owner?.mine, true)
      const error = await inTransaction(database, (tx) => runSql(tx, statement)).catch((fault: unknown) => fault)
      assert.match(String(error), /is append-only/)
      assert.equal(Object(error).code, '42501')
      assert.equal(asRefusal(error), undefined)
    })
  }

  it('没有命中任何一行的语句不误伤，新的记录照样能写', async () => {
    await runSql(database, "delete from kernel.event where kind = 'nothing'")
    const { id } = await opened(world)
    assert.equal((await eventsOf(database, id)).length, 1)
  })
})

describe('摘要链', () => {
  it('每条记录连着上一条，第一条连着开头，最后一条写在办件上', async () => {
    for (const { id } of cases) {
      const events = await eventsOf(database, id)
      const found = await world.caseNow(id)
      assert.deepEqual(events.map(({ previousHash }) => previousHash), [CHAIN_START, ...events.slice(0, -1).map(({ hash }) => hash)])
      assert(events.every((event) => event.hash === hashOf(event) && /^[0-9a-f]{64}$/.test(event.hash)))
      assert.deepEqual([found.lastHash, events.at(-1)?.caseSm3], [events.at(-1)?.hash, digestOf(found)])
      assert.deepEqual(await eventAt(database, id, 1), events[0])
    }
    assert.equal(await eventAt(database, cases[0]?.id ?? '', 99), undefined)
  })

  it('没有人动过的记录核验无误，数目报得准', async () => {
    let last: VerifyProgress = { cases: 0, events: 0 }
    assert.deepEqual(await found(database, (done) => { last = { ...done } }), [])
    assert.deepEqual([last], await runSql(
      database, 'select (select count(*) from kernel.case)::int as cases, (select count(*) from kernel.event)::int as events',
    ))
    assert.deepEqual(await orphanEvents(database), [])
  })

  it('大家正在办的时候核验，正在办的不算被改动', async () => {
    let isOver = false
    const working = Promise.all(Array.from({ length: 4 }, async () => {
      for (let round = 0; round < 12; round += 1) await led(world, (await opened(world)).id, ['ask', 'supplement', 'accept', 'review', 'grant'])
    })).finally(() => { isOver = true })
    let named: Alteration[] = []
    while (!isOver && named.length === 0) named = await found(database)
    await working
    assert.deepEqual(named, [])
  })
})

async function found(tx: Tx, progress: (done: VerifyProgress) => void = () => {}): Promise<Alteration[]> {
  return Array.fromAsync(verifyLog(tx, progress, world.kernel))
}

const SWAP = [[2, 90], [3, 2], [90, 3]].map(([from, to]) => `update kernel.event set seq = ${to} where case_id = $1 and seq = ${from}`).join(';')

class Undo extends Error {}

/** What verify says of the log after a hand with every power has been at it; then all is as before. */
async function afterAltering(alter: (tx: Tx) => Promise<unknown>): Promise<{ named: Alteration[]; orphans: string[] }> {
  let answer: { named: Alteration[]; orphans: string[] } | undefined
  await inTransaction(database, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await alter(tx)
    answer = { named: await found(tx), orphans: await orphanEvents(tx) }
    throw new Undo()
  }).catch((error: unknown) => { if (!(error instanceof Undo)) throw error })
  assert(answer)
  return answer
}

describe('改动一处，核验指出哪一件、哪一条、哪一项', () => {
  const reviewed = (): Case => cases[4] ?? assert.fail()
  const fields = (named: Alteration[]): string[] => named.map(({ seq, field }) => `${seq}:${field}`)
  const altered: Record<string, [sql: string, expected: string[]]> = {
    记录里的姓名: ["update kernel.event set actor_name = '别人' where case_id = $1 and seq = 2", ['2:actor_name']],
    记录里填的内容: [`update kernel.event set data = '{"opinion": "改过"}' where case_id = $1 and seq = 3`, ['3:data']],
    '改了内容，摘要也重写': ["update kernel.event set hash = repeat('a', 64) where case_id = $1 and seq = 2", ['2:hash', '3:previousHash']],
    缺了中间一条: ['delete from kernel.event where case_id = $1 and seq = 3', ['4:seq', '4:previousHash', '3:document', 'null:version']],
    缺了最后一条: ['delete from kernel.event where case_id = $1 and seq = 4', ['null:version', 'null:state', 'null:lastHash']],
    办件的状态: ["update kernel.case set state = 'granted' where id = $1", ['null:state']],
    办件的版本: ['update kernel.case set version = 9 where id = $1', ['null:version']],
    承诺期限: [`update kernel.case set clock = jsonb_set(clock, '{limitWorkingDays}', '99') where id = $1`, ['null:limitWorkingDays']],
    时钟里的日子: [`update kernel.case set clock = jsonb_set(clock, '{events,0,on}', '"2024-04-01"') where id = $1`, ['null:clock']],
    到期日: ["update kernel.case set due_on = '2025-01-01' where id = $1", ['null:dueOn']],
    视为受理的日子: ["update kernel.case set next_timer_at = '2025-01-01' where id = $1", ['null:nextTimerAt']],
    承办单位: ["update kernel.case set owner_organisation = 'town' where id = $1", ['null:owner']],
    申请人的姓名: ["update kernel.case set applicant_name = '别人' where id = $1", ['null:row']],
    申请表: [`update kernel.case set form = '{"name": "改过"}' where id = $1`, ['null:row']],
    查询密码: ["update kernel.case set query_password_hash = repeat('a', 64) where id = $1", ['null:passwordSm3']],
    文书的内容: [`update kernel.document set facts = facts || '{"applicant": "别人"}' where case_id = $1 and seq = 2`, ['2:document']],
    文书的文号: ["update kernel.document set number = '另一号' where case_id = $1 and seq = 2", ['2:document']],
    缺了文书: ['delete from kernel.document where case_id = $1 and seq = 2', ['2:document']],
    多出文书: [
      "insert into kernel.document select case_id, gen_random_uuid(), 4, kind, number, issued_at, facts from kernel.document where case_id = $1 and seq = 2",
      ['4:document'],
    ],
    文书没有对应的记录: ['update kernel.document set seq = 50 where case_id = $1 and seq = 2', ['2:document', '50:document']],
    调换两条记录: [SWAP, ['2:previousHash', '2:seq', '2:document', '3:previousHash', '3:seq', '3:document', '4:previousHash']],
    记录被清空: [
      'delete from kernel.event where case_id = $1', ['1:document', '2:document', '3:document', 'null:version', 'null:state', 'null:lastHash', 'null:clock'],
    ],
    '数据不成样子也不出故障': ["update kernel.event set data = 'null' where case_id = $1 and seq = 1", ['1:data']],
    '时钟不成样子也不出故障': ["update kernel.case set clock = 'null' where id = $1", ['null:limitWorkingDays', 'null:statutoryWorkingDays', 'null:joint', 'null:clock']],
  }
  for (const [title, [sql, expected]] of Object.entries(altered)) {
    it(title, async () => {
      const { named } = await afterAltering(async (tx) => { for (const one of sql.split(';')) await runSql(tx, one, [reviewed().id]) })
      assert.deepEqual(fields(named).sort(), expected.toSorted())
      assert(named.every(({ caseId, number, text }) => caseId === reviewed().id && number === reviewed().number && /[\u4e00-\u9fff]/.test(text)))
    })
  }

  it('办件整个没有了，记录还在', async () => {
    const { orphans } = await afterAltering((tx) => runSql(tx, 'delete from kernel.case where id = $1', [reviewed().id]))
    assert.deepEqual(orphans, [reviewed().id])
  })

  it('任意改动一格，二百次，次次查出是哪一件', async () => {
    const columns = await alterable()
    assert(columns.length > 50, `只有 ${columns.length} 列`)
    const seen = new Set<string>()
    await fc.assert(fc.asyncProperty(fc.constantFrom(...columns), fc.nat(cases.length - 1), fc.nat(7), async ({ table, column, change }, index, nth) => {
      const { id } = cases[index] ?? assert.fail()
      let rows: unknown[] = []
      const { named, orphans } = await afterAltering(async (tx) => { rows = await runSql(tx, alterOne(table, { column, change }), [id, nth]) })
      fc.pre(rows.length === 1)
      seen.add(`${table}.${column}`)
      assert([...named.map(({ caseId }) => caseId), ...orphans].includes(id), `${table}.${column} 第 ${nth} 行改动没有查出`)
    }), { numRuns: 200 })
    assert(seen.size > 35, `只改到 ${seen.size} 列`)
  })
})

interface Alterable { table: string; column: string; change: string }

const CHANGES: Readonly<Record<string, string>> = {
  text: `coalesce(C, '') || 'x'`, integer: 'C + 100', date: 'C + 1', boolean: 'not C',
  uuid: 'gen_random_uuid()', jsonb: `coalesce(C, '{}') || '{"altered": 1}'`,
  'timestamp with time zone': `C + interval '1 second'`,
}
/** Where the database itself allows only certain words. */
const WORDS: Readonly<Record<string, string>> = { applicant_kind: "case C when 'person' then 'organisation' else 'person' end" }
/** How the log is read, not what it says. */
const TECHNICAL = ['event.xid', 'event.position']

async function alterable(): Promise<Alterable[]> {
  const columns = await runSql<{ table: string; column: string; type: string }>(database, `
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'kernel' and table_name in ('case', 'event', 'document')`)
  return columns.filter(({ table, column }) => !TECHNICAL.includes(`${table}.${column}`))
    .map(({ table, column, type }) => ({ table, column, change: (WORDS[column] ?? CHANGES[type] ?? assert.fail(type)).replaceAll('C', column) }))
}

/** Alters the nth row of the case, if there is one and the value becomes another. Whether a case is open the database itself guards. */
function alterOne(table: string, { column, change }: Omit<Alterable, 'table'>): string {
  const key = table === 'case' ? 'id' : 'case_id'
  const guarded = ['queue', 'queue_due_on', 'closed_at'].includes(column) ? `and ${column} is not null` : ''
  return `update kernel.${table} set ${column} = ${change} where ctid = (select ctid from kernel.${table} where ${key} = $1
    order by ${table === 'case' ? 'id' : 'seq'} offset case when '${table}' = 'case' then 0 else $2::int end limit 1)
    and ${column} is distinct from (${change}) ${guarded} returning 1`
}
