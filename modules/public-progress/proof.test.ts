import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { inTransaction, runSql, type Tx } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { openCase, orphanEvents, SYSTEM, verifyLog, type Call, type Case } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '../../app.ts'
import { alteredSinceDigest, brokenDigests } from './digest-check.ts'
import { publishDigests } from './digest.ts'
import { faultsIn, recomputed, type ProofFile } from './proof-file.ts'
import { proofFor, type Proof } from './proof.ts'

const CITIZEN = person('proof-citizen', ['citizen'])
const CLERK = person('proof-window', ['window'], 'hall')
const STRANGER = person('proof-visitor', [])
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'] as const
const CASES = 8
/** What the issue asks for: a thousand hands in the database, each found. */
const ALTERATIONS = 1000

let database: TestDatabase
let world: World
const cases: Case[] = []

before(async () => {
  database = await testDatabase()
  world = new World(database.db, assembleKernel({ sendJobs: async () => {} }), DAYS[0])
  for (let index = 0; index < CASES; index += 1) cases.push(await file())
  world.today = DAYS[1]
  for (const { id } of cases.slice(2))
    await world.step(CLERK, id, index(id) % 2 === 0 ? 'accept' : 'requestCorrection', { data: index(id) % 2 === 0 ? {} : PROBLEMS })
  world.today = DAYS[2]
  for (const { id } of cases.slice(4)) await world.step(CITIZEN, id, 'withdraw', { data: { note: '不办了' } })
  world.today = DAYS[3]
  await world.as(SYSTEM, (call) => publishDigests.run(call))
})
after(() => database.close())

const PROBLEMS = { materials: [{ materialId: 'm', name: '某材料', problems: ['没有签名'] }] }
const index = (caseId: string): number => cases.findIndex(({ id }) => id === caseId)

async function file(): Promise<Case> {
  const { opened } = await world.as(CITIZEN, (call) => openCase(call, {
    type: 'application', item: { code: 'SLTEST1', version: 1, name: '某事' }, applicant: { kind: 'person', id: CITIZEN.id, name: '林小溪' }, agentId: null,
    ownerOrganisation: 'housing', receivingOrganisation: 'hall', place: '440114', form: { shop: '小溪面馆' }, traits: {},
    limits: { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false },
  }))
  return opened
}

const proofIn = (tx: Tx, caseId: string, actor = CITIZEN): Promise<Proof> => {
  const call: Call = { kernel: world.kernel, tx, actor, now: world.now, today: world.today }
  return world.caseNow(caseId).then((found) => proofFor(call, found))
}

class Undo extends Error {}

/** What `look` sees after a hand with every power has been at the database; then all is as before. */
async function afterAltering<Seen>(alter: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<Seen>): Promise<Seen> {
  let seen: { is: Seen } | undefined
  await inTransaction(database.db, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await alter(tx)
    seen = { is: await look(tx) }
    throw new Undo()
  }).catch((error: unknown) => { if (!(error instanceof Undo)) throw error })
  assert(seen)
  return seen.is
}

describe('核验我的办理记录', () => {
  it('没有人动过，每个人的都对得上，文件自己也核验得通', async () => {
    for (const { id } of cases) {
      const { faults, file: proof } = await proofIn(database.db, id)
      assert.deepEqual([faults, faultsIn(proof)], [[], []])
      assert.equal(proof.days.length, index(id) >= 4 ? 3 : index(id) >= 2 ? 2 : 1)
    }
  })

  it('今天的步骤要等公布以后；公布以前不算错', async () => {
    const opened = await file()
    const { faults, file: proof } = await proofIn(database.db, opened.id)
    assert.deepEqual([faults, proof.days, proof.pending], [[], [], [DAYS[3]]])
  })

  it('自己办的步骤连内容一起给，窗口办的和凭密码来看的只给摘要', async () => {
    const { id } = cases[7] ?? assert.fail()
    const own = (await proofIn(database.db, id)).file
    assert.deepEqual(own.events.map(({ content }) => content !== undefined), [true, false, true])
    assert.equal(recomputed(own), 2)
    const visitors = (await proofIn(database.db, id, STRANGER)).file
    assert.equal(recomputed(visitors), 0)
    assert.doesNotMatch(JSON.stringify(visitors), /小溪|proof-window/)
    assert.deepEqual(faultsIn(visitors), [])
  })
})

