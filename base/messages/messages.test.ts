import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from '#base/people'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { messageRoutes, tell, unreadOf, type Notice } from './index.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const NOW = '2026-03-02T09:00:00+08:00'
const CASE = randomUUID()

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations', 'base/messages/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(NOW))
  await openBareCase(CASE)
})
after(() => test.close())
beforeEach(async () => {
  door = new Door(test.db, [...peopleRoutes, ...messageRoutes], NOW)
  await runSql(test.db, 'delete from messages.message')
})

/** A row for messages to belong to; what the kernel would write of it does not matter here. */
async function openBareCase(id: string): Promise<void> {
  const columns = await runSql<{ name: string; type: string }>(test.db, `
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'kernel' and table_name = 'case' and is_nullable = 'NO' and column_default is null`)
  const value = ({ name, type }: { name: string; type: string }): string => {
    if (name === 'id') return `'${id}'`
    if (name === 'applicant_kind') return "'person'"
    if (type === 'jsonb') return "'{}'"
    return type === 'integer' ? '1' : type.startsWith('timestamp') ? 'now()' : `'x'`
  }
  const names = columns.map(({ name }) => name)
  await runSql(
    test.db, `insert into kernel.case (${[...names, 'closed_at'].join(', ')}) values (${[...columns.map(value), 'now()'].join(', ')})`,
  )
}

function news(changes: Partial<Notice> = {}): Notice {
  return { recipient: 'demo-citizen', caseId: CASE, eventSeq: 1, title: '申请已受理', body: '办理期限已开始计算。', at: new Date(NOW), ...changes }
}

async function inbox(account: string, query = '') {
  return (await door.ask('GET', `/api/messages${query}`, { cookie: await door.signIn(account) })).json()
}

describe('消息', () => {
  it('告诉谁，谁就看得到；别人看不到', async () => {
    await tell(test.db, news())
    const { total, unread, messages } = await inbox('citizen')
    assert.deepEqual([total, unread, messages.length], [1, 1, 1])
    assert.deepEqual(Object.keys(messages[0]), ['id', 'caseId', 'title', 'body', 'createdAt', 'readAt'])
    assert.deepEqual([messages[0].title, messages[0].caseId, messages[0].readAt], ['申请已受理', CASE, null])
    for (const other of ['enterprise', 'window', 'leader']) assert.equal((await inbox(other)).total, 0)
  })

  it('同一件事只告诉一次，不论任务跑几遍、几处同时跑', async () => {
    await Promise.all(Array.from({ length: 5 }, () => tell(test.db, news())))
    await tell(test.db, news({ title: '换个说法' }))
    const { total, messages } = await inbox('citizen')
    assert.deepEqual([total, messages[0].title], [1, '申请已受理'])
  })

  it('下一步、另一个人、与办件无关的通知，都另算', async () => {
    for (const each of [news(), news({ eventSeq: 2 }), news({ recipient: 'demo-enterprise' })]) await tell(test.db, each)
    await tell(test.db, { recipient: 'demo-citizen', title: '系统维护', body: '今晚十点维护。', at: new Date(NOW) })
    await tell(test.db, { recipient: 'demo-citizen', title: '系统维护', body: '明晚十点维护。', at: new Date(NOW) })
    assert.equal((await inbox('citizen')).total, 4)
    assert.equal((await inbox('enterprise')).total, 1)
  })

  it('给企业的消息，它的经办人看得到', async () => {
    await tell(test.db, news({ recipient: 'demo-party' }))
    assert.equal((await inbox('enterprise')).total, 1)
    assert.equal((await inbox('citizen')).total, 0)
  })

  it('读过就不再算未读，第一次读的时间不变', async () => {
    for (const eventSeq of [1, 2]) await tell(test.db, news({ eventSeq }))
    const cookie = await door.signIn('citizen')
    const [first] = (await door.ask('GET', '/api/messages', { cookie })).json().messages
    const read = await door.ask('POST', `/api/messages/${first.id}/read`, { cookie })
    assert.deepEqual([read.statusCode, read.json()], [200, { read: true }])
    door.now = new Date('2026-03-02T09:30:00+08:00')
    assert.equal((await door.ask('POST', `/api/messages/${first.id}/read`, { cookie })).statusCode, 200)
    const { unread, total, messages } = await inbox('citizen')
    assert.deepEqual([unread, total], [1, 2])
    assert.equal(messages.find(({ id }: { id: number }) => id === first.id).readAt, new Date(NOW).toISOString())
    const actor = { id: 'demo-citizen', name: '李群众', roles: [], organisation: null, party: null }
    assert.equal(await unreadOf(door.call(actor)), 1)
  })

  it('不能替别人读，没有的消息也一样答复', async () => {
    await tell(test.db, news())
    const [message] = (await inbox('citizen')).messages
    const cookie = await door.signIn('enterprise')
    assert.equal((await door.ask('POST', `/api/messages/${message.id}/read`, { cookie })).statusCode, 404)
    assert.equal((await door.ask('POST', '/api/messages/999999999/read', { cookie })).statusCode, 404)
    assert.equal((await door.ask('POST', '/api/messages/x/read', { cookie })).statusCode, 400)
    assert.equal((await door.ask('GET', '/api/messages')).statusCode, 401)
    assert.equal((await inbox('citizen')).unread, 1)
  })

  it('新的在前，一页二十条', async () => {
    const steps = Array.from({ length: 21 }, (_, index) => index + 1)
    for (const eventSeq of steps) await tell(
      test.db, news({ eventSeq, title: `第 ${eventSeq} 步`, at: new Date(Date.parse(NOW) + eventSeq * 60_000) }),
    )
    const titles = async (page: number): Promise<string[]> => {
      return (await inbox('citizen', `?page=${page}`)).messages.map(({ title }: { title: string }) => title)
    }
    assert.deepEqual(await titles(1), steps.slice(1).reverse().map((seq) => `第 ${seq} 步`))
    assert.deepEqual(await titles(2), ['第 1 步'])
    assert.deepEqual(await titles(3), [])
    assert.equal((await door.ask('GET', '/api/messages?page=0', { cookie: await door.signIn('citizen') })).statusCode, 400)
  })

  it('消息随事务：事务作废，消息也没有', async () => {
    await assert.rejects(test.db.transaction().execute(async (tx) => {
      await tell(tx, news())
      throw new Error('undo')
    }), /undo/)
    assert.equal((await inbox('citizen')).total, 0)
  })
})
