import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { LocalProvider } from '../base/people/oidc/local-provider.test-support.ts'
import { AGENT, setUnified, SUN, WANG, ZHAO } from '../base/people/oidc/unified.test-support.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { heading, press } from './citizen-walk.ts'
import { signInAt } from './staff-desk.ts'

const TODAY = '2026-03-02'
const PATIENCE_MILLISECONDS = 8_000
const SHOTS = process.env['CHUNFENG_SHOTS']
const SKINS = ['standard', 'elder'] as const

let site: Site
let provider: LocalProvider
let startedAt = 0
before(async () => {
  if (browserMissing !== false) return
  startedAt = Date.now()
  site = await openSite(TODAY)
  provider = await LocalProvider.start([`${site.url}/sign-in/unified/callback`])
  provider.vouchFor(WANG, ZHAO, SUN, AGENT)
  setUnified(provider.environment())
})
after(async () => {
  setUnified({})
  await provider?.stop()
  await site?.close()
})

async function openPage(options: Parameters<Site['open']>[0] = {}): Promise<Page> {
  const page = await site.open(options)
  page.setDefaultTimeout(PATIENCE_MILLISECONDS)
  return page
}
const text = (page: Page): Promise<string> => page.locator('main').innerText()
const goOver = (page: Page): Promise<void> => page.getByRole('link', { name: '用统一身份认证登录' }).click()
const sayWho = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
async function look(page: Page, name: string): Promise<void> {
  assert.deepEqual(await accessibilityFaults(page), [], name)
  assert.equal(await sidewaysPixels(page), 0, name)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

describe('群众和经办人用统一身份登录', { skip: browserMissing }, () => {
  for (const skin of SKINS) {
    it(`${skin}：不用脚本，点按钮、在那边说是谁、回到原来要去的地方；设备里看得出`, async () => {
      const page = await openPage({ javaScriptEnabled: false, viewport: { width: 320, height: 740 } })
      await page.goto('/sign-in?next=/me/devices')
      if (skin === 'elder') await page.getByRole('button', { name: '长者版' }).click()
      assert.equal(await page.locator('html').getAttribute('class'), skin === 'elder' ? 'elder' : null)
      await goOver(page)
      await sayWho(page, '王示例')
      assert.deepEqual([await heading(page), new URL(page.url()).search], ['登录的设备', ''])
      assert.match(await text(page), /用统一身份认证登录/)
      const seeing = await openPage({ viewport: { width: 320, height: 740 }, storageState: await page.context().storageState() })
      for (const [path, title] of [['/sign-in', '登录'], ['/me/unified', '统一身份认证'], ['/me/password', '设置密码']] as const) {
        await seeing.goto(path)
        assert.equal(await heading(seeing), title)
        await look(seeing, `${title}-${skin}`)
      }
    })

    it(`${skin}：不同意，就说清楚没有登录、怎样再来`, async () => {
      const page = await openPage({ viewport: { width: 320, height: 740 } })
      await page.goto('/sign-in')
      if (skin === 'elder') await page.getByRole('button', { name: '长者版' }).click()
      await goOver(page)
      await sayWho(page, '不同意')
      assert.equal(await heading(page), '您没有同意提供身份信息')
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/refused-${skin}.png`, fullPage: true })
      await page.getByRole('link', { name: '重新用统一身份认证登录' }).click()
      await sayWho(page, '王示例')
      assert.equal(await heading(page), '我的办件')
    })
  }

  it('单位的经办人：代表单位登录', async () => {
    const page = await openPage()
    await page.goto('/sign-in?next=/me/account')
    await goOver(page)
    await sayWho(page, '示例科技有限公司')
    assert.match(await text(page), /钱经办.*现在代表示例科技有限公司/)
  })

  it('已有账号的：从“账号与安全”去绑定，再输一次密码，下次直接用它登录', async () => {
    const page = await openPage()
    await page.goto('/sign-in?next=/me/account')
    await page.getByLabel('账号').fill('citizen')
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await press(page, '登录')
    await page.getByRole('link', { name: '统一身份认证' }).click()
    await page.getByRole('link', { name: '去统一身份认证绑定' }).click()
    await sayWho(page, '赵示例')
    assert.equal(await heading(page), '绑定到您的账号')
    await look(page, 'confirm')
    await page.getByLabel('这个账号的密码').fill('错的密码')
    await press(page, '确认绑定')
    assert.match(await page.getByRole('alert').innerText(), /再错 4 次/)
    await page.getByLabel('这个账号的密码').fill(DEMO_PASSWORD)
    await press(page, '确认绑定')
    assert.match(await text(page), /统一身份认证已经绑定/)
    await page.getByRole('button', { name: '退出' }).click()
    await page.goto('/sign-in?next=/me/account')
    await goOver(page)
    assert.match(await text(page), /李群众，账号 citizen/)
  })
})

/** What the authenticator shows at the hour the site lives in. */
function codeOf(secret: string): string {
  const timestamp = new Date(`${TODAY}T09:00:00+08:00`).getTime() + Date.now() - startedAt
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

describe('工作人员的登录', { skip: browserMissing }, () => {
  let desk: Page
  let secret = ''
  let recoveryCode = ''

  it('按二维码页绑定身份验证器，抄下恢复码；登录的设备看得到别处，退得出', async () => {
    desk = await openPage({ viewport: { width: 1280, height: 900 } })
    await desk.goto('/staff/account')
    await signInAt(desk, 'reviewer')
    const factor = desk.getByRole('region', { name: /动态码/ })
    await factor.getByLabel('先确认是您：现在的密码').fill(DEMO_PASSWORD)
    await factor.getByRole('button', { name: '开始绑定' }).click()
    await factor.getByRole('img', { name: /二维码/ }).waitFor()
    secret = (await factor.locator('.secret').innerText()).replaceAll(' ', '')
    await factor.getByLabel('动态码').fill(codeOf(secret))
    await factor.getByRole('button', { name: '确认绑定' }).click()
    await factor.locator('.codes li').nth(9).waitFor()
    recoveryCode = await factor.locator('.codes li').first().innerText()
    await factor.getByRole('button', { name: '我已经抄好' }).click()
    await factor.getByText('恢复码还剩 10 个').waitFor()
    if (SHOTS) await desk.screenshot({ path: `${SHOTS}/staff-account.png`, fullPage: true })
  })

  it('在“账号与安全”绑定统一身份，用它登录仍然要动态码；恢复码也行', async () => {
    await desk.getByRole('link', { name: '去统一身份认证绑定' }).click()
    await sayWho(desk, '孙示例')
    await desk.getByLabel('这个账号的密码').fill(DEMO_PASSWORD)
    await press(desk, '确认绑定')
    await desk.getByText(/^已经绑定：/).waitFor()
    const other = await openPage({ viewport: { width: 1280, height: 900 } })
    await other.goto('/staff/account')
    await goOver(other)
    await sayWho(other, '孙示例')
    assert.equal(await heading(other), '请输入动态码')
    await look(other, 'staff-code')
    await other.getByLabel('动态码').fill(recoveryCode)
    await press(other, '登录')
    await other.getByText('恢复码还剩 9 个').waitFor()
    await other.getByText(/用统一身份认证登录/).waitFor()
    await other.getByRole('button', { name: /^退出其他 1 处登录/ }).click()
    await other.getByText('其他设备都已退出').waitFor()
    await desk.reload()
    await desk.getByRole('heading', { name: '工作人员登录' }).waitFor()
    if (SHOTS) await desk.screenshot({ path: `${SHOTS}/staff-sign-in.png` })
  })

  it('开账号、给角色、一次性密码一人一半：本人两半一起输，先看到是谁重置的，马上改掉', async () => {
    const [system, security, own] = [
      await openPage({ viewport: { width: 1280, height: 900 } }), await openPage({ viewport: { width: 1280, height: 900 } }), await openPage(),
    ]
    await system.goto('/staff/people')
    await signInAt(system, 'sysadmin')
    await system.getByText('开设工作人员账号').click()
    await system.getByLabel('账号', { exact: true }).fill('xiaochen')
    await system.getByLabel('姓名', { exact: true }).fill('陈小明（示例）')
    await system.getByLabel('单位编号').fill('hall')
    await system.getByRole('button', { name: /开\s*设$/ }).click()
    await system.getByText(/已开设 xiaochen/).waitFor()
    await openAccount(system)
    await system.getByLabel('为什么要重置').fill('新来的，第一次登录')
    await system.getByRole('button', { name: '申请重置密码' }).click()
    const firstHalf = await system.locator('.secret').innerText()
    if (SHOTS) await system.screenshot({ path: `${SHOTS}/reset-asked.png`, fullPage: true })
    await security.goto('/staff/people')
    await signInAt(security, 'secadmin')
    await security.getByRole('button', { name: '确认重置密码 xiaochen' }).click()
    const secondHalf = await security.locator('.secret').innerText()
    assert.match(`${firstHalf}-${secondHalf}`, /^\w{4}(-\w{4}){3}$/)
    if (SHOTS) await security.screenshot({ path: `${SHOTS}/reset-confirmed.png`, fullPage: true })
    await openAccount(security)
    await security.getByRole('checkbox', { name: '综合窗口', exact: true }).check()
    await security.getByRole('button', { name: '保存岗位和角色' }).click()
    await security.getByText('已授予').waitFor()
    await own.goto('/staff/')
    await own.getByLabel('账号').fill('xiaochen')
    await own.getByLabel('密码').fill(`${firstHalf}-${secondHalf}`)
    await own.keyboard.press('Enter')
    await own.getByText(/由系统管理员申请、安全管理员确认重置（新来的，第一次登录）/).waitFor()
    await own.getByLabel('新密码').fill('New-spring-77')
    await own.keyboard.press('Enter')
    await own.getByText('您的密码或动态码被重置过').waitFor()
    if (SHOTS) await own.screenshot({ path: `${SHOTS}/reset-told.png`, fullPage: true })
  })
})

async function openAccount(page: Page): Promise<void> {
  await page.getByLabel('按姓名或账号查').fill('xiaochen')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '陈小明（示例）' }).click()
}
