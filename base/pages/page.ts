import { html, type Html } from '#platform/html'
import { page, type Reply, type ReplyExtra } from '#platform/reply'
import { ICON_PATH, SCRIPT_PATH, STYLESHEET_PATH, TOUCH_ICON_PATH } from './assets.ts'
import { otherWays, pageFoot, pageHead, type Section } from './frame.ts'
import { isSimple } from './theme.ts'
import type { Visit } from './visit.ts'

export interface PageParts {
  /** The first words of the window's title: what this page is. */
  title: string
  /** The whole content, with exactly one h1 (or a label or legend in it). */
  main: Html
  back?: { href: string; label?: string } | undefined
  section?: Section
  /** Something has to be corrected: screen readers hear it first, in the title. */
  hasFaults?: boolean
  /** No second search box where the page has its own, and none while somebody fills in a form. */
  hasSearch?: boolean
  /** Over the whole width, before the content. */
  hero?: Html
  /** The content brings a part of class `side`, which stands beside the rest where there is room. */
  isSplit?: boolean
  /** Code of the item the page is about, for the ways to do it elsewhere. */
  item?: string
  /** Where the same thing is under any theme, if not at the address of this page. */
  place?: string
}

/** A whole page for a citizen. */
export function renderPage(visit: Visit, parts: PageParts): string {
  const { title, section, hasFaults = false, hasSearch = true, place, item } = parts
  return html`<!doctype html>
<html lang="zh-CN"${visit.theme !== 'standard' && html` class="${visit.theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${visit.theme === 'contrast' ? 'dark' : 'light'}">
<title>${hasFaults && '有内容需要改正：'}${title} - 花都区政务服务</title>
<link rel="stylesheet" href="${STYLESHEET_PATH}">
<link rel="icon" href="${ICON_PATH}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${TOUCH_ICON_PATH}">
<link rel="manifest" href="/manifest.webmanifest">
<script type="module" src="${SCRIPT_PATH}"></script>
</head>
<body>
${pageHead(visit, { section, hasSearch, place })}
${body(parts)}
${isSimple(visit) && otherWays(item)}
${pageFoot(visit)}
</body>
</html>
`.text
}

export function showPage(visit: Visit, parts: PageParts, { status = 200, ...extra }: ReplyExtra & { status?: number } = {}): Reply {
  return page(renderPage(visit, parts), status, extra)
}

/**
 * A page that answers a form in place. Other than our other pages the browser may keep it in its own cache, or "back" would
 * lead to a page that cannot be shown again; signing out empties that cache.
 */
export function showAnswer(visit: Visit, parts: PageParts, status = 200): Reply {
  return showPage(visit, parts, { status, headers: { 'cache-control': 'private, no-cache' } })
}

function body({ main, back, hero, isSplit = false }: PageParts): Html {
  if (hero !== undefined) return html`<main id="main" class="opens" tabindex="-1">${hero}<div class="wide">${main}</div></main>`
  return html`<div class="wide${!isSplit && ' narrow'}">
${back && html`<nav class="back" aria-label="返回"><a href="${back.href}">${back.label ?? '返回'}</a></nav>`}
<main id="main"${isSplit && html` class="split"`} tabindex="-1">
${main}
</main></div>`
}
