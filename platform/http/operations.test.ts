import assert from 'node:assert/strict'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Type } from 'typebox'
import { requestsPerMinuteMaxOf } from './rate-limit.ts'
import { endpoint, Sample, testServer } from './test-server.ts'

describe('运行状态', () => {
  it('活着和准备好是两件事：数据库不答应就不接客', async () => {
    let works: () => Promise<unknown> = async () => true
    const { server } = testServer([], { ready: () => works() })
    assert.deepEqual((await server.inject('/readyz')).json(), { status: 'ready' })
    works = async () => { throw new Error('no database') }
    assert.equal((await server.inject('/readyz')).statusCode, 503)
    works = async () => false
    assert.equal((await server.inject('/readyz')).json().error.code, 'unavailable')
    assert.deepEqual((await server.inject('/healthz')).json(), { status: 'alive' })
  })

  it('指标按路由计时，只给本机或持令牌者', async () => {
    const { server } = testServer([endpoint('GET', '/api/things/:id')])
    await server.inject('/api/things/9')
    const text = (await server.inject('/metrics')).body
    assert.match(text, /http_request_duration_seconds_count\{method="GET",route="\/api\/things\/:id",status="200"\} 1/)
    assert.match(text, /process_cpu_seconds_total/)
    assert.equal((await server.inject({ url: '/metrics', remoteAddress: '10.0.0.9' })).statusCode, 403)
    assert.equal((await server.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.9' } })).statusCode, 403)
    process.env['CHUNFENG_METRICS_TOKEN'] = 'right'
    const withToken = async (token: string) => (await server.inject({
      url: '/metrics', remoteAddress: '10.0.0.9', headers: { authorization: `Bearer ${token}` },
    })).statusCode
    assert.equal(await withToken('right'), 200)
    assert.equal(await withToken('wrong'), 403)
    delete process.env['CHUNFENG_METRICS_TOKEN']
    assert.equal(await withToken(''), 403)
  })

  it('同一地址一分钟内太频繁就请他等一等，本机不限', async () => {
    const { server } = testServer([endpoint('GET', '/api/a'), endpoint('POST', '/api/b', { perMinuteMax: 2 })], { requestsPerMinuteMax: 5 })
    const ask = async (method: 'GET' | 'POST', url: string, remoteAddress: string) => server.inject({ method, url, remoteAddress })
    for (let count = 0; count < 5; count++) assert.equal((await ask('GET', '/api/a', '10.0.0.1')).statusCode, 200)
    const refused = await ask('GET', '/api/a', '10.0.0.1')
    assert.deepEqual([refused.statusCode, refused.json().error.code], [429, 'too-many'])
    assert.match(refused.json().error.message, /秒后再试/)
    assert.ok(Number(refused.headers['retry-after']) > 0)
    assert.equal((await ask('GET', '/api/a', '10.0.0.2')).statusCode, 200)
    for (const status of [200, 200, 429]) assert.equal((await ask('POST', '/api/b', '10.0.0.3')).statusCode, status)
    for (const status of [404, 404, 404, 404, 404, 429]) assert.equal((await ask('GET', '/hole', '10.0.0.4')).statusCode, status)
    for (let count = 0; count < 9; count++) assert.equal((await ask('GET', '/api/a', '127.0.0.1')).statusCode, 200)
  })

  it('限额可以由环境变量改，写错了开不了机', () => {
    assert.equal(requestsPerMinuteMaxOf({}), 600)
    assert.equal(requestsPerMinuteMaxOf({ CHUNFENG_RATE_LIMIT: '0' }), 0)
    assert.equal(requestsPerMinuteMaxOf({ CHUNFENG_RATE_LIMIT: '1200' }), 1200)
    assert.throws(() => requestsPerMinuteMaxOf({ CHUNFENG_RATE_LIMIT: 'many' }), /CHUNFENG_RATE_LIMIT/)
    assert.throws(() => requestsPerMinuteMaxOf({ CHUNFENG_RATE_LIMIT: '-1' }), /CHUNFENG_RATE_LIMIT/)
  })
})

describe('接口说明', () => {
  it('由同一张路由表生成，写明谁能用、错误长什么样', async () => {
    const { server } = testServer([
      endpoint(
        'POST', '/api/cases/:id/steps/:step',
        { body: Sample, audience: ['window', 'owner'], params: Type.Object({ id: Type.String({ format: 'uuid' }), step: Type.String() }) },
      ),
      endpoint(
        'GET', '/api/items',
        { query: Type.Object({ q: Type.Optional(Type.String()), page: Type.Integer() }), answer: Type.Object({ total: Type.Integer() }) },
      ),
      endpoint('POST', '/api/files', { upload: true }),
      endpoint('GET', '/page'),
    ])
    const description = (await server.inject('/api/openapi.json')).json()
    assert.equal(description.openapi, '3.1.0')
    const own = ['/healthz', '/readyz', '/metrics', '/api/openapi.json']
    assert.deepEqual(Object.keys(description.paths), ['/api/cases/{id}/steps/{step}', '/api/items', '/api/files', ...own])
    for (const path of own) assert.equal((await server.inject(path)).statusCode, 200, path)
    const step = description.paths['/api/cases/{id}/steps/{step}'].post
    assert.deepEqual(
      step.parameters.map((parameter: { name: string; in: string }) => [parameter.name, parameter.in]), [['id', 'path'], ['step', 'path']],
    )
    assert.equal(step.requestBody.content['application/json'].schema.additionalProperties, false)
    assert.deepEqual([step['x-audience'], step.security], [['window', 'owner'], [{ session: [] }]])
    const items = description.paths['/api/items'].get
    assert.deepEqual(
      items.parameters.map((parameter: { name: string; required: boolean }) => [parameter.name, parameter.required]),
      [['q', false], ['page', true]],
    )
    assert.deepEqual(items.security, [])
    assert.deepEqual(items.responses['2XX'].content['application/json'].schema.required, ['total'])
    assert.ok(description.paths['/api/files'].post.requestBody.content['multipart/form-data'])
    for (const status of ['400', '401', '403', '404', '409', '413', '415', '422', '429', '503']) assert.ok(items.responses[status], status)
    assert.deepEqual(description.components.schemas.Error.properties.error.required, ['code', 'message', 'traceId'])
  })

  it('每个操作的名字各不相同', async () => {
    const { server } = testServer([
      endpoint('GET', '/api/cases/:id'), endpoint('GET', '/api/cases/:id/events'), endpoint('POST', '/api/cases/:id/events'),
    ])
    const { paths } = (await server.inject('/api/openapi.json')).json()
    assert.deepEqual([
      paths['/api/cases/{id}'].get.operationId, paths['/api/cases/{id}/events'].get.operationId,
      paths['/api/cases/{id}/events'].post.operationId,
    ], ['getCasesId', 'getCasesIdEvents', 'postCasesIdEvents'])
  })
})

describe('静态文件', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'static-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<div id="root"></div>')
    await writeFile(join(folder, 'assets', 'app-1a2b.js'), `/* ${'x'.repeat(5000)} */`)
    await writeFile(join(folder, '.secret'), 'no')
  })
  after(() => rm(folder, { recursive: true }))
  const served = () => testServer(
    [endpoint('GET', '/staff/export')],
    { staticFolders: [{ prefix: '/staff/', folder, singlePage: true }, { prefix: '/assets/', folder: join(folder, 'assets') }] },
  ).server

  it('带摘要的文件长期保存，首页每次核对', async () => {
    const server = served()
    const script = await server.inject({ url: '/staff/assets/app-1a2b.js', headers: { 'accept-encoding': 'br' } })
    assert.equal(script.statusCode, 200)
    assert.match(String(script.headers['cache-control']), /immutable/)
    assert.equal(script.headers['content-encoding'], 'br')
    const index = await server.inject('/staff/')
    assert.deepEqual([index.statusCode, index.headers['cache-control'], index.body], [200, 'no-cache', '<div id="root"></div>'])
    assert.match(String(index.headers['content-security-policy']), /unsafe-inline/)
  })

  it('单页应用里的地址都给首页，缺的文件是 404，隐藏文件和上级目录拿不到', async () => {
    const server = served()
    for (const url of ['/staff/cases/7', '/staff/worklist?queue=todo', '/staff']) {
      const answer = await server.inject(url)
      assert.deepEqual([answer.statusCode, answer.body], [200, '<div id="root"></div>'], url)
    }
    for (const url of [
      '/staff/assets/lost.js', '/staff/.secret', '/staff/../.secret', '/staff/%2e%2e/%2e%2e/etc/passwd', '/staffing', '/assets/x',
    ]) {
      const status = (await server.inject(url)).statusCode
      assert.ok([403, 404].includes(status), `${url} ${status}`)
    }
    assert.equal((await server.inject({ url: '/staff/assets/app-1a2b.js', headers: { range: 'bytes=999999-' } })).statusCode, 400)
    assert.equal(
      (await server.inject({ url: '/staff/assets/app-1a2b.js', headers: { range: 'bytes=0-3', 'accept-encoding': 'br' } })).body, '/* x',
    )
    assert.equal((await server.inject({ url: '/staff/assets/app-1a2b.js', headers: { 'if-match': '"other"' } })).statusCode, 400)
    assert.equal((await server.inject('/staff/export')).statusCode, 200)
    assert.equal((await server.inject('/assets/app-1a2b.js')).statusCode, 200)
  })
})
