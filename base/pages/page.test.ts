import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '#platform/html'
import { Refusal } from '#platform/refusal'
import { assetRoutes, SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts'
import { cameFrom } from './came-from.ts'
import { renderCitizenErrorPage } from './error-page.ts'
import { faultSummary, orAgain } from './faults.ts'
import { renderPage } from './page.ts'
import { digits, pager, pairs } from './parts.ts'
import { stateMark } from './state-mark.ts'
import { dueDay, timeline, type DueFacts } from './timeline.ts'
import { themeOf } from './theme.ts'
import { dayWords, instantWords, sizeWords } from './words.ts'

const visit = { name: null, theme: 'standard' } as const
const main = html`<h1>标题</h1>`

describe('页面的框', () => {
  it('写明中文、标题、样式，没有行内样式和行内脚本', () => {
    const shown = renderPage(visit, { title: '<查>', main })
    assert.match(shown, /^<!doctype html>\n<html lang="zh-CN">/)
    assert.match(shown, /<title>&lt;查&gt; - 花都区政务服务<\/title>/)
    assert(shown.includes(`href="${STYLESHEET_PATH}"`))
    assert.doesNotMatch(shown, /style=|onclick|javascript:/)
    assert.deepEqual(shown.match(/<script.*?<\/script>/gs), [`<script type="module" src="${SCRIPT_PATH}"></script>`])
    for (const landmark of ['<header', '<nav', '<main id="main"', '<footer']) assert(shown.includes(landmark), landmark)
  })

  it('登录前是“登录”，登录后能退出，名字变不成代码', () => {
    assert.match(renderPage(visit, { title: '', main }), /href="\/sign-in">登录/)
    assert.match(renderPage({ ...visit, name: '<b>李' }, { title: '', main }), /action="\/sign-out"/)
  })

  it('有错时标题先说', () => {
    assert.match(renderPage(visit, { title: '登录', main, hasFaults: true }), /<title>有内容需要改正：登录/)
  })

  it('换了显示方式，整页跟着换，还能换回来', () => {
    const shown = renderPage({ ...visit, theme: 'elder' }, { title: '', main })
    assert.match(shown, /<html lang="zh-CN" class="elder">/)
    assert.match(shown, /value="standard">标准版.*value="contrast">高对比/)
    assert.doesNotMatch(shown, /value="elder"/)
    assert.deepEqual([themeOf({ theme: 'contrast' }), themeOf({ theme: 'x' }), themeOf({})], ['contrast', 'standard', 'standard'])
  })

  it('换完回到原来的页，绝不去别的网站', () => {
    const host = 'hd.gov.cn'
    assert.equal(cameFrom({ host, referer: 'https://hd.gov.cn/search?q=a' }), '/search?q=a')
    const elsewhere = ['https://evil.cn/search', 'https://hd.gov.cn.evil.cn/', 'https://hd.gov.cn//evil.cn', 'x', undefined]
    for (const referer of elsewhere) assert.equal(cameFrom({ host, referer }), '/')
  })

  it('样式和标志的地址带内容摘要，可以一直留着', async () => {
    assert.match(STYLESHEET_PATH, /^\/assets\/citizen\.[0-9a-f]{12}\.css$/)
    for (const { path } of assetRoutes) assert.match(path, /^\/assets\/[a-z0-9-]+\.[0-9a-f]{12}\.(css|js|svg|png)$/)
    assert.equal(new Set(assetRoutes.map(({ path }) => path)).size, assetRoutes.length)
  })

  it('出错的页在同一个框里，说怎么办，给编号', () => {
    const shown = renderCitizenErrorPage({ status: 404, code: 'not-found', message: '没有<这个>', fields: [], traceId: 'abc-1' }, { cookies: {} })
    assert.match(shown, /<h1>没有找到这一页<\/h1>\n<p>没有&lt;这个&gt;。<\/p>/)
    assert.match(shown, /abc-1/)
    const fields = [{ path: 'a', message: '甲' }]
    const broken = renderCitizenErrorPage({ status: 500, code: 'fault', message: '坏了。', fields, traceId: '' }, { cookies: {} })
    assert.match(broken, /<h1>系统出了问题<\/h1>\n<p>坏了。<\/p>\n<ul><li>甲/)
  })
})

describe('页面的零件', () => {
  it('错误列在最上面，每条都有去处；没有错就没有', () => {
    const shown = faultSummary([{ path: 'a.0', message: '甲' }, { path: '', message: '乙' }])
    assert.match(String(shown), /有 2 处需要改正.*<a href="#f-a\.0">甲<\/a>.*<li>乙<\/li>/s)
    assert.match(String(shown), /role="alert" tabindex="-1" autofocus/)
    assert.equal(faultSummary([]), false)
  })

  it('人能改正的重新显示，改不了的不拦', async () => {
    const throwing = (error: Error) => () => Promise.reject(error)
    assert.equal(await orAgain(throwing(new Refusal('invalid', '甲')), (refusal) => refusal.message), '甲')
    const beyond = [new Refusal('not-found', '乙'), new Refusal('unavailable', '丙'), new Refusal('forbidden', '丁'), new TypeError('戊')]
    for (const error of beyond) {
      await assert.rejects(orAgain(throwing(error), () => assert.fail('不该拦')), error)
    }
  })

  it('一页放得下就没有翻页', () => {
    assert.equal(pager(1, 1, String), false)
    const middle = String(pager(2, 3, (page) => `/x?page=${page}`))
    assert.match(middle, /href="\/x\?page=1" rel="prev".*第 2 页，共 3 页.*href="\/x\?page=3" rel="next"/s)
    assert.doesNotMatch(String(pager(1, 2, String)), /上一页/)
  })

  it('修改链接说得出改哪一项', () => {
    const shown = String(pairs([{ label: '姓名', value: '李', action: { href: '/x', label: '修改' } }]))
    assert.match(shown, /<a href="\/x">修改<span class="hidden">姓名<\/span><\/a>/)
  })

  it('长号码四位一组，抄下来没有空格', () => {
    assert.equal(String(digits('4401142603020000069')).replace(/<[^>]*>/g, ''), '4401142603020000069')
    assert.match(String(digits('4401142603')), /<span>4401<\/span><wbr><span>1426<\/span><wbr><span>03<\/span>/)
  })

  it('状态有字也有形，不只靠颜色', () => {
    const marks = (['going', 'turn', 'pause', 'good', 'bad', 'over'] as const).map((mark) => String(stateMark(mark, '某状态')))
    assert(marks.every((mark) => mark.includes('某状态') && mark.includes('aria-hidden="true"')))
    assert.equal(new Set(marks.map((mark) => /<svg.*<\/svg>/.exec(mark)?.[0])).size, marks.length)
  })

  it('经过按时间排，最后一步标出', () => {
    const accepted = { at: '2026-03-02T16:30:00Z', label: '受理', by: '<窗口>', note: '<好>' }
    const shown = String(timeline([{ at: '2026-03-02T01:00:00Z', label: '提交', by: '您' }, accepted]))
    assert.match(shown, /<li>\s*<h3>提交<\/h3>.*2026年3月2日 09:00.*<li class="now">\s*<h3>受理.*2026年3月3日 00:30<\/time>　&lt;窗口&gt;.*&lt;好&gt;/s)
  })
})

describe('日子和大小', () => {
  it('带星期，按中国的钟', () => {
    assert.equal(dayWords('2026-03-09'), '2026年3月9日（周一）')
    assert.equal(dayWords('2024-02-29'), '2024年2月29日（周四）')
    assert.equal(instantWords('2025-12-31T16:05:00Z'), '2026年1月1日 00:05')
    assert.deepEqual([1, 2048, 3 * 1_048_576].map(sizeWords), ['1 KB', '2 KB', '3.0 MB'])
  })

  const clock = (changes: Partial<DueFacts>): string => String(dueDay({
    dueOn: null, noticeDueOn: null, deliverBy: null, statutoryDueOn: null, state: 'running', level: 'none',
    explanation: [{ on: '2026-03-09', text: '第 5 个工作日', article: '行政许可法第四十二条' }], ...changes,
  }))

  it('哪个阶段说哪一天，都能打开看推算和依据', () => {
    const receiving = clock({ state: 'receiving', noticeDueOn: '2026-03-09' })
    assert.match(receiving, /最迟 <strong>2026年3月9日（周一）<\/strong> 告诉您是否受理/)
    assert.match(receiving, /为什么是这一天.*第 5 个工作日.*依据：行政许可法第四十二条/s)
    const late = clock({ dueOn: '2026-03-09', level: 'yellow', statutoryDueOn: '2026-03-16' })
    assert.match(late, /2026年3月9日（周一）<\/strong> 作出决定（超期）.*法律规定的最后一天是2026年3月16日/s)
    assert.match(clock({ state: 'decided', deliverBy: '2026-03-20' }), /2026年3月20日（周五）<\/strong> 把证件送到您手里/)
    assert.match(clock({ state: 'correcting' }), /等您补正.*期限是怎样算的/s)
    assert.match(clock({ state: 'paused' }), /不计入办理期限/)
    assert.match(clock({ state: 'withdrawn' }), /不再计算/)
  })
})
