import { html, type Content } from '#platform/html'
import type { ErrorPage } from '#platform/http'
import { renderPage } from './page.ts'

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
  503: '系统暂时不能使用',
}

/** What to do next, where the message alone does not say it. */
const ADVICE: Readonly<Record<number, Content>> = {
  403: html`<p>如果您有别的账号，请<a href="/sign-in">换账号登录</a>。</p>`,
  404: html`<p>网址可能输错了，或者这一页已经搬走。可以<a href="/search">搜索要办的事项</a>，或者<a href="/progress">查办件进度</a>。</p>`,
  409: html`<p>请返回上一页，刷新后再看。</p>`,
  503: html`<p>请稍后再试。着急的事可以到政务服务大厅办理。</p>`,
}

/** The page for whatever could not be answered: what happened, what to do, where to ask, and the number to quote. */
export function renderCitizenErrorPage({ status, message, fields, traceId }: ErrorPage): string {
  const title = TITLES[status] ?? '系统出了问题'
  return renderPage({ name: null, theme: 'standard' }, {
    title, hasSearch: status === 404,
    main: html`<h1>${title}</h1>
<p>${message}${/[。！？]$/.test(message) ? '' : '。'}</p>
${fields.length > 0 && html`<ul>${fields.map((field) => html`<li>${field.message}</li>`)}</ul>`}
${ADVICE[status]}
<p>仍然不行的，请拨打 <a href="tel:12345">12345</a>，并告诉工作人员这个编号：<span class="hash">${traceId}</span></p>
<p><a href="/">回到首页</a></p>`,
  })
}
