import { Type } from 'typebox'
import { localPath } from '#platform/http'
import { seeOther, type Cookie } from '#platform/reply'
import { route, type Route } from '#kernel'
import { cameFrom } from './came-from.ts'

/** standard 标准版 · elder 长者版: larger letters and simpler pages · contrast 高对比: white on black. */
export const THEMES = { standard: '标准版', elder: '长者版', contrast: '高对比' } as const
export type Theme = keyof typeof THEMES

const COOKIE = 'theme'
const YEAR_SECONDS = 31_536_000

/** How this browser wants its pages; kept in a cookie, so that it holds for visitors too and needs no script. */
export function themeOf(cookies: Readonly<Record<string, string | undefined>>): Theme {
  const wanted = cookies[COOKIE]
  return wanted === 'elder' || wanted === 'contrast' ? wanted : 'standard'
}

/** 长者版 is not only larger: its pages offer fewer things, one step on a page. */
export function isSimple({ theme }: { theme: Theme }): boolean {
  return theme === 'elder'
}

export const themeRoute: Route = route({
  method: 'POST', path: '/theme', summary: '换显示方式', for: ['anyone'], transaction: 'none',
  body: Type.Object({
    theme: Type.Union([Type.Literal('standard'), Type.Literal('elder'), Type.Literal('contrast')]), to: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  handle: async (_call, { body, headers }) => seeOther(body.to === undefined ? cameFrom(headers) : localPath(body.to), { cookies: [themeCookie(body.theme)] }),
})

function themeCookie(theme: Theme): Cookie {
  return { name: COOKIE, value: theme, maxAgeSeconds: YEAR_SECONDS }
}
