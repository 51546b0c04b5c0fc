import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { openCase, SYSTEM } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '../../app.ts'
import { digests, inclusionOf, publishDigests } from './digest.ts'
import { leafOf, rootFrom } from './merkle.ts'

const citizen = person('digest-citizen', ['citizen'])
const clerk = person('digest-window', ['window'], 'hall')

describe('每日摘要公布以后，申请人能核验自己的时间线在里面', () => {
  let database: TestDatabase
  let world: World
  const filed: { caseId: string; number: string; password: string }[] = []

  const file = () => world.as(citizen, (call) => openCase(call, {
    type: 'application', item: { code: 'SLTEST1', version: 1, name: '某事' }, applicant: { kind: 'person', id: citizen.id, name: citizen.name }, agentId: null,
    ownerOrganisation: 'housing', receivingOrganisation: 'hall', place: '440114', form: {}, traits: {},
    limits: { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: false },
  }))
  const publish = () => world.as(SYSTEM, (call) => publishDigests.run(call))
  const proofFor = (index: number, day: string) =>
    world.as(citizen, (call) => inclusionOf(call, day, { number: filed[index]?.number ?? '', password: filed[index]?.password ?? '' }))

  before(async () => {
    database = await testDatabase()
    world = new World(database.db, assembleKernel({ sendJobs: async () => {} }), '2026-03-02')
    for (let index = 0; index < 5; index += 1) {
      const { opened, queryPassword } = await file()
      filed.push({ caseId: opened.id, number: opened.number, password: queryPassword })
    }
    await world.step(clerk, filed[2]?.caseId ?? '', 'accept')
  })
  after(() => database.close())

  it('当天还没有过完，不公布', async () => {
    await publish()
    assert.deepEqual(await digests(database.db), [])
    await assert.rejects(proofFor(0, '2026-03-02'), { code: 'not-found' })
  })
  it('第二天公布，每个办件都能证明自己在里面', async () => {
    world.today = '2026-03-03'
    await publish()
    const [digest] = await digests(database.db)
    assert.equal(digest?.day, '2026-03-02')
    assert.equal(digest?.cases, 5)
    for (let index = 0; index < 5; index += 1) {
      const proof = await proofFor(index, '2026-03-02')
      assert.equal(rootFrom(leafOf(proof), proof.proof), digest?.root)
    }
  })
  it('再公布一次，公布过的不变', async () => {
    const before = await digests(database.db)
    await publish()
    assert.deepEqual(await digests(database.db), before)
  })
  it('没有动静的日子也按天公布，不留空', async () => {
    world.today = '2026-03-06'
    await publish()
    assert.deepEqual((await digests(database.db)).map(({ day }) => day), ['2026-03-05', '2026-03-04', '2026-03-03', '2026-03-02'])
  })
  it('口令不对，什么也看不到', async () => {
    await assert.rejects(world.as(citizen, (call) => inclusionOf(call, '2026-03-02', {
      number: filed[0]?.number ?? '', password: 'AAAAAAAA',
    })), { code: 'not-found' })
  })
  it('记录被改动以后，公布的不变，现在的记录对不上', async () => {
    await database.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update kernel.event set hash = repeat('f', 64) where case_id = ${filed[1]?.caseId} and seq = 1`.execute(tx)
    })
    const [digest] = (await digests(database.db)).slice(-1)
    const proof = await proofFor(1, '2026-03-02')
    assert.equal(rootFrom(leafOf(proof), proof.proof), digest?.root)
    assert.notEqual(proof.hash, 'f'.repeat(64))
  })
})
