import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Actor } from '#kernel'
import { APPROVER, filed, FIRST_DAY, led, LIN, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { office } from '../office.test-support.ts'
import { similarCases } from './similar.ts'

let ground: Hall
let current: string
before(async () => {
  ground = await office()
  ground.world.today = FIRST_DAY
  current = (await filed(ground)).found.id
})
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const similar = (actor: Actor = REVIEWER) => ground.world.as(actor, (call) => similarCases(call, current))

describe('同一事项办过的件', () => {
  it('只有本事项已经决定的：结果、办了几个工作日、意见，名字遮住', async () => {
    const granted = (await filed(ground)).found
    await ground.world.step(WINDOW, granted.id, 'accept')
    ground.world.today = '2026-03-04'
    await ground.world.step(REVIEWER, granted.id, 'review', { data: { opinion: '林小溪的小溪面馆（13800000000）符合条件，建议准予。' } })
    await ground.world.step(APPROVER, granted.id, 'approve', { data: { opinion: '同意。' } })
    await led(ground, granted.id, ['issue', 'deliver'])
    const withdrawn = (await filed(ground)).found
    await ground.world.step(LIN, withdrawn.id, 'withdraw')
    await led(ground, (await filed(ground)).found.id, ['accept'])
    const elsewhere = (await filed(ground)).found
    await led(ground, elsewhere.id, ['accept', 'review', 'deny'])
    await runSql(ground.database, "update kernel.case set item_code = 'SL0100002' where id = $1", [elsewhere.id])
    assert.deepEqual(await similar(), [{
      number: granted.number, applicant: '林**', outcome: 'granted', decidedOn: '2026-03-04', workingDays: 2, opinion: '某某的某某（＊＊＊）符合条件，建议准予。',
    }])
  })

  it('不予的写理由；新的在前，最多十件', async () => {
    ground.world.today = '2026-03-05'
    const denied = (await filed(ground)).found
    await led(ground, denied.id, ['accept', 'review', 'deny'])
    const [first] = await similar()
    assert.deepEqual([first?.number, first?.outcome, first?.opinion], [denied.number, 'refused', '经营场所离污染源太近'])
    for (let made = 0; made < 10; made += 1) await led(ground, (await filed(ground)).found.id, ['accept', 'review', 'deny'])
    assert.equal((await similar()).length, 10)
  })

  it('别的单位办的、封存的看不到；与本件无关的人、只监督的人什么也看不到', async () => {
    await runSql(ground.database, "update kernel.case set sealed = true where closed_at is not null")
    assert.deepEqual(await similar(), [])
    await runSql(
      ground.database, "update kernel.case set sealed = false, owner_organisation = 'town', receiving_organisation = 'town' where closed_at is not null",
    )
    assert.deepEqual(await similar(), [])
    for (const actor of [SUPERVISOR, LIN, { ...REVIEWER, organisation: 'town' }]) await assert.rejects(similar(actor), { code: 'not-found' })
  })
})
