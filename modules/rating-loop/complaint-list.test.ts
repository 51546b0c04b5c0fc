import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Actor } from '#kernel'
import { person } from '#kernel/testing'
import { filed, hall, LIN, REVIEWER, SUPERVISOR, type Hall } from '../applications/hall.test-support.ts'
import { complaintsFor, type Listing } from './complaint-list.ts'

const ELSEWHERE = person('water-reviewer', ['reviewer'], 'water')
/** Sixty about one unit in a month, five about another over the year; the first ones of the same moment. */
const [PILE, OTHERS] = [60, 5]

let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(
    ground.database, "insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('water', '水务局', '水务局', 'department', false)",
  )
  const { found } = await filed(ground, LIN)
  await ground.world.step(LIN, found.id, 'withdraw', { data: {} })
  await ground.world.step(LIN, found.id, 'rate', { data: { level: 1, tags: [], text: '' } })
  await ground.world.settle()
  await copies({ unit: 'market-regulation', count: PILE, from: '2026-01-05T02:00:00.123456Z', apart: '0' })
  await copies({ unit: 'water', count: OTHERS, from: '2025-03-31T17:00:00Z', apart: '40 days' })
})
after(() => ground.close())

/** Of the one complaint there is, of another unit and time; every third is closed. */
async function copies({ unit, count, from, apart }: { unit: string; count: number; from: string; apart: string }): Promise<void> {
  await runSql(ground.database, `
    with model as (select complaint.case_id, complaint.rated_case_id from ratings.complaint order by opened_at desc limit 1),
      made as (select nth, gen_random_uuid() as id, gen_random_uuid() as rated, $3::timestamptz + nth * $4::interval as at
      from generate_series(1, $2::int) nth),
      ratedcase as (insert into kernel.case select (jsonb_populate_record(found, jsonb_build_object(
        'id', made.rated, 'number', made.rated, 'receiving_organisation', $1 || '-window'))).*
        from made, model join kernel.case found on found.id = model.rated_case_id),
      opened as (insert into kernel.case select (jsonb_populate_record(found, jsonb_build_object(
        'id', made.id, 'number', made.id, 'owner_organisation', $1, 'opened_at', made.at, 'item_code', $1 || '-item')
          || case when nth % 3 = 0 then '{"state": "closed", "closed_at": "2026-02-01", "queue": null, "queue_due_on": null}' else '{}' end::jsonb)).*
        from made, model join kernel.case found on found.id = model.case_id)
    insert into ratings.complaint (rated_case_id, case_id, opened_at) select rated, id, at from made`, [unit, count, from, apart])
}

const asked = (listing: Listing, actor: Actor = SUPERVISOR) => ground.world.as(actor, (call) => complaintsFor(call, listing))

/** Page after page to the end. */
async function all(listing: Listing): Promise<string[]> {
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await asked({ ...listing, ...(after !== undefined && { after }) })
    seen.push(...page.complaints.map(({ id }) => id))
    if (page.next === null) return seen
    after = page.next
  }
}

describe('差评办件的列表', () => {
  it('一页一页翻到底，同一刻来的也不重、不漏；没有办结的和办结的合起来是全部', async () => {
    const [open, closed] = [await all({}), await all({ closed: 'yes' })]
    assert.deepEqual([open.length, closed.length], [1 + 44, 21])
    assert.equal(new Set([...open, ...closed]).size, 1 + PILE + OTHERS)
    await runSql(ground.database, `update kernel.case set state = 'closed', closed_at = '2026-02-01', queue = null, queue_due_on = null
      where owner_organisation = 'market-regulation' and type = 'rating-complaint' and opened_at < '2026-02-01'`)
    assert.equal((await all({ closed: 'yes', organisation: 'market-regulation' })).length, PILE)
    assert.equal((await asked({ closed: 'yes' })).complaints.length, 50)
  })

  it('按单位、事项、窗口、日子缩小，剩下的正好是数上写的件数', async () => {
    const { units, items, windows, clusters, total } = await asked({ closed: 'yes' })
    assert.equal(total, units.reduce((sum, { n }) => sum + n, 0))
    for (const { id, n } of units) assert.equal((await all({ closed: 'yes', organisation: id ?? '' })).length, n)
    for (const { id, n } of items) assert.equal((await all({ closed: 'yes', item: id ?? '' })).length, n)
    for (const { id, n } of windows) assert.equal((await all({ closed: 'yes', window: id ?? '' })).length, n)
    assert.deepEqual(clusters[0], { organisation: 'market-regulation', name: '区市场监督管理局', month: '2026-01', n: PILE })
    assert.equal((await all({ closed: 'yes', from: '2026-01-05', to: '2026-01-05' })).length, PILE)
    assert.equal((await all({ closed: 'yes', to: '2026-01-04' })).length, 1)
  })

  it('一天从北京时间的零点算起', async () => {
    await runSql(ground.database, `update ratings.complaint set opened_at = '2025-06-30T16:00:00Z'
      where case_id = (select case_id from ratings.complaint where opened_at < '2026-01-01' order by opened_at limit 1)`)
    const dayOf = async (day: string) => (await all({ from: day, to: day })).length + (await all({ closed: 'yes', from: day, to: day })).length
    assert.deepEqual([await dayOf('2025-06-30'), await dayOf('2025-07-01')], [0, 1])
  })

  it('单位只看得到自己的，不能按窗口看：窗口说得出评的是哪一件', async () => {
    const { complaints, units, windows } = await asked({}, ELSEWHERE)
    assert(complaints.length > 0 && complaints.every(({ organisation }) => organisation === 'water'))
    assert.deepEqual([units.map(({ id }) => id), windows], [['water'], []])
    assert.deepEqual((await asked({ organisation: 'water' }, REVIEWER)).complaints, [])
    await assert.rejects(asked({ window: 'water-window' }, ELSEWHERE), { code: 'rule' })
  })

  it('日子不对、颠倒，翻页的位置是编的，都说明怎么改', async () => {
    const id = crypto.randomUUID()
    for (const wrong of [
      { from: '2026-02-30' }, { from: '2026-03-02', to: '2026-03-01' }, { after: 'x' },
      { after: `2026-02-30 ${id}` }, { closed: 'yes', after: `2026-02-03 ${id}` },
    ] as const)
      await assert.rejects(asked(wrong), { code: 'invalid' })
  })
})
