import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { FOOD, fileFood } from './citizen-filing.ts'
import { heading, officeSteps, press, sampleValues, signInHere } from './citizen-walk.ts'
import { apply, beginForm, CHECKLIST, keptNames, settled, until, VOICE, type Heard } from './citizens-comfort.ts'
import { pdfPages, pdfText } from './pdf-text.ts'

const TODAY = '2026-03-02'

describe('群众用得舒服', { skip: browserMissing }, () => {
  let site: Site
  let values: Record<string, string>
  before(async () => {
    site = await openSite(TODAY)
    values = await sampleValues(site.url, FOOD)
  })
  after(() => site.close())

  const opened = async (theme: string, options: Parameters<Site['open']>[0] = {}): Promise<Page> => {
    const page = await site.open({ viewport: { width: 390, height: 800 }, ...options })
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    return page
  }
  const signedIn = async (account: string, theme = 'standard'): Promise<Page> => {
    const page = await opened(theme)
    await page.goto('/sign-in')
    await signInHere(page, account)
    return page
  }

  for (const [theme, javaScriptEnabled] of [['standard', true], ['elder', true], ['elder', false]] as const) {
    it(`${theme === 'elder' ? '长者版' : '标准版'}、${javaScriptEnabled ? '有' : '没有'}脚本，都能从想办到办成`, async () => {
      const page = await opened(theme, { javaScriptEnabled, serviceWorkers: 'block' })
      const receipt = await apply(page, values)
      assert.match(receipt, /申请已提交[^]*\d{4}\s*\d{4}/)
      assert.equal(await page.locator('nav.ways a').count(), theme === 'elder' ? 3 : 0)
      await page.context().close()
    })
  }

  it('长者版：首页到提交的每一页，打电话、到窗口、请家人都是一按就到，字是 24 像素', async () => {
    const page = await signedIn('citizen', 'elder')
    const paths = [
      '/',
      '/popular',
      '/search?q=%E9%A3%9F%E5%93%81',
      `/items/${FOOD}`,
      `/items/${FOOD}/questions`,
      CHECKLIST,
      '/me',
      '/me/messages',
      '/progress',
      '/nowhere',
      '/apply',
      '/register',
    ]
    for (const path of paths) {
      await page.goto(path)
      assert.deepEqual(await page.locator('nav.ways a').allInnerTexts(), ['打电话办', '到窗口办', '请家人代办'], path)
      assert.equal(await page.locator('header a[href^="tel:"]').innerText(), '打电话 12345', path)
      assert.equal(await page.evaluate('getComputedStyle(document.body).fontSize'), '24px', path)
      assert.equal(await page.locator('.side').count(), 0, path)
    }
    await page.goto(`/items/${FOOD}`)
    await page.getByRole('link', { name: '请家人代办' }).click()
    assert.match(await page.locator('main').innerText(), /要办的事：食品经营许可（新办）/)
    await page.context().close()
  })

  it('浏览器没有中文的声音，就没有“朗读”', async () => {
    const page = await opened('standard')
    await page.goto('/privacy')
    assert.equal(await page.locator('#read-aloud').count(), 0)
    await page.context().close()
  })

  it('朗读：按顺序一句一句读正文，不读导航，读到哪段标哪段，随时能停', async () => {
    const page = await opened('elder', { serviceWorkers: 'block' })
    await page.addInitScript(VOICE)
    await page.goto(CHECKLIST)
    const button = page.getByRole('button', { name: '朗读', exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    const heard: Heard[] = []
    for (let said = 0; said < SENTENCES_MAX && await page.locator('.aloud').count() > 0; said += 1) heard.push(await page.evaluate<Heard>('said()'))
    assert.deepEqual(heard.slice(0, 2).map(({ text }) => text), ['您的材料清单', '食品经营许可（新办）（区市场监督管理局）'])
    assert(
      heard.every(({ marked, lang, text }) => marked.includes(text.slice(0, 2)) && lang === 'zh-CN'),
      JSON.stringify(heard.find(({ marked, text }) => !marked.includes(text.slice(0, 2)))),
    )
    const words = heard.map(({ text }) => text).join('|')
    assert.match(words, /您要交的.*食品经营许可申请书.*要多久、多少钱/)
    assert.doesNotMatch(words, /打电话办|跳到正文|标准版|无障碍和长者服务|修改/)
    assert.equal(await page.locator('.spoken').count(), 0)
    await button.click()
    await page.evaluate('said()')
    assert.equal(await page.locator('.spoken').count(), 1)
    assert.deepEqual(await page.getByRole('region', { name: '朗读' }).getByRole('button').allInnerTexts(), ['停止朗读'])
    assert.deepEqual(await accessibilityFaults(page), [])
    await page.keyboard.press('Escape')
    assert.deepEqual([await page.locator('.spoken').count(), await page.locator('.aloud').count()], [0, 0])
    assert.equal(await page.evaluate('document.activeElement.id'), 'read-aloud')
    await page.context().close()
  })

  it('朗读：长号码一位一位读，查询密码只让看', async () => {
    const page = await signedIn('citizen')
    await page.addInitScript(VOICE)
    await page.goto(`/receipt/${await fileFood(site.url)}`)
    await page.locator('main dd .number').first().evaluate((number) => { number.insertAdjacentHTML('afterend', '<span data-quiet>SECRET22</span>') })
    await page.getByRole('button', { name: '朗读', exact: true }).click()
    const heard: string[] = []
    while (await page.locator('.aloud').count() > 0) heard.push((await page.evaluate<Heard>('said()')).text)
    assert.match(heard.join('|'), /办件编号\|4 4 0 1 .*请看屏幕/)
    assert.doesNotMatch(heard.join('|'), /SECRET22/)
    await page.context().close()
  })

  it('断了网：说明怎么办，是自己选的样式；恢复了自己回到要去的页；什么人的页都没有留下', async () => {
    const page = await signedIn('citizen', 'elder')
    await page.goto('/me')
    await page.evaluate('navigator.serviceWorker.ready')
    await until(page, 'navigator.serviceWorker.controller !== null')
    await page.goto('/me/account')
    await page.context().setOffline(true)
    await page.goto('/me')
    assert.equal(await heading(page), '现在没有网络')
    assert.equal(await page.locator('html').getAttribute('class'), 'elder')
    assert.match(await page.locator('main').innerText(), /12345/)
    const kept = await page.evaluate<string[]>(`caches.keys()
      .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
      .then((all) => all.flat().map(({ url }) => new URL(url).pathname))`)
    assert.deepEqual(kept.filter((path) => !path.startsWith('/assets/')), ['/offline'])
    await page.context().setOffline(false)
    await until(page, `document.querySelector('h1').textContent === '我的办件'`)
    await page.context().close()
  })

  it('不选就什么都不留；选了，没填完的关掉再来还在，没有明文，没有身份证号码', async () => {
    const page = await signedIn('citizen')
    await beginForm(page)
    const field = page.locator('main form input[name]').first()
    await field.fill('没有保存的名字')
    assert.deepEqual(await keptNames(page), [])
    await page.getByLabel(KEEP).check()
    await field.fill('要保留的名字')
    await until(page, `Object.keys(localStorage).some((name) => name.startsWith('kept:'))`)
    await settled(page)
    assert.doesNotMatch(await page.evaluate<string>('JSON.stringify(localStorage)'), /要保留的名字|李群众|citizen/)
    await page.reload()
    await page.locator('.kept.says button').waitFor()
    assert.equal(await field.inputValue(), '要保留的名字')
    assert.match(await page.locator('.kept.says').innerText(), /已经放回您 2026年3月2日/)
    await page.getByRole('button', { name: '不要这些，用原来保存的' }).click()
    assert.equal(await field.inputValue(), '')
    assert.deepEqual(await keptNames(page), [])
    await page.goto(page.url().replace(/1$/, '2'))
    await page.getByLabel('身份证号').fill('110101199001010015')
    await page.locator('main form input[name]').first().fill('李四')
    await settled(page)
    await page.reload()
    await page.locator('.kept.says button').waitFor()
    assert.deepEqual([await page.locator('main form input[name]').first().inputValue(), await page.getByLabel('身份证号').inputValue()], ['李四', ''])
    await page.context().close()
  })

  it('断网时按提交，页面不走，内容不丢；网络恢复再按一次就保存了，设备上的也删了', async () => {
    const page = await signedIn('citizen')
    await beginForm(page)
    await page.getByLabel(KEEP).check()
    const names = await page.locator('main form :is(input:not([type=checkbox]), select)[name]')
      .evaluateAll((fields) => fields.map((field) => field.getAttribute('name') ?? ''))
    for (const name of names) await page.locator(`main form [name="${name}"]`).fill(values[name] ?? '示例')
    await settled(page)
    const before = page.url()
    await page.context().setOffline(true)
    await press(page, '保存并继续')
    assert.match(await page.locator('.kept.says').innerText(), /现在没有网络/)
    assert.equal(page.url(), before)
    await page.context().setOffline(false)
    await until(page, `document.querySelector('.kept.says').textContent.includes('网络恢复了')`)
    await press(page, '保存并继续')
    await page.waitForURL((url) => url.href !== before)
    assert.deepEqual(await keptNames(page), [])
    await page.context().close()
  })

  it('退出就全部删掉；换一个人登录，前一个人的也删掉', async () => {
    const page = await signedIn('citizen')
    const path = await beginForm(page)
    await page.getByLabel(KEEP).check()
    await page.locator('main form input[name]').first().fill('我的名字')
    await settled(page)
    assert.equal((await keptNames(page)).length, 1)
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL(site.url + '/')
    assert.deepEqual([await keptNames(page), await page.evaluate(`localStorage.getItem('keep-for')`)], [[], null])
    await page.evaluate(`localStorage.setItem('kept:0123456789abcdef:x/y', JSON.stringify({ at: Date.now(), path: '/', iv: '00', sealed: '00' }))`)
    await page.goto('/sign-in')
    await signInHere(page, 'citizen')
    await page.goto(path)
    await page.getByLabel(KEEP).waitFor()
    assert.deepEqual([await keptNames(page), await page.getByLabel(KEEP).isChecked()], [[], false])
    await page.context().close()
  })

  it('打印：每一页都是白纸黑字，没有导航和按钮，收着的都展开，一张 A4 的宽度里什么都不切掉', async () => {
    const page = await signedIn('citizen')
    const caseId = await fileFood(site.url)
    await officeSteps(site.url, caseId, [['window', 'accept']])
    const expected: readonly (readonly [path: string, words: readonly string[]])[] = [
      [`/items/${FOOD}`, ['办成后您会拿到', '办理条件', '法律依据', '事项编码']], [CHECKLIST, ['您的材料清单', '食品经营许可申请书', '要多久、多少钱']],
      [`/receipt/${caseId}`, ['办件编号', '接下来', '12345']], [`/cases/${caseId}`, ['为什么是这一天', '第5个工作日', '办理经过', '我提交的内容']],
      [`/cases/${caseId}/proof`, ['核验我的办理记录', '这是怎样算的', '两两合并']], ['/calculator?accepted=2026-03-02&days=5', ['算出来的日子', '2026年3月9日']],
      ['/ways/letter', ['委托书', '签名、按指印']], ['/statistics', ['办件统计', '怎么算的']], ['/me', ['我的办件']],
    ]
    for (const theme of ['standard', 'elder', 'contrast']) {
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      for (const [path, words] of expected) {
        await page.goto(path)
        await page.emulateMedia({ media: 'print' })
        await page.setViewportSize({ width: A4_PIXELS, height: 900 })
        assert.equal(await sidewaysPixels(page), 0, path)
        assert.deepEqual(await page.locator('nav, button, .actions, .back, .themes').filter({ visible: true }).allInnerTexts(), [], `${theme} ${path}`)
        assert.deepEqual(await page.evaluate(`['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])`), ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
        if (theme !== 'elder') continue
        const pdf = await page.pdf({ preferCSSPageSize: true })
        const text = pdfText(pdf)
        for (const word of [...words, '春风政务服务']) assert(text.includes(word), `${path}：纸上没有“${word}”：${text.slice(0, 300)}`)
        assert(pdfPages(pdf) >= 1 && pdfPages(pdf) <= SHEETS_MAX, `${path}：${pdfPages(pdf)} 页`)
      }
    }
    await page.context().close()
  })
})

const KEEP = /在这台设备上保留没填完的内容/
/** What is left of an A4 sheet between our margins, at 96 pixels an inch. */
const A4_PIXELS = 680
const SENTENCES_MAX = 300
/** The longest guide, with everything unfolded and in large letters. */
const SHEETS_MAX = 16
