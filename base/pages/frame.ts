import { html, type Html } from '#platform/html'
import { actingLine } from './acting-line.ts'
import { ICON_PATH } from './assets.ts'
import { HOTLINE, telephone } from './telephone.ts'
import { isSimple, THEMES } from './theme.ts'
import type { Visit } from './visit.ts'

/** The part of the site a page belongs to, marked in the head of the page. */
export type Section = 'search' | 'progress' | 'me'

interface Head {
  section?: Section | undefined
  hasSearch: boolean
  /** Where this page is under any theme, if its own address is not. */
  place?: string | undefined
}

const SECTIONS: readonly (readonly [Section, href: string, label: string])[] = [
  ['search', '/search', '找事项'], ['progress', '/progress', '查进度'], ['me', '/me', '我的'],
]
const SIGN_IN = html`<a href="/sign-in">登录</a>`
const SIGN_OUT = html`<form method="post" action="/sign-out"><button class="link">退出</button></form>`

/** The same on every page, in the same order. The simple one (长者版) has no search box, fewer ways to go, and the number to ring. */
export function pageHead(visit: Visit, { section, hasSearch, place }: Head): Html {
  const simple = isSimple(visit)
  const sections = simple ? SECTIONS.filter(([id]) => id === 'me') : SECTIONS
  return html`<a class="skip" href="#main">跳到正文</a>
<header class="top"><div class="wide">
<a class="brand" href="/"><img src="${ICON_PATH}" alt="" width="40" height="40"><span>春风政务服务<small>广州市花都区</small></span></a>
${hasSearch && !simple && html`<form class="find" role="search" action="/search">
<input type="search" name="q" maxlength="200" aria-label="搜索事项" placeholder="您要办什么事？"><button class="button">搜索</button></form>`}
<nav aria-label="主要栏目"><ul>
${simple && html`<li><a href="/">首页</a></li>`}${sections.map(([id, href, label]) => html`<li><a href="${href}"${id === section && html` aria-current="page"`}>${label}</a></li>`)}
<li>${visit.name === null ? SIGN_IN : SIGN_OUT}</li>${simple && html`<li class="ring">${telephone(`打电话 ${HOTLINE.number}`)}</li>`}
</ul></nav>
${themeSwitch(visit, place)}
</div>${actingLine(visit)}</header>`
}

/** Three ways to get it done without this site, one touch away on every simple page; for the item the page is about. */
export function otherWays(item: string | undefined): Html {
  const query = item === undefined ? '' : `?item=${encodeURIComponent(item)}`
  return html`<nav class="ways" aria-label="不想自己在网上办"><div class="wide"><p>不想自己在网上办，也可以：</p>
<ul><li>${telephone('打电话办')}</li><li><a href="/ways/window${query}">到窗口办</a></li><li><a href="/ways/family${query}">请家人代办</a></li></ul>
</div></nav>`
}

const ABOUT = html`<li><a href="/accessibility">无障碍和长者服务</a></li><li><a href="/privacy">个人信息怎样使用</a></li>`

export function pageFoot(visit: Visit): Html {
  return html`<footer class="foot"><div class="wide">
<ul><li>咨询、投诉：${telephone()} ${HOTLINE.name}</li></ul>
<ul>
${ABOUT}${!isSimple(visit) && html`<li><a href="/calculator">期限计算器</a></li><li><a href="/statistics">办件统计</a></li>
<li><a href="/awards">服务评优</a></li><li><a href="/api/openapi.json">开放接口</a></li>`}
</ul>
<p class="small soft">不方便在网上办的，可以到<a href="/hall">办事大厅</a>的窗口办理。</p>
</div></footer>`
}

function themeSwitch({ theme: current }: Visit, place: string | undefined): Html {
  const others = Object.entries(THEMES).filter(([theme]) => theme !== current)
  return html`<form class="themes" method="post" action="/theme" aria-label="显示方式">
${place !== undefined && html`<input type="hidden" name="to" value="${place}">`}
${others.map(([theme, label]) => html`<button class="link" name="theme" value="${theme}">${label}</button>`)}
</form>`
}
