import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { endpoint, testServer } from './test-server.ts'

const Query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 10 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  kinds: Type.Optional(Type.Array(Type.String(), { maxItems: 2 })),
})
const Params = Type.Object({ id: Type.Integer() })
const { server } = testServer([
  endpoint('GET', '/api/items', { query: Query }),
  endpoint('GET', '/items', { query: Query }),
  endpoint(
    'GET', '/api/chosen', { query: Type.Object({ queue: Type.Optional(Type.Union([Type.Literal('todo'), Type.Literal('doing'), Type.Literal('done')])) }) },
  ),
  endpoint('GET', '/api/plain'),
  endpoint('GET', '/api/numbers/:id', { params: Params }),
  endpoint('GET', '/api/texts/:id'),
  endpoint('GET', '/api/texts/:id.pdf'),
])

async function get(url: string) {
  const answer = await server.inject(url)
  return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : {} }
}

describe('查询条件', () => {
  it('几个词里选一个：一处错只说一次，说出能选的全部', async () => {
    const { status, body } = await get('/api/chosen?queue=x')
    assert.deepEqual([status, body.error.fields], [400, [{ path: 'queue', message: '只能是：todo、doing、done' }]])
  })

  it('声明为整数的才转成整数，其余都是文字', async () => {
    assert.deepEqual((await get('/api/items?q=12&page=2')).body.query, { q: '12', page: 2 })
  })

  it('不像整数的不猜', async () => {
    for (const page of ['x', '1.5', '01', '1e2', '0x1', '+1', ' 1', '9999999999999999', '-1', '0', '1001', '%EF%BC%91']) {
      assert.equal((await get(`/api/items?page=${page}`)).status, 400, page)
    }
  })

  it('空的条件等于没有条件', async () => {
    assert.deepEqual((await get('/api/items?q=&page=&kinds=')).body.query, {})
  })

  it('只给一个的列表也是列表；给了两遍的单项要指出', async () => {
    assert.deepEqual((await get('/api/items?kinds=甲')).body.query, { kinds: ['甲'] })
    assert.deepEqual((await get('/api/items?kinds=a&kinds=b')).body.query, { kinds: ['a', 'b'] })
    assert.equal((await get('/api/items?kinds=a&kinds=b&kinds=c')).status, 400)
    assert.equal((await get('/api/items?q=a&q=b')).status, 400)
    assert.equal((await get('/api/items?page=1&page=2')).status, 400)
  })

  it('接口不认识的条件要说出来；页面的链接在转发中会带上别人的参数，不理会', async () => {
    const { status, body } = await get('/api/items?qq=1')
    assert.equal(status, 400)
    assert.deepEqual(body.error.fields, [{ path: 'qq', message: '没有这一项，请去掉' }])
    assert.equal((await get('/api/plain?x=1')).status, 400)
    assert.deepEqual((await get('/items?q=a&from=singlemessage')).body.query, { q: 'a' })
  })

  it('编码错误、藏着的字符、内部名字都拒绝', async () => {
    for (const bad of ['q=%', 'q=%zz', 'q=%ff', 'q=%00', 'q=%ED%A0%80', '__proto__=1', '__proto__[a]=1', 'q=%E4%B8', '%00=1', '%=1']) {
      assert.equal((await get(`/api/items?${bad}`)).status, 400, bad)
    }
    assert.equal((await get(`/api/items?${'q=1&'.repeat(1001)}`)).status, 400)
    assert.deepEqual((await get('/api/items?q=a+b&')).body.query, { q: 'a b' })
  })

  it('地址里的编号也要检查', async () => {
    assert.deepEqual((await get('/api/numbers/7')).body.params, { id: 7 })
    assert.equal((await get('/api/numbers/seven')).status, 400)
    assert.equal((await get('/api/texts/%00')).status, 400)
    assert.equal((await get('/api/texts/%zz')).status, 400)
    assert.equal((await get('/api/texts/%ff')).status, 400)
    assert.equal((await get(`/api/texts/${'x'.repeat(200)}`)).status, 404)
    assert.deepEqual((await get('/api/texts/a%2Fb')).body.params, { id: 'a/b' })
    assert.deepEqual((await get('/api/texts/abc.pdf')).body.params, { id: 'abc' })
  })
})
