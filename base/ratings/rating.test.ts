import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql } from '#platform/database'
import { caseView } from '#kernel'
import { filed, hall, led, LIN, OTHER, SUPERVISOR, WINDOW, type Hall } from '../../modules/applications/hall.test-support.ts'
import { RATING_LEVELS, RATING_TAGS } from './rating.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())

const rate = (caseId: string, data: Record<string, unknown>, actor = LIN) => ground.world.step(actor, caseId, 'rate', { data })
async function over(): Promise<string> {
  return (await led(ground, (await filed(ground)).found.id, ['withdraw'])).id
}

describe('好差评', () => {
  it('办结以后才能评，一件评一次，五级加标签和一句话', async () => {
    const { found } = await filed(ground)
    await assert.rejects(rate(found.id, { level: 5 }), { code: 'conflict' })
    await led(ground, found.id, ['accept', 'review', 'approve', 'issue'])
    await assert.rejects(rate(found.id, { level: 5 }), { code: 'conflict' })
    await led(ground, found.id, ['deliver'])
    const rated = await rate(found.id, { level: 4, tags: ['态度热情', '自己写的'], text: '谢谢' })
    assert.deepEqual([rated.state, rated.traits['rated']], ['delivered', true])
    await assert.rejects(rate(found.id, { level: 1 }), { code: 'rule', message: '您已经评价过这件事，谢谢' })
    const kept = await runSql(ground.database, 'select level, tags, text, rated_by from ratings.rating where case_id = $1', [found.id])
    assert.deepEqual(kept, [{ level: 4, tags: ['态度热情', '自己写的'], text: '谢谢', rated_by: 'lin' }])
  })

  it('归档以后还能评；评过以后按钮不再出现', async () => {
    const id = await over()
    await led(ground, id, ['archive'])
    const buttons = () => ground.world.as(LIN, async (call) => caseView(call, await ground.world.caseNow(id)).steps.map(({ step }) => step))
    assert.deepEqual(await buttons(), ['rate'])
    await rate(id, { level: 1, tags: ['超过期限'] })
    assert.deepEqual(await buttons(), [])
  })

  it('五个同时评，只记一次', async () => {
    const id = await over()
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((level) => rate(id, { level })))
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    assert(outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason.code === 'rule'))
    assert.deepEqual(await runSql(ground.database, 'select count(*)::int as n from ratings.rating where case_id = $1', [id]), [{ n: 1 }])
  })

  it('只有办事的人能评：窗口、监督、别人都不能', async () => {
    const id = await over()
    await assert.rejects(rate(id, { level: 5 }, WINDOW), { code: 'forbidden' })
    await assert.rejects(rate(id, { level: 5 }, SUPERVISOR), { code: 'forbidden' })
    await assert.rejects(rate(id, { level: 5 }, OTHER), { code: 'not-found' })
  })

  it('评价只收一到五的整数和有限的标签、文字', async () => {
    const id = await over()
    const wrong = [
      {},
      { level: 0 },
      { level: 6 },
      { level: 4.5 },
      { level: '5' },
      { level: 5, tags: Array.from({ length: 11 }, String) },
      { level: 5, tags: ['好', '好'] },
      { level: 5, tags: [''] },
      { level: 5, text: '长'.repeat(501) },
      { level: 5, stars: 5 },
    ]
    for (const data of wrong) await assert.rejects(rate(id, data), { code: 'invalid' }, JSON.stringify(data))
    await fc.assert(fc.asyncProperty(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null)), async (level) => {
      fc.pre(!Object.hasOwn(RATING_LEVELS, String(level)) || typeof level !== 'number')
      await assert.rejects(rate(id, { level }), { code: 'invalid' })
    }), { numRuns: 20 })
    assert.equal((await rate(id, { level: 5 })).traits['rated'], true)
  })

  it('五级都有名称，差评和好评各有现成的标签', () => {
    assert.deepEqual(Object.values(RATING_LEVELS), ['非常不满意', '不满意', '基本满意', '满意', '非常满意'])
    assert(RATING_TAGS.good.length >= 3 && RATING_TAGS.bad.length >= 3)
  })
})