describe('超级用户改了一条记录的一个字', () => {
  const altered = () => cases[3] ?? assert.fail()
  const alter = (tx: Tx) =>
    runSql(tx, "update kernel.event set data = jsonb_set(data, '{materials,0,name}', '\"某材枓\"') where case_id = $1 and seq = 2", [altered().id])

  it('核验命令说出哪一件、第几条、哪一项，别的都完好', async () => {
    const named = await afterAltering(alter, (tx) => Array.fromAsync(verifyLog(tx, () => {}, world.kernel)))
    assert.deepEqual(named.map(({ caseId, seq, field }) => [caseId, seq, field]), [[altered().id, 2, 'data']])
  })

  it('这位申请人的核验不通过，说得出第几步；别人的照样通过', async () => {
    const proofs = await afterAltering(alter, async (tx) => {
      const all: [string, Proof][] = []
      for (const { id } of cases) all.push([id, await proofIn(tx, id)])
      return all
    })
    for (const [id, { faults }] of proofs) {
      if (id === altered().id) assert.match(faults.map(({ text }) => text).join(), /第 2 条记录.*与其摘要不符（data）/)
      else assert.deepEqual(faults, [], id)
    }
  })

  it('连整条链都重写得前后一致，也逃不过公布过的摘要', async () => {
    const rewritten = await afterAltering(async (tx) => {
      await runSql(tx, "update kernel.event set hash = repeat('a', 64) where case_id = $1 and seq = 2", [altered().id])
      await runSql(tx, "update kernel.case set last_hash = repeat('a', 64) where id = $1", [altered().id])
    }, async (tx) => [await alteredSinceDigest(tx), (await proofIn(tx, altered().id)).faults] as const)
    assert.deepEqual(rewritten[0].map(({ caseId, seq, field }) => [caseId, seq, field]), [[altered().id, 2, 'digest']])
    assert.match(rewritten[1].map(({ text }) => text).join(), /与 2026-03-03 公布的摘要里的不同/)
  })

  it('公布过的根或者明细被改，指出是哪一天', async () => {
    for (const table of ['digest set root', 'digest_leaf set hash']) {
      const days = await afterAltering(
        (tx) => runSql(tx, `update public_progress.${table} = repeat('b', 64) where day = $1`, [DAYS[1]]),
        (tx) => Array.fromAsync(brokenDigests(tx)),
      )
      assert.deepEqual(days, [DAYS[1]])
    }
  })

  it('摘要公布以后，数据库自己拒绝改动', async () => {
    for (const statement of ["update public_progress.digest set root = ''", 'delete from public_progress.digest_leaf']) {
      await assert.rejects(inTransaction(database.db, (tx) => runSql(tx, statement)), /append-only/)
    }
  })
})

describe('一千次改动', () => {
  it(`办件、记录、文书的任意一列任意一格，改 ${ALTERATIONS} 次，次次查出是哪一件，别的办件一件也不冤枉`, { timeout: 240_000 }, async (t) => {
    const columns = await alterable()
    const seen = new Map<string, number>()
    await fc.assert(fc.asyncProperty(fc.constantFrom(...columns), fc.nat(CASES - 1), fc.nat(3), async ({ table, column, change }, nth, row) => {
      const { id } = cases[nth] ?? assert.fail()
      const key = table === 'case' ? 'id' : 'case_id'
      const order = table === 'case' ? 'id' : 'seq'
      let altered: unknown[] = []
      const blamed = await afterAltering(async (tx) => {
        altered = await runSql(tx, `update kernel.${table} set ${column} = ${change} where ctid = (
          select ctid from kernel.${table} where ${key} = $1 order by ${order}
          offset $2 % (select count(*) from kernel.${table} where ${key} = $1) limit 1) and ${column} is distinct from (${change}) returning 1`, [id, row])
      }, async (tx) => [...await Array.fromAsync(verifyLog(tx, () => {}, world.kernel)), ...(await orphanEvents(tx)).map((caseId) => ({ caseId }))])
      fc.pre(altered.length === 1)
      seen.set(`${table}.${column}`, (seen.get(`${table}.${column}`) ?? 0) + 1)
      assert(blamed.some(({ caseId }) => caseId === id) || (column === 'id' && blamed.length > 0), `${table}.${column} 第 ${row} 行没有查出`)
      const others = blamed.filter(({ caseId }) => caseId !== id && cases.some((one) => one.id === caseId))
      assert.deepEqual(others, [], `${table}.${column}`)
    }), { numRuns: ALTERATIONS })
    assert.deepEqual(columns.map(({ table, column }) => `${table}.${column}`).filter((name) => !seen.has(name)), [])
    t.diagnostic(`${[...seen.values()].reduce((sum, count) => sum + count, 0)} 次，${seen.size} 列`)
  })
})

