import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import { endpoint, Sample, testServer } from './test-server.ts'

const { server } = testServer([endpoint('POST', '/api/samples', { body: Sample }), endpoint('POST', '/api/nothing')])

async function post(payload: string | Buffer, type = 'application/json', url = '/api/samples') {
  const answer = await server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
  return { status: answer.statusCode, error: answer.json().error, body: answer.json() }
}

function pathsOf({ error }: Awaited<ReturnType<typeof post>>): string[] {
  return error.fields.map((field: { path: string }) => field.path)
}

describe('进不来的人', () => {
  it('先听到请登录，不是哪一项填得不对', async () => {
    const admit = async (): Promise<void> => { throw new Refusal('unauthenticated', '请先登录') }
    const { server: closed } = testServer([endpoint('POST', '/api/samples', { body: Sample, admit })])
    const answer = await closed.inject({ method: 'POST', url: '/api/samples', headers: { 'content-type': 'application/json' }, payload: '{"name":1}' })
    assert.deepEqual([answer.statusCode, answer.json().error.message], [401, '请先登录'])
  })
})

describe('提交的内容有误时，说明错在哪里、该怎么办，绝不报系统错误', () => {
  it('内容正确就原样收下', async () => {
    const { status, body } = await post('{"name":"李群众","count":3,"tags":["甲"],"inner":{"on":true}}')
    assert.equal(status, 200)
    assert.deepEqual(body.body, { name: '李群众', count: 3, tags: ['甲'], inner: { on: true } })
  })

  it('错误的格式固定：类别、中文句子、字段、编号', async () => {
    const { status, error } = await post('{"name":""}')
    assert.equal(status, 400)
    assert.equal(error.code, 'invalid')
    assert.match(error.message, /请按提示修改/)
    assert.deepEqual(error.fields, [{ path: 'name', message: '不能为空，请填写' }])
    assert.match(error.traceId, /^[0-9a-f]{10}-[0-9a-z]+$/)
  })

  it('没有的字段要说出来，不是悄悄丢掉，里层也一样', async () => {
    assert.deepEqual((await post('{"name":"甲","extra":1}')).error.fields, [{ path: 'extra', message: '没有这一项，请去掉' }])
    assert.deepEqual(pathsOf(await post('{"name":"甲","inner":{"on":true,"off":1}}')), ['inner.off'])
  })

  it('类型不对不替人转换', async () => {
    const objects = [
      '{"name":1}', '{"name":"甲","count":"3"}', '{"name":"甲","tags":"甲"}', '{"name":"甲","inner":{"on":"true"}}', '{"name":null}',
    ]
    for (const wrong of [...objects, '[]', '"甲"', '1', 'null']) {
      assert.equal((await post(wrong)).status, 400, wrong)
    }
  })

  it('一次指出所有错处', async () => {
    assert.deepEqual(pathsOf(await post('{"count":10,"tags":["1","2","3","4"]}')).toSorted(), ['count', 'name', 'tags'])
  })

  it('不是 JSON 的内容', async () => {
    for (const broken of ['{', '{"name":"甲",}', "{'name':1}", '\ufeff{"name":"甲"}', '{"name":"甲"} x', 'undefined', 'NaN']) {
      const { status, error } = await post(broken)
      assert.equal(status, 400, broken)
      assert.match(error.message, /JSON/, broken)
    }
    assert.equal((await post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))).status, 400)
  })

  it('空的请求体等于什么也没填', async () => {
    assert.deepEqual((await post('')).error.fields, [{ path: 'name', message: '缺少这一项，请填写' }])
    assert.equal((await post('  ', 'application/json', '/api/nothing')).status, 200)
    assert.equal((await post('{}', 'application/json', '/api/nothing')).status, 200)
    assert.equal((await post('{"a":1}', 'application/json', '/api/nothing')).status, 400)
    assert.equal((await post('[1]', 'application/json', '/api/nothing')).status, 400)
    assert.equal((await post('7', 'application/json', '/api/nothing')).status, 400)
  })

  it('数据库存不下的字符和程序内部的名字', async () => {
    const texts = ['{"name":"\\u0000"}', '{"name":"\\ud800"}', '{"\\u0000":1}']
    for (const unsafe of [...texts, '{"__proto__":{"name":"甲"}}', '{"constructor":{"prototype":{}}}', '{"name":"甲","count":1e999}']) {
      assert.equal((await post(unsafe)).status, 400, unsafe)
    }
    assert.equal(Reflect.get({}, 'name'), undefined)
  })

  it('嵌套过深、内容过大', async () => {
    assert.equal((await post(`${'['.repeat(5000)}${']'.repeat(5000)}`)).status, 400)
    assert.equal((await post(`{"inner":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`)).status, 400)
    const { status, error } = await post(JSON.stringify({ name: '甲'.repeat(500_000) }))
    assert.equal(status, 413)
    assert.equal(error.code, 'too-large')
  })

  it('大量错误的内容也很快答复，只列前五十处', async () => {
    const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`x${index}`, 1]))
    const { status, error } = await post(JSON.stringify(many))
    assert.equal(status, 400)
    assert.equal(error.fields.length, 50)
  })

  it('接口只收 JSON', async () => {
    const forms = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']
    for (const type of [...forms, 'text/plain', 'application/xml', 'nonsense', 'application/jsonx']) {
      const { status, error } = await post('name=1', type)
      assert.equal(status, 415, type)
      assert.equal(error.code, 'unsupported-media', type)
    }
  })
})
