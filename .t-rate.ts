const { openSite } = await import('/work/main/test/browser.ts')
const { citizenPages } = await import('/work/main/test/citizen-pages.ts')
const { signInHere } = await import('/work/main/test/citizen-walk.ts')
const { accessibilityFaults } = await import('/work/main/test/axe.ts')
const site = await openSite('2026-03-02')
const page = await site.open({ serviceWorkers: 'block' })
await page.goto('/sign-in'); await signInHere(page, 'citizen')
const pages = Object.entries(await citizenPages(site.url, page)).slice(0, 45)
const count: Record<string, number> = {}
const ev = page.evaluate.bind(page)
let cost = 0
page.evaluate = (async (x: any, ...r: any[]) => { const a = performance.now(); const v: any = await ev(x, ...r); if (v?.isShownAnew !== undefined) { cost += performance.now() - a; const k = `${key} ${v.isShownAnew ? 'S' : '-'}${v.isPaintedAnew ? 'P' : '-'}`; count[k] = (count[k] ?? 0) + 1 } return v }) as any
let key = ''
for (const [n, p] of pages) { await page.goto(p as string); for (const w of [320, 768, 1280]) { key = String(w); await page.setViewportSize({ width: w, height: 900 }); const f = await accessibilityFaults(page); if (f.length) console.log(n, f) ; key = w + ' c'; await page.evaluate(`document.documentElement.className='contrast'`); await accessibilityFaults(page, 'colours'); await page.evaluate(`document.documentElement.className=''`)  } }
console.log(count, cost)
await site.close()
