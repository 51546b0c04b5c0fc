import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { createMasterKey } from '#platform/vault'
import { tell } from '#base/messages'
import { Provider } from '../../base/messages/sms/provider.test-support.ts'
import { residentIdOf } from './made-up-people.ts'
import { Person } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const PHONE = '13912345678'
const MESSAGES = 8

const place = temporaryPlace()
let database: TestDatabase
let provider: Provider
let servers: ServerProcess[] = []
let account = ''
before(async () => {
  [database, provider] = await Promise.all([testDatabase(), Provider.open()])
  await createMasterKey(`${place}/keys`)
  const environment = {
    DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data`, CHUNFENG_KEYS: `${place}/keys`, CHUNFENG_DEMO: '0', CHUNFENG_LOG: 'trace',
    CHUNFENG_SMS_URL: provider.gateway().url, CHUNFENG_SMS_TIMEOUT_SECONDS: '2', CHUNFENG_SMS_QUIET: '00:00-00:00',
  }
  servers = await Promise.all([ServerProcess.start(environment), ServerProcess.start(environment)])
  const person = new Person(servers[0]?.url ?? '')
  const made = await person.send('POST', '/api/accounts', {
    body: { account: 'sms-reader', password: 'Sms-Chunfeng-2026', name: '收信人', phone: PHONE, residentId: residentIdOf(1) },
  })
  assert.equal(made?.status, 201, JSON.stringify(made?.body))
  const [row] = await runSql<{ id: string }>(database.db, "select id from people.account where login = 'sms-reader'")
  account = row?.id ?? assert.fail('没有这个账号')
})
after(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await provider?.close()
  await database?.close()
  await clear(place)
})

const sent = async (): Promise<number> => (await runSql(database.db, "select id from messages.sms where state = 'sent'")).length

describe('发短信的进程被杀', () => {
  it('服务商收下了、还没有答复就死了：另一个进程用同一个键接着发，一条不丢，每条最多多收一次', async () => {
    // Taken, and then the line goes dead: whoever sends does not learn of it.
    provider.answer = (_response, _request, { key = '', body }) => void provider.delivered.set(key, body)
    for (let index = 0; index < MESSAGES; index += 1) {
      await tell(database.db, { recipient: account, title: `第 ${index} 件`, body: '请看。', gist: `第${index}件要办`, at: new Date(), urgency: 'urgent' })
    }
    await eventually(() => provider.received.length > 0)
    await servers[0]?.kill()
    provider.answer = (response, _, received) => provider.deliver(response, received)
    await eventually(async () => await sent() === MESSAGES)
    assert.equal(provider.delivered.size, MESSAGES)
    const times = [...Map.groupBy(provider.received, ({ key }) => key).values()].map((some) => some.length)
    assert(Math.max(...times) === 2, `每个键收到的次数：${times.join('、')}`)
  })

  it('号码和内容不在任何一行日志里', () => {
    const lines = servers.flatMap(({ said }) => said)
    assert(lines.length > 0)
    assert.deepEqual(lines.filter((line) => line.includes(PHONE) || line.includes('件要办')), [])
    assert(provider.received.every(({ body }) => body.includes(PHONE)))
  })
})
