import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'

/** What went wrong, as a page or a program is told. */
export interface ErrorPage { status: number; code: string; message: string; fields: readonly FieldError[]; traceId: string }

const TITLES: Readonly<Record<number, string>> = {
  400: '填写的内容需要修改',
  403: '您不能进行这项操作',
  404: '没有找到这个页面',
  405: '不能这样打开这个页面',
  409: '情况刚刚有了变化',
  413: '文件太大',
  415: '文件类型不对',
  422: '按规定现在不能办理',
  429: '操作太频繁',
  503: '系统暂时不能使用',
}

/** The page for when nothing better is known: says what happened, what to do and how to find it again. */
export function renderErrorPage({ status, message, fields, traceId }: ErrorPage): string {
  const title = TITLES[status] ?? '系统出了问题'
  const lines = fields.map((field) => html`<li>${field.path === '' ? '' : `${field.path}：`}${field.message}</li>`)
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main>
<h1>${title}</h1>
<p>${message}</p>
${lines.length > 0 && html`<ul>${lines}</ul>`}
<p><a href="/">回到首页</a></p>
<p><small>编号 ${traceId}</small></p>
</main></body>
</html>
`.text
}
