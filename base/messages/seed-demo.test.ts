import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { runSql } from '#platform/database'
import { sealAccounts, seedDemoAccounts, seedOrganisations, personalOf } from '#base/people'
import { localAdapter } from './sms/adapter.ts'
import { PostOffice } from './post-office.test-support.ts'
import { seedDemoMessages } from './seed-demo.ts'

let office: PostOffice
before(async () => { office = await PostOffice.open() })
after(() => office.close())

it('演示区的消息只装一次；号码启动时就加密；短信只留在库里', async () => {
  await seedOrganisations(office.database)
  await seedDemoAccounts(office.database, office.now)
  for (let again = 0; again < 2; again += 1) await seedDemoMessages(office.database, office.now)
  await sealAccounts(office.database, office.kernel.vault)
  const rows = await runSql<{ recipient: string; title: string }>(office.database, 'select recipient, title from messages.message order by id')
  assert.deepEqual(rows.map(({ recipient }) => recipient), ['demo-citizen', 'demo-citizen', 'demo-window'])
  assert(rows.every(({ title }) => title.startsWith('示例')))
  const [kept] = await runSql<{ phone: string }>(office.database, "select phone from people.account where id = 'demo-citizen'")
  assert.doesNotMatch(kept?.phone ?? '', /13000000000/)
  assert.equal((await personalOf({ kernel: office.kernel, tx: office.database }, 'demo-citizen')).phone, '13000000000')
  office.now = new Date('2026-03-02T18:00:00+08:00')
  await office.plan()
  await office.send(localAdapter)
  assert.deepEqual((await office.sms()).map(({ account, state }) => [account, state]), [['demo-citizen', 'kept']])
})
