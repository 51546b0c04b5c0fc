import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Actor, Agency, Case } from '#kernel'
import { person } from '#kernel/testing'
import { filed, hall, ITEM, submissionOf, type Hall } from '../../modules/applications/hall.test-support.ts'
import { inboxOf, markRead, tell, unreadOf } from './messages.ts'

const AGENCY: Agency = { party: 'firm', name: '某公司（示例）', items: [], organisations: [], powers: ['file', 'supplement'], until: '2026-12-31' }
const HELPER: Actor = { ...person('helper', ['citizen']), agency: AGENCY }

let ground: Hall
let hers: Case
let others: Case
before(async () => {
  ground = await hall()
  await runSql(ground.database, `insert into people.account (id, login, name, kind, password_hash, created_at)
    select id, id, id, 'citizen', '', now() from unnest(array['helper', 'other']) id`)
  ;[hers, others] = [await filedAs(HELPER), await filedAs({ ...person('other', ['citizen']), agency: AGENCY })]
})
after(() => ground.close())
beforeEach(() => runSql(ground.database, 'truncate people.agency cascade; delete from messages.message'))

/** What an agent uploads is the firm's. */
async function filedAs(agent: Actor): Promise<Case> {
  const { materials } = await submissionOf(ground, { ...agent, party: 'firm' })
  return (await filed(ground, agent, { materials: materials ?? [] })).found
}

const news = (found: Case, seq = 2): Promise<void> => tell(ground.database, {
  recipient: 'firm', caseId: found.id, eventSeq: seq, title: '请补正材料', body: '请看。', at: ground.world.now,
})
const seenBy = (actor: Actor): Promise<string[]> =>
  ground.world.as(actor, async (call) => (await inboxOf(call, 1)).messages.map(({ caseId }) => String(caseId)))
const granted = (changes: { items?: string[]; from?: string; until?: string; revoked?: string | null } = {}): Promise<unknown> => runSql(ground.database, `
  insert into people.agency (id, party, agent, items, organisations, powers, from_day, until_day, granted_by, granted_at, revoked_by, revoked_at)
  values ($1, 'firm', 'helper', $2, '{}', '{file}', $3, $4, 'helper', now(), $5, $6)`,
[randomUUID(), changes.items ?? [], changes.from ?? '2026-01-01', changes.until ?? '2026-12-31', changes.revoked ? 'other' : null, changes.revoked ?? null])
const toldOutside = async (): Promise<string[]> =>
  (await runSql<{ account: string }>(ground.database, 'select account from messages.outward order by 1')).map(({ account }) => account)

describe('经办人替单位办事时的消息', () => {
  it('看得到自己经手的，别的经办人经手的看不到；授权了查看，都看得到', async () => {
    await news(hers)
    await news(others)
    assert.deepEqual(await seenBy(HELPER), [hers.id])
    assert.equal((await seenBy({ ...HELPER, agency: { ...AGENCY, powers: ['see'] } })).length, 2)
    assert.equal(await ground.world.as(HELPER, unreadOf), 1)
  })

  it('超出授权事项的看不到；换回为自己办，单位的都看不到', async () => {
    await news(hers)
    assert.deepEqual(await seenBy({ ...HELPER, agency: { ...AGENCY, items: ['SL9999999'] } }), [])
    assert.deepEqual(await seenBy({ ...HELPER, agency: { ...AGENCY, items: [ITEM.code] } }), [hers.id])
    assert.deepEqual(await seenBy(person('helper', ['citizen'])), [])
    assert.deepEqual(await seenBy({ ...HELPER, agency: { ...AGENCY, party: 'another' } }), [])
  })

  it('同一件事已经另外告诉了经手的人：收件箱里只有一条，短信也只算一条', async () => {
    await granted()
    const own = (seq: number) =>
      tell(ground.database, { recipient: 'helper', caseId: hers.id, eventSeq: seq, title: '请补正材料', body: '请看。', at: ground.world.now })
    await own(2)
    await news(hers)
    assert.deepEqual([await seenBy(HELPER), await toldOutside()], [[hers.id], ['helper']])
    await news(hers, 3)
    assert.deepEqual([(await seenBy(HELPER)).length, await toldOutside()], [2, ['helper', 'helper']])
  })

  it('看不到的不能标为已读', async () => {
    await news(others)
    const [row] = await runSql<{ id: number }>(ground.database, 'select id from messages.message')
    await assert.rejects(ground.world.as(HELPER, (call) => markRead(call, row?.id ?? 0)), { code: 'not-found' })
    await ground.world.as({ ...HELPER, agency: { ...AGENCY, powers: ['see'] } }, (call) => markRead(call, row?.id ?? 0))
  })

  it('短信也告诉经手的人，只要授权还有效、管得到这件事', async () => {
    const told = async (...changes: Parameters<typeof granted>): Promise<string[]> => {
      await runSql(ground.database, 'truncate people.agency cascade; delete from messages.message')
      await granted(...changes)
      await news(hers)
      await news(others)
      return toldOutside()
    }
    assert.deepEqual(await told(), ['helper'])
    assert.deepEqual(await told({ items: [ITEM.code] }), ['helper'])
    assert.deepEqual(await told({ items: ['SL9999999'] }), [])
    assert.deepEqual(await told({ until: '2026-03-01' }), [])
    assert.deepEqual(await told({ from: '2026-03-03' }), [])
    assert.deepEqual(await told({ revoked: '2026-02-01T00:00:00Z' }), [])
  })
})
