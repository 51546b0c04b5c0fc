/** The frame of what hangs or stands in a hall: the board and the ticket machine. Large, dark, and without anything to click away to. */
import { html, type Html } from '#platform/html'
import { page, Reply } from '#platform/reply'
import { sm3Hex } from '#platform/sm'
import { route, type Route } from '#kernel'
import { SCREEN_SCRIPT, SCREEN_STYLE } from './screen-assets.ts'

const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' }
const digestOf = (text: string): string => sm3Hex(text).slice(0, 12)
const STYLE_PATH = `/assets/hall-screen.${digestOf(SCREEN_STYLE)}.css`
const SCRIPT_PATH = `/assets/hall-screen.${digestOf(SCREEN_SCRIPT)}.js`
/** Without a script the browser asks again by itself. */
const REFRESH_SECONDS = 10

export const screenAssets: readonly Route[] = [
  route({
    method: 'GET',
    path: STYLE_PATH,
    summary: '大屏的样式',
    for: ['anyone'],
    handle: async () => new Reply(200, 'text/css; charset=utf-8', SCREEN_STYLE, { headers: FOREVER }),
  }),
  route({
    method: 'GET',
    path: SCRIPT_PATH,
    summary: '大屏的刷新',
    for: ['anyone'],
    handle: async () => new Reply(200, 'text/javascript; charset=utf-8', SCREEN_SCRIPT, { headers: FOREVER }),
  }),
]

export interface Screen { title: string; main: Html; isLive: boolean; status?: number }

export function showScreen({ title, main, isLive, status = 200 }: Screen): Reply {
  return page(html`<!doctype html>
<html lang="zh-CN"${!isLive && html` class="touch"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>${title}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
${isLive && html`<noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}"></noscript>
<script src="${SCRIPT_PATH}" defer></script>`}
</head>
<body>
<main>
${main}
</main>
${isLive && html`<p class="broken" role="status" hidden>连接中断，显示的可能不是最新的。请听窗口叫号。</p>`}
</body>
</html>
`.text, status)
}
