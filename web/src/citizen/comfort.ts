/** What a browser adds to a citizen's page of itself: installing, the theme of the offline page, and printing what lies folded. */

const THEME = 'theme'
const offline = document.querySelector<HTMLElement>('[data-offline]')

if ('serviceWorker' in navigator && isSecureContext && offline === null) void navigator.serviceWorker.register('/service-worker.js')
if (offline === null) localStorage.setItem(THEME, document.documentElement.className)
else waitForNetwork(offline)
for (const one of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  one.hidden = false
  one.addEventListener('click', () => print())
}
addEventListener('beforeprint', openAll)

/** The page the browser kept stands for any page; the theme is the one this browser was last shown. */
function waitForNetwork(shown: HTMLElement): void {
  document.documentElement.className = localStorage.getItem(THEME) ?? ''
  const kept = Object.keys(localStorage).filter((name) => name.startsWith('kept:')).length
  if (kept > 0) shown.textContent = `这台设备上保留着您没填完的内容（${kept} 页）。网络恢复、登录以后打开那一页，就会放回去。`
  addEventListener('online', () => location.reload())
}

/** Paper cannot be unfolded. They are folded again afterwards. */
function openAll(): void {
  const folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')]
  for (const one of folded) one.open = true
  addEventListener('afterprint', () => { for (const one of folded) one.open = false }, { once: true })
}

export {}
