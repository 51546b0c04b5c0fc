import { html, type Content, type Html } from '#platform/html'
import type { ErrorPage, Reader } from '#platform/http'
import { SESSION_COOKIE } from '#base/people'
import { renderPage } from './page.ts'
import { telephone } from './telephone.ts'
import { themeOf } from './theme.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: '提交的内容需要修改',
  403: '您不能打开这一页',
  404: '没有找到这一页',
  405: '不能这样打开这一页',
  409: '情况刚刚有了变化',
  413: '文件太大',
  415: '文件类型不对',
  422: '按规定现在不能办理',
  429: '操作太频繁',
  503: '系统正在维护，暂时不能使用',
}
const FAULT = '系统出了问题'
const BROKEN_ADDRESS = '网址不完整或者写错了'

/** What to do next, where the message alone does not say it. */
const ADVICE: Readonly<Record<number, Content>> = {
  400: html`<p>请按浏览器的“返回”，改好后再提交。</p>`,
  403: html`<p>如果您有别的账号，请<a href="/sign-in">换账号登录</a>。从别的网站点过来的，请从<a href="/">首页</a>重新进入。</p>`,
  404: html`<p>网址可能输错了，或者这一页已经搬走。可以<a href="/search">搜索要办的事项</a>，或者<a href="/progress">查办件进度</a>。</p>`,
  405: html`<p>请从<a href="/">首页</a>或者<a href="/me">我的办件</a>重新进入。</p>`,
  409: html`<p>请返回上一页，刷新后再看。</p>`,
  413: html`<p>每个文件不能超过 20 MB。照片太大的，用手机拍照时选小一点的尺寸；文件页数多的，分成几个文件上传。也可以把纸质材料带到窗口。</p>`,
  415: html`<p>请按浏览器的“返回”，换成 PDF、照片、Word、Excel 或 OFD 文件再上传。</p>`,
  422: html`<p>先到<a href="/me">我的办件</a>看看现在办到哪一步。</p>`,
  429: html`<p>这是为了防止有人用程序不停地试。等一会儿，再按浏览器的“刷新”就可以，已经填好的不会丢。</p>`,
  500: html`<p>已经提交的不会丢：请先到<a href="/me">我的办件</a>看看是不是已经成功，没有成功的再试一次。</p>`,
  503: html`<p>请过几分钟再试。已经提交的申请和保存过的草稿都在，不受影响。着急的事可以到政务服务大厅办理。</p>`,
}

/**
 * The page for whatever could not be answered, in the reader's theme and with her own head of the page: what happened, what to do,
 * where to ask, and the number to quote. Whether she is signed in is only guessed from her cookie: the database may be what is broken.
 */
export function renderCitizenErrorPage(problem: ErrorPage, { cookies, isFollowing = false }: Reader): string {
  const { status, traceId, fields } = problem
  const isBrokenAddress = status === 400 && isFollowing && fields.length > 0
  const title = isBrokenAddress ? BROKEN_ADDRESS : TITLES[status] ?? FAULT
  return renderPage({ name: cookies[SESSION_COOKIE] === undefined ? null : '', theme: themeOf(cookies) }, {
    title, hasSearch: status === 404 || isBrokenAddress,
    main: html`<h1>${title}</h1>
${isBrokenAddress ? ADVICE[404] : html`${whatHappened(problem)}${ADVICE[status] ?? ADVICE[500]}`}
<p>仍然不行的，请拨打 ${telephone()}，并告诉工作人员这个编号：<span class="hash">${traceId}</span></p>
<p><a href="/">回到首页</a></p>`,
  })
}

/** A wrong method is told to programs in their words; a person has only opened by hand what a button opens. */
function whatHappened({ status, message, fields }: ErrorPage): Html {
  if (status === 405) return html`<p>这个地址要按页面上的按钮才能进入，不能直接打开。</p>`
  return html`<p>${message}${/[。！？]$/.test(message) ? '' : '。'}</p>
${fields.length > 0 && html`<ul>${fields.map((field) => html`<li>${field.message}</li>`)}</ul>`}
`
}
