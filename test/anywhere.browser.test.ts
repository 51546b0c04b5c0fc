import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { startOf } from '#platform/day'
import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { press, signInHere } from './citizen-walk.ts'
import { signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
/** No questions, three materials at most; decided by the police of the district. */
const ITEM = 'SL44011400116'
const FIRST_DAY = '2026-03-02'
const PATIENCE_MILLISECONDS = 10_000

interface Matter { application: { id: string } | null; result: { id: string; state: { state: string } } | null }

describe('就近交材料，异地办理', { skip: browserMissing }, () => {
  let site: Site
  let clerk: Page
  let ahead = 0
  before(async () => {
    const begun = performance.now()
    site = await openSite(FIRST_DAY, () => new Date(startOf(FIRST_DAY).getTime() + 9 * 3_600_000 + performance.now() - begun + ahead))
    clerk = await site.open({ viewport: { width: 1280, height: 900 } })
    clerk.setDefaultTimeout(PATIENCE_MILLISECONDS)
  })
  after(() => site.close())

  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/anywhere-${name}.png`, fullPage: true }) }
  const as = (account: string) => new Client(site.url).signIn(account, DEMO_PASSWORD)
  const step = async (account: string, caseId: string, name: string, data: object = {}) =>
    (await as(account)).post(`/api/cases/${caseId}/steps/${name}`, { data })
  const matterOf = async (account: string, id: string) => (await as(account)).get<Matter>(`/api/anywhere/matters/${id}`)

  /** A citizen without scripts, in one of the skins, at the item. */
  async function citizenWith(skin: 'standard' | 'elder'): Promise<Page> {
    const page = await site.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    page.setDefaultTimeout(PATIENCE_MILLISECONDS)
    await page.context().addCookies([{ name: 'theme', value: skin, url: site.url }])
    await page.goto(`/sign-in?next=/items/${ITEM}`)
    await signInHere(page, 'citizen')
    return page
  }

  /** Chooses the places; answers with the id of the matter. */
  async function chosen(page: Page, { owner, receiving, back }: { owner: string; receiving: string; back: string }): Promise<string> {
    await page.getByRole('link', { name: '可以在这些地方办' }).click()
    assert.match(await page.locator('main').innerText(), /异地代收代办[\s\S]*从它收到材料之日起算/)
    await page.getByRole('link', { name: '选收件和领取的地点' }).click()
    await page.getByLabel('由哪个区的部门办').selectOption({ label: owner })
    await page.getByLabel('到哪里交材料').selectOption({ label: receiving })
    await page.getByLabel('在哪里领结果').selectOption({ label: back })
    await press(page, '就选这些地点')
    assert.match(await page.locator('main').innerText(), /还没有交材料/)
    return page.url().split('/').at(-1) ?? ''
  }

  /** The clerk finds it in the room, counts what lies on the desk, and sends it on. */
  async function takenIn(id: string, parcel: string): Promise<void> {
    await clerk.goto('/staff/anywhere')
    await clerk.getByRole('region', { name: '等交材料的' }).locator(`a[href$="${id}"]`).click()
    await clerk.getByLabel('证件号码后四位').fill('123X')
    for (const name of ['人证一致', '份数与清单一致', '字迹清楚、没有缺页']) await clerk.getByLabel(name).check()
    await clerk.getByLabel('本人身份证：原件').fill('1')
    await clerk.getByLabel(/三选一.*：复印件/).fill('1')
    await shot(clerk, `receiving-${parcel}`)
    await clerk.getByRole('button', { name: '收件', exact: true }).click()
    await clerk.getByRole('button', { name: /^转交/ }).click()
    const dialog = clerk.getByRole('dialog')
    await dialog.getByRole('radio', { name: '寄递' }).check()
    await dialog.getByLabel(/^邮件编号/).fill(parcel)
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByText('已办：转交').waitFor()
  }

  it('标准版：材料交到新华街道的窗口，部门签收才起算；结果回到狮岭镇，看得到在谁手里', async () => {
    const page = await citizenWith('standard')
    const id = await chosen(page, { owner: '花都区（市公安局花都区分局）', receiving: '新华街道', back: '狮岭镇' })
    await shot(page, 'planned')
    await clerk.goto('/staff/anywhere')
    await signInAt(clerk, 'xinhua-window')
    await clerk.getByRole('heading', { level: 1, name: /异地代收/ }).waitFor()
    await takenIn(id, 'EX12345')
    assert.deepEqual(await accessibilityFaults(clerk), [])
    await shot(clerk, 'desk')
    await page.reload()
    assert.match(await page.locator('main').innerText(), /现在在：路上（寄递，邮件编号 EX12345）[\s\S]*从它收到材料之日起算，现在还没有开始/)
    await step('public-security', id, 'signFor')
    const { application } = await matterOf('public-security', id)
    const own = application?.id ?? assert.fail('没有开出办件')
    for (const [who, name, data] of [
      ['window', 'accept'],
      ['public-security', 'review', { opinion: '符合条件。' }],
      ['public-security-approver', 'approve'],
      ['public-security', 'issue'],
    ] as const)
      await step(who, own, name, data)
    const { result } = await matterOf('public-security', id)
    const back = result?.id ?? assert.fail('没有结果')
    await step('public-security', back, 'sendResult', { way: 'parcel', parcel: 'RE12345' })
    await step('shiling-window', back, 'arrive')
    await page.goto(`/cases/${back}`)
    assert.match(await page.locator('main').innerText(), /结果已经到了狮岭镇，请带身份证件去领[\s\S]*从2026年3月2日（周一）收到之日起算/)
    assert.equal(await sidewaysPixels(page), 0)
    await shot(page, 'arrived')
    await step('shiling-window', back, 'give', { recipient: '李群众', isSamePerson: true })
    await page.reload()
    assert.match(await page.locator('main').innerText(), /结果已经交到您手里[\s\S]*申请人手里/)
  })

  it('长者版：转到天河区（模拟），对方每句话说两遍，包裹还丢了一次；结果照样回来，只有一份', async () => {
    const bureau = await as('bureau')
    await bureau.post('/api/anywhere/simulator/440106', { behaviour: 'lossy' })
    const page = await citizenWith('elder')
    const id = await chosen(page, { owner: '天河区（模拟）', receiving: '新华街道', back: '新华街道' })
    await takenIn(id, 'EX22222')
    await settled(async () => (await bureau.get<{ outbox: object[] }>('/api/anywhere/exchange')).outbox.length === 0)
    await step('xinhua-window', id, 'declareLost', { reason: '查询邮件编号，途中遗失' })
    await page.goto(`/elsewhere/${id}`)
    assert.match(await page.locator('main').innerText(), /遗失，正在补齐/)
    await shot(page, 'lost-elder')
    await bureau.post('/api/anywhere/simulator/440106', { behaviour: 'duplicate' })
    await step('xinhua-window', id, 'resend', { way: 'parcel', parcel: 'EX33333', replaced: '申请人重新复印' })
    await settled(async () => (await matterOf('xinhua-window', id)).result?.state.state === 'returning')
    const { result } = await matterOf('xinhua-window', id)
    await step('xinhua-window', result?.id ?? '', 'arrive')
    await page.reload()
    const words = await page.locator('main').innerText()
    assert.match(words, /模拟[\s\S]*结果已经到了新华街道/)
    assert.equal(words.match(/主管部门（天河区（模拟））/g)?.length, 2)
    assert.deepEqual([await page.locator('html').getAttribute('class'), await sidewaysPixels(page)], ['elder', 0])
    await shot(page, 'arrived-elder')
    await clerk.goto('/staff/anywhere')
    await clerk.getByRole('region', { name: '结果和退还' }).waitFor()
    assert.deepEqual(await accessibilityFaults(clerk), [])
    await shot(clerk, 'room')
  })

  it('同名的人又来交同样的材料，收的是另一件，不是上一件的回执；清单没有打开时说清楚，再试一次就好', async () => {
    await clerk.goto('/staff/anywhere')
    await clerk.getByText(/^收一件/).click()
    const numbers = [await walkedIn(), await walkedIn()]
    assert.equal(new Set(numbers).size, 2)
  })

  /** Somebody walks in; the first call for the checklist fails on the way. */
  async function walkedIn(): Promise<string> {
    await clerk.route('**/checklist', (route) => route.abort(), { times: 1 })
    await clerk.getByLabel('办什么').selectOption(ITEM)
    await clerk.getByLabel('在哪里领结果').selectOption({ label: '新华街道' })
    await clerk.getByLabel('申请人姓名或者单位名称').fill('李重名（示例）')
    await clerk.getByRole('button', { name: '再试一次' }).click()
    await clerk.getByLabel('证件号码后四位').fill('123X')
    for (const name of ['人证一致', '份数与清单一致', '字迹清楚、没有缺页']) await clerk.getByLabel(name).check()
    await clerk.getByLabel('本人身份证：原件').fill('1')
    await clerk.getByRole('button', { name: '收件', exact: true }).click()
    const receipt = clerk.getByRole('status', { name: '收件回执' })
    const number = await receipt.locator('strong').first().innerText()
    await clerk.emulateMedia({ media: 'print' })
    await shot(clerk, 'walk-in-printed')
    assert.deepEqual([await receipt.isVisible(), await clerk.getByRole('heading', { level: 1 }).isVisible()], [true, false])
    await clerk.emulateMedia({ media: null })
    await shot(clerk, 'walk-in')
    await receipt.getByRole('button', { name: '再收一件' }).click()
    return number
  }

  /** The other side answers after some seconds of the program's clock, which runs ahead here. */
  async function settled(isThere: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE_MILLISECONDS
    while (!(await isThere())) {
      assert(performance.now() < end, '等不到对方的消息')
      ahead += 5000
      await clerk.evaluate('new Promise((done) => requestAnimationFrame(done))')
    }
  }
})
