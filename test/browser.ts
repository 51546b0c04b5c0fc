import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { configFrom, type Config } from '#platform/config'
import { copiedDatabase, testDatabase, type TestDatabase } from '#platform/testing'
import { serve } from '../serve.ts'

/** The same browser without its window costs a third less; where it is not installed, the whole one. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const CHROMIUM = process.env['CHUNFENG_CHROMIUM'] ?? INSTALLED.find((path) => existsSync(path)) ?? '/usr/bin/chromium'
/** Nothing that Chromium does for its maker. */
const SWITCHES = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Why browser tests cannot run here, or false. In CI they must run. */
export const browserMissing: string | false = existsSync(CHROMIUM) || process.env['CI'] !== undefined ? false : '这台机器没有 Chromium'

/** The whole program with the demo district, and a real browser in front of it. */
export interface Site {
  url: string
  /** A page of its own, with its own cookies. */
  open: (options?: BrowserContextOptions) => Promise<Page>
  close: () => Promise<void>
}

/**
 * @param today the day the program lives in, from nine in the morning on; the browser lives in it too
 * @param now a clock that the test moves itself
 * @param prepare what is to be in the database before the program begins
 * @param filled instead of an empty database, a copy of one that is filled already, with the directory of its keys
 */
type Preparing = (database: TestDatabase, config: Config) => Promise<void>
export async function openSite(today: string, now?: () => Date, prepare?: Preparing, filled?: { template: string; keys: string }): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), 'chunfeng-browser-'))
  const database = await (filled ? copiedDatabase(filled.template) : testDatabase())
  process.env['CHUNFENG_DATA'] = data
  const config = configFrom({
    DATABASE_URL: database.url, CHUNFENG_DEMO: '1', CHUNFENG_DATA: data, PORT: '0', CHUNFENG_TODAY: today, CHUNFENG_LOG: 'error',
    ...(filled && { CHUNFENG_KEYS: filled.keys }),
  })
  await prepare?.(database, config)
  const running = await serve(config, () => {}, now)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES })
  return {
    url: running.url,
    open: (options) => openPage(browser, today, { baseURL: running.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options }),
    close: async () => {
      await browser.close()
      await running.stop()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** How far the page can be pushed sideways, in pixels: 0 where nothing is cut off. */
export async function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

async function openPage(browser: Browser, today: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.clock.install({ time: new Date(`${today}T09:00:00+08:00`) })
  page.on('pageerror', (error) => { throw error })
  return page
}
