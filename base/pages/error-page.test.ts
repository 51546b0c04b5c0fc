import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import type { Endpoint } from '#platform/endpoint'
import { buildServer } from '#platform/http'
import { inProject } from '#platform/project'
import { Refusal, type RefusalCode } from '#platform/refusal'
import { renderCitizenErrorPage } from './error-page.ts'
import { HOTLINE, hotlineIn, telephone } from './telephone.ts'

/** What can go wrong on a citizen's page, the heading she then reads, and something it tells her to do. */
const TROUBLES: readonly (readonly [code: RefusalCode | 'fault', status: number, heading: string, advice: RegExp])[] = [
  ['forbidden', 403, '您不能打开这一页', /换账号登录/],
  ['not-found', 404, '没有找到这一页', /搜索要办的事项/],
  ['conflict', 409, '情况刚刚有了变化', /刷新后再看/],
  ['too-large', 413, '文件太大', /每个文件不能超过 20 MB/],
  ['unsupported-media', 415, '文件类型不对', /换成 PDF/],
  ['rule', 422, '按规定现在不能办理', /我的办件/],
  ['too-many', 429, '操作太频繁', /等一会儿/],
  ['fault', 500, '系统出了问题', /看看是不是已经成功/],
  ['unavailable', 503, '系统正在维护，暂时不能使用', /过几分钟再试/],
]

function failing(code: RefusalCode | 'fault'): Endpoint {
  return {
    method: 'GET', path: `/fails/${code}`, summary: '坏了', audience: ['anyone'], upload: false,
    answerTo: () => Promise.reject(code === 'fault' ? new TypeError('内部细节') : new Refusal(code, `说明：${code}`)),
  }
}

describe('出错的页', () => {
  let server: FastifyInstance
  before(() => {
    server = buildServer({
      endpoints: TROUBLES.map(([code]) => failing(code)), log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0,
      renderErrorPage: renderCitizenErrorPage,
    })
  })
  after(() => server.close())

  const ask = (url: string, cookie = ''): Promise<LightMyRequestResponse> => server.inject({ method: 'GET', url, headers: cookie === '' ? {} : { cookie } })

  for (const [code, status, heading, advice] of TROUBLES) {
    it(`${status}：说发生了什么、怎么办、打哪个电话、报哪个编号，不说内部细节`, async () => {
      const answer = await ask(`/fails/${code}`)
      assert.equal(answer.statusCode, status)
      assert(answer.body.includes(`<h1>${heading}</h1>`), answer.body)
      const main = /<main.*<\/main>/s.exec(answer.body)?.[0] ?? ''
      assert.match(main, advice)
      assert(main.includes(`href="tel:${HOTLINE.number}"`))
      assert(main.includes(String(answer.headers['x-trace-id'])))
      assert.doesNotMatch(answer.body, /内部细节|TypeError/)
    })

    it(`${status}：照读者选的样式；登录了的看到“退出”，没有登录的看到“登录”`, async () => {
      const signedIn = await ask(`/fails/${code}`, 'theme=elder; session=abc')
      assert.match(signedIn.body, /<html lang="zh-CN" class="elder">/)
      assert.match(signedIn.body, /action="\/sign-out"/)
      const visitor = await ask(`/fails/${code}`, 'theme=contrast')
      assert.match(visitor.body, /<html lang="zh-CN" class="contrast">/)
      assert.match(visitor.body, /href="\/sign-in">登录/)
    })
  }

  it('点链接进来、网址不完整的，说网址不对，不叫人改“提交的内容”；填表提交的照说哪里要改', async () => {
    const problem = { status: 400, code: 'invalid', message: '地址不对', fields: [{ path: 'code', message: '格式不对，请按说明填写' }], traceId: 'x-1' }
    const followed = renderCitizenErrorPage(problem, { cookies: {}, isFollowing: true })
    assert.match(followed, /<h1>网址不完整或者写错了<\/h1>.*href="\/search".*x-1/s)
    assert.doesNotMatch(followed, /改好后再提交|格式不对/)
    assert.match(renderCitizenErrorPage(problem, { cookies: {} }), /<h1>提交的内容需要修改<\/h1>.*格式不对，请按说明填写.*改好后再提交/s)
  })

  it('直接打开要按按钮才能进的地址，用平常话说，不说 GET 和 POST', () => {
    const page = renderCitizenErrorPage({ status: 405, code: 'invalid', message: '这个地址不支持 GET，可用的方法：POST', fields: [], traceId: 'x-2' }, { cookies: {} })
    assert.match(page, /不能这样打开这一页.*要按页面上的按钮才能进入/s)
    assert.doesNotMatch(page, /GET|可用的方法/)
  })

  it('没有这个网址、网址写坏了，也照读者选的样式', async () => {
    for (const url of ['/nowhere', '/%E0%A4%A']) assert.match((await ask(url, 'theme=elder')).body, /class="elder"/, url)
  })

  it('乱写的 Cookie 不会让出错的页再出错', async () => {
    for (const cookie of ['theme=%E0%A4%A', ';;;===', 'theme=elder%00', `theme=${'x'.repeat(4000)}`]) {
      const { statusCode, body } = await ask('/nowhere', cookie)
      assert.equal(statusCode, 404)
      assert.match(body, /没有找到这一页/)
    }
  })
})

describe('程序停着时代理给出的那一页', () => {
  const page = readFileSync(inProject('deploy/maintenance.html'), 'utf8')

  it('自己就完整，不另外取东西，没有脚本；字是 24 像素', () => {
    assert.doesNotMatch(page, /<script|src=|url\(|@import|<link/)
    assert.deepEqual([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href), [`tel:${HOTLINE.number}`])
    assert.match(page, /font: 24px/)
  })

  it('和程序自己说的是同一件事', () => {
    const own = renderCitizenErrorPage({ status: 503, code: 'unavailable', message: '', fields: [], traceId: '' }, { cookies: {} })
    for (const words of ['系统正在维护，暂时不能使用', '请过几分钟再试。已经提交的申请和保存过的草稿都在，不受影响。']) {
      assert(page.includes(words), words)
      assert(own.includes(words), words)
    }
  })

  it('代理的样例里接上了它', () => {
    assert.match(readFileSync(inProject('deploy/nginx.conf'), 'utf8'), /error_page 502 504 =503 \/maintenance\.html;/)
  })
})

describe('热线电话', () => {
  it('一按就打', () => {
    assert.equal(String(telephone()), `<a href="tel:${HOTLINE.number}">${HOTLINE.number}</a>`)
    assert.equal(String(telephone('打电话')), `<a href="tel:${HOTLINE.number}">打电话</a>`)
  })

  it('号码可以改；写坏的设置不让启动', () => {
    const other = { basis: '默认值，某地自己的热线', number: '020-12345', name: '某热线' }
    assert.equal(hotlineIn(JSON.stringify(other)).number, '020-12345')
    for (const broken of [{ ...other, number: '' }, { ...other, number: 'javascript:1' }, { ...other, extra: 1 }, { number: '12345' }, 'x']) {
      assert.throws(() => hotlineIn(JSON.stringify(broken)))
    }
  })
})
