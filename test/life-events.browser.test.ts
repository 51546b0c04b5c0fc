import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { answerQuestions, factBeside, fillForm, giveMaterials, heading, press, sampleValues, signInHere } from './citizen-walk.ts'
import { Departments, NEWBORN, RESTAURANT } from './joint-walk.ts'
import { Desks } from './department-desks.ts'
import { takeStepAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const TODAY = '2026-03-02'
/** A page that has not come by then does not come. */
const PATIENCE_MILLISECONDS = 10_000
/** Everything that can be done in one go: all nine items. */
const ALL = { '怀孕的时候办过生育登记吗？': '没有办，这次一起办', '生育的医疗费要报销吗？': '要，费用是自己先垫的', '要登记科学育儿指导服务吗？': '要' }
const WITH_ALL_PERMITS = { '要挂门店招牌吗？': '要挂', '开业前要做消防安全检查吗？': '要做', '店里卖烟吗？': '卖' }
const REFUSED = '疏散门向内开，不符合要求。'
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
  assert((await giveMaterials(page, 2)) > 2)
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
  let desks: Desks
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(TODAY)
    departments = new Departments(site.url)
    desks = new Desks(site)
  })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/life-events-${name}.png` }) }

  describe('新生儿出生一件事：九项一次办好', () => {
    let page: Page
    let values: Record<string, string>
    let caseId = ''
    const receipt = { number: '', password: '' }
    const lane = async (id: string) => (await departments.whole(caseId)).lanes.find((one) => one.id === id) ?? assert.fail(id)
    const seen = (who: string) => (desk: Page, step: string) => shot(desk, `${who}-${step}`)
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
      const desk = await desks.open('window', receipt.number)
      assert.match(await textOf(desk), /包含的事项 9 项[^]*还没有受理/)
      await takeStepAt(desk, '统一受理', { look: seen('window') })
      await page.goto(`/cases/${caseId}`)
      const text = await textOf(page)
      assert.match(text, /一共 9 项：3 项正在办，6 项等前一项办好再开始/)
      assert.match(text, /出生登记[^]*还没有开始，等前一项[^]*等“出生医学证明首次签发”办好就自动开始，不用您再申请/)
      assert.match(text, /决定总时间[^]*哪一天全部办好[^]*2026年3月16日/)
    })

    it('卫生健康部门的审查人、审批人在各自的待办里找到出生医学证明，审查、准予、制证；户口登记当天自己开始', async () => {
      await desks.finish(await lane('certificate'), seen('health'))
      const household = await lane('household')
      assert.deepEqual([household.state, household.acceptedOn], ['handling', TODAY])
    })

    it('公安、医保、人社、税务都在工作台用自己的账号办完自己的一项；公开的进度同时看得到九项', async () => {
      const { number: certificate } = await lane('certificate')
      await desks.finish(await lane('household'), async (desk, step) => {
        await desk.getByText(`由前一项办出（办件 ${certificate}），不用交`).first().waitFor()
        await seen('police')(desk, step)
      })
      await desks.finish(await lane('insurance'), seen('insurance'))
      const card = await lane('card')
      await takeStepAt(await desks.open('window', card.number), '准予', { look: seen('window-card') })
      await takeStepAt(await desks.open('human-resources', card.number, '在办'), '制证', { look: seen('card') })
      for (const id of ['birthNotice', 'reimbursement', 'vaccination', 'parenting']) await departments.finish(await lane(id))
      const stranger = await site.open({ javaScriptEnabled: false })
      await stranger.goto('/progress')
      await stranger.getByLabel('办件编号').fill(receipt.number)
      await stranger.getByLabel('查询密码').fill(receipt.password)
      await press(stranger, '查进度')
      const text = await textOf(stranger)
      assert.match(text, /8 项已经制好，1 项正在办[^]*社会保障卡申领[^]*已制好，等一起送达/)
      assert.doesNotMatch(text, new RegExp(values['motherName'] ?? '没有这个名字'))
      await desks.finish(await lane('premium'), seen('tax'))
    })

    it('综合窗口一次送达，全部办结；“我的办件”里九项归在一件下面；整体评价一次，单项也能评价', async () => {
      await takeStepAt(await desks.open('window', receipt.number), '一次送达', { look: seen('window') })
      await page.goto('/me')
      const row = page.locator('main ul.rows > li', { has: page.locator(`h3 a[href="/cases/${caseId}"]`) })
      await row.getByText(/看里面的各项（已经开始 9 件）/).click()
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

    it('有脚本的另一个人也能填完九项的一张表，换成长者版看办到哪里', async () => {
      const other = await site.open({ viewport: { width: 412, height: 800 } })
      other.setDefaultTimeout(PATIENCE_MILLISECONDS)
      await other.goto(`/register?next=${encodeURIComponent(`/items/${NEWBORN}/questions`)}`)
      for (const [name, value] of Object.entries(SOMEBODY)) await other.locator(`main [name="${name}"]`).fill(value)
      await press(other, '注册并登录')
      const id = await fileNewborn(other, values)
      assert.notEqual(id, caseId)
      await other.context().addCookies([{ name: 'theme', value: 'elder', url: site.url }])
      await other.goto(`/cases/${id}`)
      assert.match(await textOf(other), /一共 9 项：3 项等统一受理/)
    })
  })

  describe('开办餐饮店一件事：一项没有批准，别的照办', () => {
    for (const [theme, hasScript] of [['elder', false], ['standard', true]] as const) {
      it(`${hasScript ? '有脚本：各部门在工作台办' : '没有脚本，用长者版看：各部门用接口办'}；消防没有批准，另外三项办成，整件事照样办结`, async () => {
        const page = await site.open({ viewport: { width: hasScript ? 1280 : 360, height: 900 }, javaScriptEnabled: hasScript })
        page.setDefaultTimeout(PATIENCE_MILLISECONDS)
        const { caseId, number } = await fileRestaurant(page)
        await (hasScript ? handleAtDesks(caseId, number) : handleByProgram(caseId))
        await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
        await page.goto(`/cases/${caseId}`)
        await seeRefusal(page)
        await page.goto(`/cases/${caseId}`)
        assert.match(await textOf(page), /全部办结[^]*一共 4 项：3 项已经办成，1 项没有批准/)
        await page.context().close()
      })
    }

    async function fileRestaurant(page: Page): Promise<{ caseId: string; number: string }> {
      await page.goto(`/sign-in?next=${encodeURIComponent(`/items/${RESTAURANT}/questions`)}`)
      await signInHere(page, 'enterprise')
      await answerQuestions(page, WITH_ALL_PERMITS)
      await press(page, '开始申请')
      await fillForm(page, await sampleValues(site.url, RESTAURANT))
      await giveMaterials(page, 2)
      await press(page, '保存并继续')
      assert.match(await textOf(page), /一起申请的 4 项/)
      await page.getByRole('checkbox').check()
      await press(page, '提交申请')
      return { caseId: caseIn(page), number: await factBeside(page, '办件编号') }
    }

    async function seeRefusal(page: Page): Promise<void> {
      assert.match(await textOf(page), /消防安全检查[^]*不予批准[^]*接下来：可以按决定书写明的途径申请复议或者起诉，也可以符合条件后单独再申请；其余事项不受影响/)
      await page.getByRole('link', { name: '看理由和文书' }).click()
      assert.match(await textOf(page), /这是开办餐饮店一件事里的一项[^]*其余事项不受影响/)
      await page.getByRole('link', { name: /^看《.*决定书》/ }).click()
      assert.match(await textOf(page), /疏散门向内开/)
    }

    async function handleByProgram(caseId: string): Promise<void> {
      await departments.step('window', caseId, 'accept')
      for (const one of (await departments.whole(caseId)).lanes) await (one.id === 'fire' ? departments.refuse(one, REFUSED) : departments.finish(one))
      await departments.step('window', caseId, 'deliver', { method: '当场领取' })
    }

    async function handleAtDesks(caseId: string, number: string): Promise<void> {
      const seen = (who: string) => (desk: Page, step: string) => shot(desk, `restaurant-${who}-${step}`)
      await takeStepAt(await desks.open('window', number), '统一受理')
      for (const one of (await departments.whole(caseId)).lanes) await (one.id === 'fire' ? refuseFire(one.number) : desks.finish(one, seen(one.id)))
      await takeStepAt(await desks.open('window', number), '一次送达', { look: seen('window') })
    }

    async function refuse(form: Locator): Promise<void> {
      assert.match(await form.getByLabel('审查意见').innerText(), /建议不予批准[^]*疏散门开启方向不符合要求/)
      await form.getByLabel('不予批准的理由').fill(REFUSED)
    }

    async function refuseFire(number: string | null): Promise<void> {
      const look = (desk: Page, step: string) => shot(desk, `restaurant-fire-${step}`)
      const fill = async (form: Locator) => {
        await form.getByRole('radio', { name: '建议不予批准' }).check()
        assert.equal(await form.getByLabel('审查意见').inputValue(), '', '为建议准予拟的意见不能留着')
        await form.getByLabel('审查意见').fill('疏散门开启方向不符合要求。')
      }
      await takeStepAt(await desks.open('fire-rescue', number), '审查', { fill, look })
      await takeStepAt(await desks.open('fire-rescue-approver', number), '不予批准', { fill: refuse, look })
    }
  })
})
