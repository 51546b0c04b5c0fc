import { html, type Html } from '#platform/html'
import { ICON_PATH } from './assets.ts'
import { THEMES, type Theme } from './theme.ts'
import type { Visit } from './visit.ts'

/** The part of the site a page belongs to, marked in the head of the page. */
export type Section = 'search' | 'progress' | 'me'

interface Head { section?: Section | undefined; hasSearch: boolean }

const SECTIONS: readonly (readonly [Section, href: string, label: string])[] = [
  ['search', '/search', '找事项'], ['progress', '/progress', '查进度'], ['me', '/me', '我的'],
]
const SIGN_IN = html`<a href="/sign-in">登录</a>`
const SIGN_OUT = html`<form method="post" action="/sign-out"><button class="link">退出</button></form>`

/** The same on every page, in the same order. */
export function pageHead(visit: Visit, { section, hasSearch }: Head): Html {
  return html`<a class="skip" href="#main">跳到正文</a>
<header class="top"><div class="wide">
<a class="brand" href="/"><img src="${ICON_PATH}" alt="" width="40" height="40"><span>春风政务服务<small>广州市花都区</small></span></a>
${hasSearch && html`<form class="find" role="search" action="/search">
<input type="search" name="q" maxlength="200" aria-label="搜索事项" placeholder="您要办什么事？"><button class="button">搜索</button></form>`}
<nav aria-label="主要栏目"><ul>
${SECTIONS.map(([id, href, label]) => html`<li><a href="${href}"${id === section && html` aria-current="page"`}>${label}</a></li>`)}
<li>${visit.name === null ? SIGN_IN : SIGN_OUT}</li>
</ul></nav>
${themeSwitch(visit.theme)}
</div></header>`
}

export function pageFoot(): Html {
  return html`<footer class="foot"><div class="wide">
<ul><li>咨询、投诉：<a href="tel:12345">12345</a> 政务服务便民热线</li></ul>
<ul>
<li><a href="/accessibility">无障碍和长者服务</a></li><li><a href="/privacy">个人信息怎样使用</a></li><li><a href="/calculator">期限计算器</a></li><li><a href="/statistics">办件统计</a></li>
<li><a href="/api/openapi.json">开放接口</a></li>
</ul>
<p class="small soft">不方便在网上办的，可以到政务服务大厅的综合窗口办理。</p>
</div></footer>`
}

function themeSwitch(current: Theme): Html {
  const others = Object.entries(THEMES).filter(([theme]) => theme !== current)
  return html`<form class="themes" method="post" action="/theme" aria-label="显示方式">
${others.map(([theme, label]) => html`<button class="link" name="theme" value="${theme}">${label}</button>`)}
</form>`
}
