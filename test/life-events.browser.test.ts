import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { answerQuestions, factBeside, fillForm, giveMaterials, heading, press, sampleValues, signInHere } from './citizen-walk.ts'
import { Departments, fileJoint, NEWBORN, RESTAURANT } from './joint-walk.ts'
import { openCaseAs, takeDrafted } from './staff-desk.ts'

const TODAY = '2026-03-02'
/** A page that has not come by then does not come. */
const PATIENCE_MILLISECONDS = 10_000
/** Everything that can be done in one go: all nine items. */
const ALL = { '怀孕的时候办过生育登记吗？': '没有办，这次一起办', '生育的医疗费要报销吗？': '要，费用是自己先垫的', '要登记科学育儿指导服务吗？': '要' }
/** Nobody has this number. */
const SOMEBODY = { name: '王阿姨', residentId: '110101195203070042', phone: '13900000000', account: 'wang-ayi', password: 'Chunfeng-2026-02' }
const textOf = (page: Page): Promise<string> => page.locator('main').innerText()
const caseIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** From the guide's questions to the receipt, as a parent does it. */
async function fileNewborn(page: Page, values: Readonly<Record<string, string>>): Promise<string> {
  await answerQuestions(page, ALL)
  assert.match(await textOf(page), /一起办的 9 项[^]*只交一次/)
  await press(page, '开始申请')
  assert.match(await textOf(page), /只填一次，9 项都用它/)
  await fillForm(page, values)
  assert.match(await textOf(page), /用于：出生医学证明首次签发、/)
  assert((await giveMaterials(page)) > 2)
  await press(page, '保存并继续')
  assert.equal(await heading(page), '核对后提交')
  assert.match(await textOf(page), /一起申请的 9 项[^]*系统自己核对的[^]*不用您证明/)
  await page.getByRole('checkbox').check()
  await press(page, '提交申请')
  assert.equal(await heading(page), '申请已提交')
  return caseIn(page)
}

