import { html } from '#platform/html'
import { Reply, page } from '#platform/reply'
import { sm3Hex } from '#platform/sm'
import { route, type Route } from '#kernel'
import { ICON_PATH, PICTURES, SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts'
import { renderPage } from './page.ts'
import { serviceWorkerScript } from './scripts.ts'
import { HOTLINE, telephone } from './telephone.ts'

const OFFLINE = '/offline'

const offlinePage = renderPage({ name: null, theme: 'standard' }, {
  title: '现在没有网络', hasSearch: false,
  main: html`<h1>现在没有网络</h1>
<p>打不开这一页，不是您做错了什么。</p>
<ul><li>已经提交的申请、保存过的内容都在系统里，不会丢。</li><li>网络恢复以后，这一页会自己重新打开；也可以按下面的按钮。</li></ul>
<p data-offline></p>
<div class="actions"><a class="button" href="">再试一次</a></div>
<p>着急的事：拨打 ${telephone()}（${HOTLINE.name}），或者到政务服务大厅的综合窗口。</p>`,
})

/** What installed pages look like on a telephone. 退回 stays where people look for it, so the browser's own bar is kept small but kept. */
const manifest = JSON.stringify({
  name: '春风政务服务', short_name: '春风', description: '广州市花都区政务服务：找事项、申请、查进度', lang: 'zh-CN', id: '/', start_url: '/', scope: '/',
  display: 'minimal-ui', background_color: '#ffffff', theme_color: '#0f7b5f',
  icons: [
    { src: ICON_PATH, sizes: 'any', type: 'image/svg+xml' },
    ...PICTURES.map(({ path, pixels, maskable }) => ({ src: path, sizes: `${pixels}x${pixels}`, type: 'image/png', purpose: maskable ? 'maskable' : 'any' })),
  ],
})

const files = [STYLESHEET_PATH, SCRIPT_PATH, ICON_PATH]
const worker = serviceWorkerScript({ version: `offline-${sm3Hex([offlinePage, ...files].join()).slice(0, 12)}`, offline: OFFLINE, files })
/** Asked for again and again: it is how a new version comes. */
const LOOK_AGAIN = { 'cache-control': 'no-cache' }

export const installingRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/manifest.webmanifest', summary: '装到桌面要用的说明', for: ['anyone'],
    handle: async () => new Reply(200, 'application/manifest+json; charset=utf-8', manifest, { headers: LOOK_AGAIN }),
  }),
  route({
    method: 'GET', path: '/service-worker.js', summary: '没有网络时显示说明的脚本', for: ['anyone'],
    handle: async () => new Reply(200, 'text/javascript; charset=utf-8', worker, { headers: LOOK_AGAIN }),
  }),
  route({ method: 'GET', path: OFFLINE, summary: '没有网络时的说明', for: ['anyone'], handle: async () => page(offlinePage, 200, { headers: LOOK_AGAIN }) }),
]
