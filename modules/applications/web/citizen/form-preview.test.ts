import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { testItem } from '../../../../base/catalog/test-item.ts'
import { Door } from '../../../../base/door.test-support.ts'
import { person } from '#kernel/testing'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { formPreviewRoute } from './form-preview.ts'

let opened: TestDatabase
let door: Door
before(async () => {
  opened = await testDatabase()
  door = new Door(opened.db, [formPreviewRoute], '2026-03-02T01:00:00Z')
})
after(async () => { await door.server.close(); await opened.close() })

type Input = Parameters<typeof formPreviewRoute.handle>[1]
const show = async (body: object): Promise<{ html: string; pages: number }> => {
  // Safe: the handler reads only the body, which is what its schema lets through.
  const answer: unknown = await formPreviewRoute.handle(door.call(person('bureau', ['bureau'])), { body } as Input)
  const { html, pages } = Object(answer)
  return { html: String(html), pages: Number(pages) }
}

describe('填表的预览', () => {
  it('就是群众填的那一页：字段、说明、必填都在', async () => {
    const item = testItem()
    const [page] = item.form['x-pages']
    const { html, pages } = await show({ item, page: 1 })
    assert.ok(page && pages >= 1)
    assert.match(html, new RegExp(page.title))
    for (const name of page.fields) assert.match(html, new RegExp(`name="${name}"`))
    assert.doesNotMatch(html, /<script/)
  })

  it('换一种回答，不用填的字段和页就没有了；长者版一页只问一件', async () => {
    const item = testItem()
    const [owned, leased] = [
      await show({ item, page: 1, answers: { premises: 'own' } }), await show({ item, page: 1, answers: { premises: 'leased', lessor: 'company' } }),
    ]
    assert.ok(!isDeepStrictEqual(owned.html + owned.pages, leased.html + leased.pages))
    assert.ok((await show({ item, page: 1, theme: 'elder' })).pages >= Object.keys(item.form.properties).length)
  })

  it('没有字段的说先加字段；页数太大就看最后一页', async () => {
    const item = testItem()
    await assert.rejects(show({ item: testItem({ form: { ...item.form, properties: {}, required: [], 'x-pages': [] } }), page: 1 }), { code: 'rule' })
    const { pages } = await show({ item, page: 1 })
    assert.equal((await show({ item, page: 200 })).html, (await show({ item, page: pages })).html)
  })
})