describe('一件事', { skip: browserMissing }, () => {
  let site: Site
  let departments: Departments
  before(async () => {
    site = await openSite(TODAY)
    departments = new Departments(site.url)
  })
  after(() => site.close())

  describe('新生儿出生一件事：九项一次办好', () => {
    let page: Page
    let values: Record<string, string>
    let caseId = ''
    const receipt = { number: '', password: '' }
    const lane = async (id: string) => (await departments.whole(caseId)).lanes.find((one) => one.id === id) ?? assert.fail(id)
    const finish = async (...ids: string[]): Promise<void> => { for (const id of ids) await departments.finish(await lane(id)) }
    before(async () => {
      page = await site.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
      page.setDefaultTimeout(PATIENCE_MILLISECONDS)
      values = await sampleValues(site.url, NEWBORN)
    })

    it('从首页进去，先看到一次办哪几项、谁决定、先后、分开办和一起办各要多少', async () => {
      await page.goto('/')
      await page.getByRole('link', { name: '看全部一件事' }).click()
      assert.match(await textOf(page), /待完善，现在还不能在这里申请/)
      await page.getByRole('link', { name: '新生儿出生一件事' }).click()
      const text = await textOf(page)
      const places = ['一次办好 9 项', '您需要准备', '先办哪项，后办哪项', '分开办和一起办', '系统自己核对的'].map((words) => text.lastIndexOf(words))
      assert.deepEqual(places, places.toSorted((one, other) => one - other))
      assert.match(text, /等“出生医学证明首次签发”办好，拿到出生医学证明，再开始/)
    })

    it('不用脚本：答几个问题，一张表、一套材料，一次提交九项', async () => {
      await page.goto(`/sign-in?next=${encodeURIComponent(`/items/${NEWBORN}/questions`)}`)
      await signInHere(page, 'citizen')
      caseId = await fileNewborn(page, values)
      assert.match(await textOf(page), /一次核对 9 项的材料，最迟2026年3月9日/)
      receipt.number = await factBeside(page, '办件编号')
      receipt.password = await factBeside(page, '查询密码')
    })

    it('综合窗口在工作台一次受理；没有出生医学证明，户口登记还不能开始', async () => {
      assert.equal((await lane('household')).caseId, null)
      const desk = await site.open()
      desk.setDefaultTimeout(PATIENCE_MILLISECONDS)
      await openCaseAs(desk, 'window', caseId)
      await takeDrafted(desk, 'a', '统一受理')
      await desk.close()
      await page.goto(`/cases/${caseId}`)
      const text = await textOf(page)
      assert.match(text, /一共 9 项：3 项正在办，6 项等前一项办好再开始/)
      assert.match(text, /出生登记[^]*还没有开始，等前一项[^]*等“出生医学证明首次签发”办好就自动开始，不用您再申请/)
      assert.match(text, /决定总时间[^]*哪一天全部办好[^]*2026年3月16日/)
    })

    it('卫生健康部门在工作台审查，批准、发证以后，户口登记当天自己开始', async () => {
      const certificate = await lane('certificate')
      const desk = await site.open()
      desk.setDefaultTimeout(PATIENCE_MILLISECONDS)
      await openCaseAs(desk, 'health', certificate.caseId ?? '')
      await takeDrafted(desk, 'a', '审查')
      await desk.close()
      await finish('certificate')
      const household = await lane('household')
      assert.deepEqual([household.state, household.acceptedOn], ['handling', TODAY])
    })

    it('卫生健康、公安、医保、人社、税务各用自己的账号办完；公开的进度同时看得到九项', async () => {
      await finish('birthNotice', 'reimbursement', 'vaccination', 'household', 'parenting', 'insurance', 'card')
      const stranger = await site.open({ javaScriptEnabled: false })
      await stranger.goto('/progress')
      await stranger.getByLabel('办件编号').fill(receipt.number)
      await stranger.getByLabel('查询密码').fill(receipt.password)
      await press(stranger, '查进度')
      const text = await textOf(stranger)
      assert.match(text, /8 项已经制好，1 项正在办[^]*社会保障卡申领[^]*已制好，等一起送达/)
      assert.doesNotMatch(text, new RegExp(values['motherName'] ?? '没有这个名字'))
      await finish('premium')
    })

    it('一次送达，全部办结；“我的办件”里九项归在一件下面；整体评价一次，单项也能评价', async () => {
      await departments.step('window', caseId, 'deliver', { method: '当场领取' })
      await page.goto('/me')
      const row = page.locator('main ul.rows > li', { has: page.locator(`h3 a[href="/cases/${caseId}"]`) })
      await row.getByText(/看里面的各项（9 件）/).click()
      assert.equal(await row.locator('details[open] li').filter({ hasText: '已送达' }).count(), 9)
      const { lanes } = await departments.whole(caseId)
      for (const child of lanes) assert.equal(await page.locator(`main h3 a[href="/cases/${child.caseId}"]`).count(), 0, child.name)
      await page.goto(`/cases/${caseId}`)
      assert.match(await textOf(page), /全部办结[^]*一共 9 项：9 项已经办成/)
      await page.getByRole('link', { name: '评价这次办事' }).click()
      await page.getByLabel('非常满意').check()
      await press(page, '提交评价')
      await page.getByRole('link', { name: '出生登记' }).first().click()
      assert.match(await textOf(page), /这是新生儿出生一件事里的一项/)
      await page.getByRole('link', { name: '评价这次办事' }).click()
      await page.getByLabel('基本满意').or(page.getByLabel('满意', { exact: true })).first().check()
      await press(page, '提交评价')
      assert.match(await textOf(page), /已经办成/)
    })

    it('长者版、有脚本的另一个人，一步一项也能填完九项的一张表', async () => {
      const elder = await site.open({ viewport: { width: 412, height: 800 } })
      elder.setDefaultTimeout(PATIENCE_MILLISECONDS)
      await elder.context().addCookies([{ name: 'theme', value: 'elder', url: site.url }])
      await elder.goto(`/register?next=${encodeURIComponent(`/items/${NEWBORN}/questions`)}`)
      for (const [name, value] of Object.entries(SOMEBODY)) await elder.locator(`main [name="${name}"]`).fill(value)
      await press(elder, '注册并登录')
      const id = await fileNewborn(elder, values)
      assert.notEqual(id, caseId)
      await elder.goto(`/cases/${id}`)
      assert.match(await textOf(elder), /一共 9 项：3 项等统一受理/)
    })
  })

  describe('开办餐饮店一件事：一项没有批准，别的照办', () => {
    let page: Page
    let caseId = ''
    before(async () => {
      page = await site.open({ viewport: { width: 1280, height: 900 } })
      page.setDefaultTimeout(PATIENCE_MILLISECONDS)
      caseId = await fileJoint(site.url, RESTAURANT, { account: 'enterprise', preferred: { sign: 'yes', crowded: 'yes', tobacco: 'yes' } })
      await departments.step('window', caseId, 'accept')
      await page.goto(`/sign-in?next=${encodeURIComponent(`/cases/${caseId}`)}`)
      await signInHere(page, 'enterprise')
    })

    it('消防检查没有批准：写明理由在哪里、接下来怎么办；另外三项接着办', async () => {
      const fire = (await departments.whole(caseId)).lanes.find(({ id }) => id === 'fire') ?? assert.fail('没有消防检查')
      await departments.refuse(fire, '疏散门向内开，不符合要求。')
      await page.goto(`/cases/${caseId}`)
      const text = await textOf(page)
      assert.match(text, /一共 4 项：3 项正在办，1 项没有批准/)
      assert.match(text, /消防安全检查[^]*不予批准[^]*接下来：可以按决定书写明的途径申请复议或者起诉，也可以符合条件后单独再申请；其余事项不受影响/)
      await page.getByRole('link', { name: '看理由和文书' }).click()
      assert.match(await textOf(page), /这是开办餐饮店一件事里的一项[^]*其余事项不受影响/)
      await page.getByRole('link', { name: /^看《.*决定书》/ }).click()
      assert.match(await textOf(page), /疏散门向内开/)
    })

    it('其余三项办成，一次送达，整件事办结，不因一项没有批准而作废', async () => {
      for (const lane of (await departments.whole(caseId)).lanes) if (lane.id !== 'fire') await departments.finish(lane)
      await departments.step('window', caseId, 'deliver', { method: '当场领取' })
      await page.goto(`/cases/${caseId}`)
      assert.match(await textOf(page), /全部办结[^]*一共 4 项：3 项已经办成，1 项没有批准/)
      assert.equal((await departments.whole(caseId)).parent.state, 'complete')
    })
  })
})