const CHANGES: Readonly<Record<string, string>> = {
  text: `coalesce(C, '') || 'x'`, integer: 'C + 100', date: `coalesce(C, '2026-01-01') + 1`, boolean: 'not C', uuid: 'gen_random_uuid()',
  jsonb: `coalesce(C, '{}') || '{"altered": 1}'`, 'timestamp with time zone': `coalesce(C, '2026-01-01') + interval '1 second'`,
}
/** Where the database itself allows only certain words. */
const WORDS: Readonly<Record<string, string>> = {
  applicant_kind: "case C when 'person' then 'organisation' else 'person' end", closed_at: `C + interval '1 second'`,
}
/** How the log is read, not what it says. */
const TECHNICAL = ['event.xid', 'event.position']

async function alterable(): Promise<{ table: string; column: string; change: string }[]> {
  const columns = await runSql<{ table: string; column: string; type: string }>(database.db, `
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'kernel' and table_name in ('case', 'event', 'document')`)
  return columns.filter(({ table, column }) => !TECHNICAL.includes(`${table}.${column}`))
    .map(({ table, column, type }) => ({ table, column, change: (WORDS[column] ?? CHANGES[type] ?? assert.fail(type)).replaceAll('C', column) }))
}

describe('证明文件：拿到别处也核验得出', () => {
  it('改文件里任何一个字母或数字，核验都不通过', async () => {
    const { file: proof } = await proofIn(database.db, cases[7]?.id ?? '')
    const places = hashedPlaces(proof)
    fc.assert(fc.property(fc.constantFrom(...places), fc.constantFrom(...'0123456789abcdef'), (change, letter) => {
      const broken = structuredClone(proof)
      fc.pre(change(broken, letter))
      assert(faultsIn(broken).length > 0)
    }))
  })

  it('少一天、少一步、日期改到别的一天，都不通过', async () => {
    const { file: proof } = await proofIn(database.db, cases[7]?.id ?? '')
    const changed: ProofFile[] = [
      { ...proof, days: proof.days.slice(1) }, { ...proof, events: proof.events.slice(0, -1) }, { ...proof, events: proof.events.toReversed() },
      { ...proof, events: proof.events.map((event) => ({ ...event, on: DAYS[2] })) }, { ...proof, caseId: cases[6]?.id ?? '' },
    ]
    for (const [nth, broken] of changed.entries()) assert(faultsIn(broken).length > 0, `第 ${nth} 种`)
  })
})

/** Each place of the file that a hash covers, as a way to change it; false when it says the same already. */
function hashedPlaces({ events, days }: ProofFile): ((file: ProofFile, letter: string) => boolean)[] {
  const put = (holder: { hash?: string; previousHash?: string; root?: string } | undefined, key: 'hash' | 'previousHash' | 'root', letter: string): boolean => {
    const before = holder?.[key]
    if (!holder || before === undefined || before.startsWith(letter)) return false
    holder[key] = letter + before.slice(1)
    return true
  }
  return [
    ...events.flatMap((_, at) => [
      (file: ProofFile, letter: string) => put(file.events[at], 'hash', letter),
      (file: ProofFile, letter: string) => put(file.events[at], 'previousHash', letter),
    ]),
    ...days.flatMap((day, at) => [
      (file: ProofFile, letter: string) => put(file.days[at], 'root', letter),
      (file: ProofFile, letter: string) => put(file.days[at], 'hash', letter),
      ...day.proof.map((_, step) => (file: ProofFile, letter: string) => put(file.days[at]?.proof[step], 'hash', letter)),
    ]),
    (file, letter) => {
      Object(file.events[0]?.content).data = { letter }
      return true
    },
  ]
}
