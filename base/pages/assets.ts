import { readFileSync } from 'node:fs'
import { Reply } from '#platform/reply'
import { sm3Hex } from '#platform/sm'
import { route, type Route } from '#kernel'

const YEAR_SECONDS = 31_536_000
const FOREVER = { 'cache-control': `public, max-age=${YEAR_SECONDS}, immutable` }

/** A sprout on spring green: the mark of the platform, drawn by us. */
const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f7b5f"/>'
  + '<path d="M16 26V14M16 18C16 11 11 8 6 8c0 6 3 10 10 10M16 15c0-5 4-8 10-8 0 6-4 9-10 9" '
  + 'fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>'

const stylesheet = readFileSync(new URL('citizen.css', import.meta.url), 'utf8')

/** The digest in the name changes with the content, so that browsers may keep it for ever. */
export const STYLESHEET_PATH = `/assets/citizen.${digest(stylesheet)}.css`
export const ICON_PATH = `/assets/icon.${digest(ICON)}.svg`

export const assetRoutes: readonly Route[] = [
  route({
    method: 'GET', path: STYLESHEET_PATH, summary: '群众页面的样式', for: ['anyone'],
    handle: async () => new Reply(200, 'text/css; charset=utf-8', stylesheet, { headers: FOREVER }),
  }),
  route({
    method: 'GET', path: ICON_PATH, summary: '平台标志', for: ['anyone'],
    handle: async () => new Reply(200, 'image/svg+xml', ICON, { headers: FOREVER }),
  }),
]

function digest(text: string): string {
  return sm3Hex(text).slice(0, 12)
}
