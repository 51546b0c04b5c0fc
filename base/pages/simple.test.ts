import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '#platform/html'
import { renderPage, type PageParts } from './page.ts'
import { HOTLINE } from './telephone.ts'
import { THEMES, isSimple, themeOf, type Theme } from './theme.ts'

const main = html`<h1>标题</h1>`
const shown = (theme: Theme, parts: Partial<PageParts> = {}, name: string | null = null): string => renderPage({ name, theme }, { title: '某页', main, ...parts })
const part = (page: string, tag: string): string => new RegExp(`<${tag}[ >].*?</${tag}>`, 's').exec(page)?.[0] ?? ''
const links = (text: string): string[] => [...text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href ?? '')

describe('长者版', () => {
  it('只有长者版换成简单的页', () => {
    assert.deepEqual(Object.keys(THEMES).map((theme) => isSimple({ theme: themeOf({ theme }) })), [false, true, false])
  })

  it('页头里有电话，一按就打；去的地方少，没有第二个搜索框', () => {
    const head = part(shown('elder'), 'header')
    assert(head.includes(`<a href="tel:${HOTLINE.number}">打电话 ${HOTLINE.number}</a>`))
    assert.deepEqual(links(head), ['/', '/', '/me', '/sign-in', `tel:${HOTLINE.number}`])
    assert.doesNotMatch(head, /type="search"/)
    assert.match(part(shown('standard'), 'header'), /type="search"/)
  })

  it('打电话办、到窗口办、请家人代办：每一页都是一按就到，办哪件事就带着哪件事', () => {
    const ways = (page: string): string[] => links(/<nav class="ways".*?<\/nav>/s.exec(page)?.[0] ?? '')
    assert.deepEqual(ways(shown('elder')), [`tel:${HOTLINE.number}`, '/ways/window', '/ways/family'])
    assert.deepEqual(ways(shown('elder', { item: 'SL1' })), [`tel:${HOTLINE.number}`, '/ways/window?item=SL1', '/ways/family?item=SL1'])
    for (const theme of ['standard', 'contrast'] as const) assert.deepEqual(ways(shown(theme, { item: 'SL1' })), [], theme)
  })

  it('求助的地方在页脚同一个位置，和别的样式一样的话；别的链接少', () => {
    const first = (theme: Theme): string => /<footer.*?<li>(.*?)<\/li>/s.exec(shown(theme))?.[1] ?? ''
    assert.match(first('elder'), new RegExp(HOTLINE.number))
    assert.equal(first('elder'), first('standard'))
    assert(links(part(shown('elder'), 'footer')).length < links(part(shown('standard'), 'footer')).length)
    assert.doesNotMatch(part(shown('elder'), 'footer'), /openapi/)
  })

  it('登录以后有“退出”，换样式的按钮还在', () => {
    const head = part(shown('elder', {}, '李'), 'header')
    assert.match(head, /action="\/sign-out"/)
    assert.match(head, /value="standard">标准版.*value="contrast">高对比/s)
  })

  it('换样式后地址不同的页，说得出自己在哪里', () => {
    assert.match(shown('elder', { place: '/apply/1/form/3?at=<x>' }), /<input type="hidden" name="to" value="\/apply\/1\/form\/3\?at=&lt;x&gt;">/)
    assert.doesNotMatch(shown('elder'), /name="to"/)
  })
})
