import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { html } from '#platform/html'
import { Reply } from '#platform/reply'
import { assetRoutes, ICON_PATH, PICTURES, SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts'
import { installingRoutes } from './installing.ts'
import { renderPage } from './page.ts'
import { citizenScript, serviceWorkerScript } from './scripts.ts'
import { HOTLINE } from './telephone.ts'

async function answerOf(path: string): Promise<Reply> {
  const found = [...installingRoutes, ...assetRoutes].find((route) => route.path === path)
  assert(found, path)
  // Safe: these handlers look at neither the call nor the request.
  const answer = await found.handle({} as never, {} as never)
  assert(answer instanceof Reply)
  return answer
}

const bodyOf = async (path: string): Promise<string> => String((await answerOf(path)).body)

describe('装到桌面', () => {
  it('说明里的每一张图都有，大小和种类说得对', async () => {
    const manifest = JSON.parse(await bodyOf('/manifest.webmanifest'))
    assert.deepEqual([manifest.start_url, manifest.scope, manifest.lang, manifest.display], ['/', '/', 'zh-CN', 'minimal-ui'])
    assert.deepEqual(manifest.icons.map(({ src }: { src: string }) => src), [ICON_PATH, ...PICTURES.map(({ path }) => path)])
    for (const { src, type, sizes } of manifest.icons) {
      const { mediaType, body } = await answerOf(src)
      assert.equal(mediaType, type)
      if (Buffer.isBuffer(body)) assert.equal(sizes, `${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`)
    }
  })

  it('每一页都连着说明，桌面上的图也有', () => {
    const shown = renderPage({ name: null, theme: 'standard' }, { title: '某页', main: html`<h1>某页</h1>` })
    assert.match(shown, /<link rel="manifest" href="\/manifest\.webmanifest">/)
    assert.match(shown, /<link rel="apple-touch-icon" href="\/assets\/icon-180-full\.[0-9a-f]{12}\.png">/)
  })

  it('没有网络时的那一页：说怎么办、电话是多少，不带任何人的东西', async () => {
    const shown = await bodyOf('/offline')
    assert.match(shown, /<h1>现在没有网络<\/h1>/)
    assert(shown.includes(`href="tel:${HOTLINE.number}"`))
    assert.match(shown, /href="\/sign-in">登录/)
    assert.doesNotMatch(shown, /sign-out/)
  })

  it('会变的东西每次都要问有没有新的', async () => {
    for (const path of ['/manifest.webmanifest', '/service-worker.js', '/offline']) {
      assert.equal((await answerOf(path)).headers['cache-control'], 'no-cache', path)
    }
  })
})

describe('群众页面的脚本', () => {
  it('是浏览器认得的普通脚本，没有留下类型，不另外取东西，不拼代码', () => {
    for (const script of [citizenScript, serviceWorkerScript(SHELL)]) {
      assert.doesNotThrow(() => new Function(script))
      assert.doesNotMatch(script, /\bimport\b\s*[({'"]|^export |innerHTML|insertAdjacentHTML|\beval\(|document\.write/m)
    }
    assert.doesNotMatch(citizenScript, /fetch\(|XMLHttpRequest|sendBeacon/)
  })

  it('几个部分互不相干：每一部分自成一体', () => {
    assert.equal(citizenScript.match(/^\(\(\) => \{$/gm)?.length, 3)
    assert.equal(citizenScript.match(/^\}\)\(\);$/gm)?.length, 3)
  })
})

const SHELL = { version: 'offline-1', offline: '/offline', files: ['/assets/a.css'] }

interface Held { url: string; from: string }

/** A browser's side of a service worker: its caches, its events, and a network that is there or not. */
function browser(shell: typeof SHELL, caches = new Map<string, Map<string, Held>>()) {
  const listeners = new Map<string, (event: object) => void>()
  const state = { isOnline: true, hasSkipped: false, hasClaimed: false, asked: new Array<{ url: string; credentials: string | undefined }>() }
  class Request {
    url: string
    credentials: string | undefined
    constructor(url: string, options: { credentials?: string } = {}) { this.url = url; this.credentials = options.credentials }
  }
  const fetched = async (request: Request): Promise<Held> => {
    state.asked.push({ url: request.url, credentials: request.credentials })
    if (!state.isOnline) throw new TypeError('Failed to fetch')
    return { url: request.url, from: 'network' }
  }
  const keep = (name: string) => {
    const kept = caches.get(name) ?? new Map<string, Held>()
    caches.set(name, kept)
    return { addAll: async (requests: Request[]) => { for (const one of requests) kept.set(one.url, { ...await fetched(one), from: name }) } }
  }
  const match = async (url: string) => [...caches.values()].flatMap((kept) => kept.get(new URL(url, 'https://hd').pathname) ?? [])[0]
  const world = createContext({
    Request, URL, Promise, fetch: fetched, Response: { error: () => ({ url: '', from: 'error' }) },
    caches: { open: async (name: string) => keep(name), keys: async () => [...caches.keys()], delete: async (name: string) => caches.delete(name), match },
    self: {
      skipWaiting: async () => { state.hasSkipped = true }, clients: { claim: async () => { state.hasClaimed = true } }, registration: {},
      addEventListener: (kind: string, does: (event: object) => void) => listeners.set(kind, does),
    },
  })
  runInContext(serviceWorkerScript(shell), world)
  const happens = async (kind: string): Promise<void> => {
    const work: Promise<unknown>[] = []
    listeners.get(kind)?.({ waitUntil: (one: Promise<unknown>) => work.push(one) })
    await Promise.all(work)
  }
  const navigate = async (path: string, { method = 'GET', mode = 'navigate' } = {}): Promise<Held | undefined> => {
    let answer: Promise<Held> | undefined
    listeners.get('fetch')?.({ request: { url: `https://hd${path}`, method, mode }, respondWith: (one: Promise<Held>) => { answer = one } })
    return answer
  }
  return { caches, state, install: async () => { await happens('install'); await happens('activate') }, navigate }
}

describe('没有网络时', () => {
  it('只留下那一页和它要用的样式，取的时候不带 Cookie', async () => {
    const own = browser(SHELL)
    await own.install()
    assert.deepEqual([...own.caches.get('offline-1')?.keys() ?? []], ['/offline', '/assets/a.css'])
    assert.deepEqual(own.state.asked.map(({ credentials }) => credentials), ['omit', 'omit'])
  })

  it('有网络时每一页都从网上来，一页也不留下', async () => {
    const own = browser(SHELL)
    await own.install()
    for (const path of ['/', '/me', '/cases/1', '/apply/1/form/1']) assert.equal((await own.navigate(path))?.from, 'network', path)
    assert.deepEqual([...own.caches.get('offline-1')?.keys() ?? []], ['/offline', '/assets/a.css'])
  })

  it('断了网，群众的页换成说明；样式还在', async () => {
    const own = browser(SHELL)
    await own.install()
    own.state.isOnline = false
    assert.deepEqual(await own.navigate('/me'), { url: '/offline', from: 'offline-1' })
    assert.deepEqual(await own.navigate('/assets/a.css', { mode: 'no-cors' }), { url: '/assets/a.css', from: 'offline-1' })
  })

  it('工作人员的页、接口、提交表单和别的文件，它都不管', async () => {
    const own = browser(SHELL)
    await own.install()
    own.state.isOnline = false
    for (const path of ['/staff/', '/staff/cases', '/leader', '/api/items']) assert.equal(await own.navigate(path), undefined, path)
    assert.equal(await own.navigate('/apply/1/form/1', { method: 'POST' }), undefined)
    assert.equal(await own.navigate('/assets/other.png', { mode: 'no-cors' }), undefined)
  })

  it('新的一版马上接手，旧的一版留下的都删掉', async () => {
    const first = browser(SHELL)
    await first.install()
    const second = browser({ ...SHELL, version: 'offline-2', files: ['/assets/b.css'] }, first.caches)
    await second.install()
    assert.deepEqual([...second.caches.keys()], ['offline-2'])
    assert.deepEqual([second.state.hasSkipped, second.state.hasClaimed], [true, true])
    second.state.isOnline = false
    assert.equal((await second.navigate('/'))?.from, 'offline-2')
  })

  it('还没有留下就断了网，照浏览器自己的办法说', async () => {
    const own = browser(SHELL)
    own.state.isOnline = false
    assert.equal((await own.navigate('/'))?.from, 'error')
  })

  it('第一次打开要取的全部加起来，压缩以后不到 30 kB', async () => {
    const paths = [STYLESHEET_PATH, SCRIPT_PATH, ICON_PATH, '/manifest.webmanifest', '/service-worker.js', '/offline']
    const sizes = await Promise.all(paths.map(async (path) => gzipSync(await bodyOf(path)).length))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    assert(total > 5_000 && total < 30_000, String(total))
  })

  it('样式、脚本、标志变了，版本就变', async () => {
    const worker = await bodyOf('/service-worker.js')
    for (const path of [STYLESHEET_PATH, SCRIPT_PATH, ICON_PATH]) assert(worker.includes(path))
    assert.match(worker, /"version":"offline-[0-9a-f]{12}"/)
  })
})
