import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'

let own: TestDatabase
let db: Database
before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())

describe('列的取值', () => {
  const valueOf = async (expression: string): Promise<unknown> => (await runSql(db, `select ${expression} as value`))[0]?.value

  it('日期是文本，不随时区变成前一天', async () => {
    assert.equal(await valueOf(`date '2024-05-01'`), '2024-05-01')
    assert.deepEqual(await valueOf(`array[date '2024-05-01', null]`), ['2024-05-01', null])
  })

  it('时刻是 Date，没有时区的时间是文本', async () => {
    assert.deepEqual(await valueOf(`timestamptz '2024-05-01T08:00+08'`), new Date('2024-05-01T00:00:00Z'))
    assert.equal(await valueOf(`timestamp '2024-05-01 08:00'`), '2024-05-01 08:00:00')
  })

  it('计数是数，准确到 2^53；再大就报错，绝不悄悄变成别的数', async () => {
    assert.equal(await valueOf('(select count(*) from pg_class where false)'), 0)
    assert.deepEqual(await valueOf(`array[1, null]::int8[]`), [1, null])
    assert.equal(await valueOf(String(Number.MAX_SAFE_INTEGER)), Number.MAX_SAFE_INTEGER)
    await assert.rejects(valueOf(`'9007199254740993'::int8`), { message: /超出可以准确表示的范围/ })
    assert.equal(await valueOf('1'), 1, '报错之后照常使用')
  })

  it('精确小数是文本，JSON 已解析', async () => {
    assert.equal(await valueOf(`0.1::numeric + 0.2`), '0.3')
    assert.deepEqual(await valueOf(`'{"a": [1, "二"]}'::jsonb`), { a: [1, '二'] })
  })

  it('任何可存的文本存进去再取出来不变', async () => {
    const storable = fc.string({ unit: 'grapheme', maxLength: 50 }).filter((text) => !text.includes('\0') && text.isWellFormed())
    await fc.assert(
      fc.asyncProperty(storable, async (text) => {
        const [row] = await runSql(db, 'select $1::text as text, $2::jsonb as json', [text, JSON.stringify({ text })])
        assert.deepEqual({ ...row }, { text, json: { text } })
      }),
      { numRuns: 100 },
    )
  })
})
