import { readFileSync } from 'node:fs'
import { Reply } from '#platform/reply'
import { sm3Hex } from '#platform/sm'
import { route, type Route } from '#kernel'
import { ICON_SVG, iconPng } from './icon.ts'
import { citizenScript } from './scripts.ts'

const YEAR_SECONDS = 31_536_000
const FOREVER = { 'cache-control': `public, max-age=${YEAR_SECONDS}, immutable` }

const stylesheet = readFileSync(new URL('citizen.css', import.meta.url), 'utf8')

/** The digest in the name changes with the content, so that browsers may keep it for ever. */
export const STYLESHEET_PATH = `/assets/citizen.${digest(stylesheet)}.css`
export const SCRIPT_PATH = `/assets/citizen.${digest(citizenScript)}.js`
export const ICON_PATH = `/assets/icon.${digest(ICON_SVG)}.svg`

/** For launchers: size in pixels, and whether the launcher may cut it to its own shape. */
export const PICTURES = [{ pixels: 180, maskable: true }, { pixels: 192, maskable: false }, { pixels: 512, maskable: false }, { pixels: 512, maskable: true }]
  .map((picture) => ({ ...picture, path: `/assets/icon-${picture.pixels}${picture.maskable ? '-full' : ''}.${digest(ICON_SVG)}.png` }))

export const TOUCH_ICON_PATH = PICTURES.find(({ maskable }) => maskable)?.path ?? ICON_PATH

export const assetRoutes: readonly Route[] = [
  asset(STYLESHEET_PATH, '群众页面的样式', { type: 'text/css; charset=utf-8', content: () => stylesheet }),
  asset(SCRIPT_PATH, '群众页面的脚本，没有它页面照样能用', { type: 'text/javascript; charset=utf-8', content: () => citizenScript }),
  asset(ICON_PATH, '平台标志', { type: 'image/svg+xml', content: () => ICON_SVG }),
  ...PICTURES.map(({ path, pixels, maskable }) => asset(path, '平台标志的图片', { type: 'image/png', content: once(() => iconPng(pixels, { maskable })) })),
]

function asset(path: string, summary: string, { type, content }: { type: string; content: () => string | Buffer }): Route {
  return route({
    method: 'GET', path, summary, for: ['anyone'],
    handle: async () => new Reply(200, type, content(), { headers: FOREVER }),
  })
}

/** Drawn when somebody first asks for it. */
function once<Result>(work: () => Result): () => Result {
  let result: Result | undefined
  return () => (result ??= work())
}

function digest(text: string): string {
  return sm3Hex(text).slice(0, 12)
}
