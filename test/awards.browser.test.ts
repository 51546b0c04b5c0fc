import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { press, signInHere } from './citizen-walk.ts'
import { eventually } from './faults/place.ts'
import { fileApplication, signInAt, stepElsewhere } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
/** A page that has not come by then never will. */
const TIMEOUT_MILLISECONDS = 10_000
const TITLE = '第一季度服务之星（测试）'
const [WINDOW, APPROVER, REVIEWER] = ['综合窗口', '周审批（示例）', '陈审查（示例）']
/** Those who score; of three other bureaus. */
const PANEL = ['ecology-approver', 'culture-approver', 'planning-approver'] as const

describe('一次评选：从发布到授牌、摘牌', { skip: browserMissing }, () => {
  let site: Site
  let day = '2026-03-02'
  let campaign = ''
  const cases: Record<string, string> = {}
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(day, () => new Date(`${day}T09:30:00+08:00`))
    const { caseId } = await fileApplication(site.url, '食品经营许可')
    for (const [account, step, data] of [
      ['window', 'accept', {}],
      ['reviewer', 'review', { opinion: '符合条件', recommendation: 'approve' }],
      ['approver', 'approve', { opinion: '同意。' }],
    ] as const)
      await stepElsewhere(site.url, { account, caseId, step, data })
    day = '2026-04-01'
  })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/awards-${name}.png`, fullPage: true }) }
  const program = (account: string) => new Client(site.url).signIn(account, DEMO_PASSWORD)
  const staff = async (account: string, path: string, width = 1280): Promise<Page> => {
    const page = await site.open({ viewport: { width, height: 900 } })
    page.setDefaultTimeout(TIMEOUT_MILLISECONDS)
    await page.goto(path)
    await signInAt(page, account)
    return page
  }
  const room = (tab: string) => `/staff/awards?id=${campaign}&tab=${tab}`

  it('政数局从默认办法拟草稿；权重不到一百看得到差多少，不能发布，改好才能', async () => {
    const page = await staff('bureau', '/staff/awards')
    await page.getByRole('button', { name: '拟一份草稿' }).click()
    await page.getByRole('heading', { name: '标准和权重' }).waitFor()
    campaign = new URL(page.url()).searchParams.get('id') ?? ''
    for (const [label, value] of [
      ['名称', TITLE],
      ['评选期从', '2026-01-01'],
      ['评选期到', '2026-03-31'],
      ['推荐截止', '2026-04-03'],
    ] as const)
      await page.getByLabel(label, { exact: true }).first().fill(value)
    await page.getByRole('radio', { name: '名单里写明的人或岗位' }).check()
    for (const [words, name] of [['综合窗口', WINDOW], ['周审批', APPROVER], ['陈审查', REVIEWER]] as const) await add(page, '加一个人', words, name)
    await page.getByRole('radio', { name: '写明几个' }).check()
    for (const name of ['办件量（折算）', '评价率', '好评率', '业务技能', '创新与群众来信来电', '民主测评']) await page.getByRole('button', { name: `去掉${name}`, exact: true }).click()
    await page.getByText('权重合计 35，还差 65').waitFor()
    for (const [account, name] of [['生态', '生态环境'], ['文化', '文化'], ['规划', '规划']] as const) await addMember(page, account, name)
    await page.getByText(/^▲ 还有 \d 处要改/).waitFor()
    assert.ok(await page.getByRole('button', { name: '发布', exact: true }).isDisabled())
    await shot(page, 'editor-wrong')
    for (const [label, value] of [
      ['按时办结率的权重', '60'], ['服务规范与巡查的权重', '40'], ['按时办结率的样本下限', '1'], ['至少几位打分才算数', '2'],
    ] as const) await page.getByLabel(label).fill(value)
    await page.getByText('检查过了，可以发布').waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'editor')
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByRole('button', { name: '确定发布' }).click()
    await page.getByText('推荐中', { exact: true }).waitFor()
  })

  it('自荐、单位推荐、群众推荐；被推荐的本人同意才评', async () => {
    const page = await staff('window', room('nominations'))
    await nominateAs(page, `我自己（${WINDOW}）`, '群众不会用手机，帮着一步步填完。')
    assert.deepEqual(await page.getByLabel('提名谁').locator('option').allInnerTexts(), ['请选择', `我自己（${WINDOW}）`], '窗口人员只能自荐')
    await page.getByRole('row').filter({ hasText: WINDOW }).getByText('✓ 本人同意参评').waitFor()
    await nominateAs(await staff('approver', room('nominations')), REVIEWER, '审查仔细，写了核对要点给大家用。')
    const citizen = await site.open()
    await citizen.goto(`/sign-in?next=/awards/campaigns/${campaign}/nominate`)
    await signInHere(citizen, 'citizen')
    await citizen.getByLabel('推荐谁').selectOption({ label: APPROVER })
    await citizen.getByLabel('为什么推荐').fill('三天的事当天就批了，还打电话说明白。')
    await press(citizen, '推荐')
    await citizen.getByText('收到您的推荐了').waitFor()
    const {
      nominations,
    } = await (await program('supervisor')).get<{ nominations: { id: string; name: string }[] }>(`/api/awards/campaigns/${campaign}/nominations`)
    for (const { id, name } of nominations) cases[name] = id
    const own = await staff('reviewer', `/staff/cases/${cases[REVIEWER]}`)
    await take(own, /^同意参评/)
    await own.getByText('✓ 本人同意参评').waitFor()
    await (await program('approver')).post(`/api/cases/${cases[APPROVER]}/steps/agree`, { data: {} })
  })

  it('资格审查看得到系统附的证据和办件；推荐截止、都审查过才能锁定', async () => {
    const page = await staff('supervisor', `/staff/cases/${cases[WINDOW]}`)
    await page.getByRole('button', { name: '看办件：按时办结率' }).click()
    await page.getByRole('region', { name: '按时办结率的办件表' }).getByRole('row').nth(1).waitFor()
    await page.getByRole('button', { name: '确定通过' }).click()
    await page.getByText('请写审查意见').waitFor()
    await page.getByLabel('审查意见').fill('材料属实，符合条件。')
    await page.getByLabel('纪检意见').fill('没有收到反映。')
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'review')
    await page.getByRole('button', { name: '确定通过' }).click()
    await page.getByText('资格审查通过，待初评').first().waitFor()
    const office = await program('supervisor')
    for (const name of [APPROVER, REVIEWER]) await office.post(`/api/cases/${cases[name]}/steps/qualify`, { data: { opinion: '符合条件', discipline: '没有收到反映' } })
    await page.goto(room('nominations'))
    await page.getByText(/还不能锁定：推荐到 2026-04-03 为止/).waitFor()
    day = '2026-04-07'
    const later = await staff('supervisor', room('nominations'))
    await later.getByRole('button', { name: '锁定，交给评委' }).click()
    await later.getByRole('button', { name: '确定锁定' }).click()
    await later.getByText('评审中', { exact: true }).waitFor()
  })

  it('评委打分；有关系的声明回避，不再打那一位；名次写明为什么，样本太少的不排', async () => {
    const page = await staff(PANEL[0], room('panel'))
    await page.getByText(/要评 3 人，打了 0 人/).waitFor()
    await page.getByRole('link', { name: WINDOW }).click()
    await page.getByRole('button', { name: '我与这一位有关系' }).click()
    await page.getByLabel(/是什么关系/).fill('以前的同事')
    await page.getByRole('button', { name: '声明回避' }).click()
    await page.getByText(/这一位您回避，不打分：.*以前的同事/).waitFor()
    await page.getByRole('link', { name: APPROVER, exact: true }).click()
    await page.getByLabel(/^服务规范与巡查/).fill('101')
    await page.getByRole('button', { name: '打分', exact: true }).click()
    await page.getByText('请打 0 到 100 的整数').waitFor()
    await page.getByLabel(/^服务规范与巡查/).fill('80')
    await page.getByRole('button', { name: '打分', exact: true }).click()
    await page.getByText(/要评 2 人，打了 1 人，回避 1 人/).waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'panel')
    for (const member of PANEL) {
      const seat = await program(member)
      const mine = [...(member === PANEL[0] ? [] : [WINDOW, APPROVER]), REVIEWER]
      for (const name of mine) await seat.post(`/api/awards/nominations/${cases[name]}/scores`, {
        scores: [{ criterion: 'conduct-standard', points: name === WINDOW ? 95 : 80 }],
      })
    }
    const bureau = await staff('bureau', room('ranking'))
    await bureau.getByRole('row').filter({ hasText: WINDOW }).getByText('第 1 名', { exact: true }).waitFor()
    await bureau.getByRole('row').filter({ hasText: REVIEWER }).getByText('不排名', { exact: true }).waitFor()
    await bureau.getByRole('button', { name: `打开${WINDOW}的每一分` }).press('Enter')
    const parts = bureau.getByRole('region', { name: `${WINDOW}的每一分` })
    assert.match(await parts.getByRole('row').filter({ hasText: '服务规范与巡查' }).innerText(), /2 位评委的平均[^]*38 \/ 40/, '回避的评委不算')
    assert.deepEqual(await accessibilityFaults(bureau), [])
    await shot(bureau, 'ranking')
    await bureau.setViewportSize({ width: 390, height: 844 })
    assert.equal(await sidewaysPixels(bureau), 0)
    await shot(bureau, 'ranking-phone')
    await bureau.getByRole('button', { name: '公布，开始公示' }).click()
    await bureau.getByRole('button', { name: '确定公布' }).click()
    await bureau.getByText(/公示到/).first().waitFor()
  })

  it('公示中群众具名提异议，监督部门答复；期满审定、授牌，证书核验得出，公开页上有', async () => {
    day = '2026-04-08'
    const citizen = await site.open()
    await citizen.goto(`/sign-in?next=/awards/campaigns/${campaign}`)
    await signInHere(citizen, 'citizen')
    await citizen.getByRole('link', { name: `对${WINDOW}提异议` }).click()
    await citizen.getByLabel('您的异议').fill('三月二日上午我等了四十分钟没有人叫号。')
    await press(citizen, '具名提出')
    await citizen.getByText('收到您的异议了').waitFor()
    const page = await staff('supervisor', '/staff/awards?tab=objections')
    await page.getByRole('link', { name: `去答复：${WINDOW}` }).click()
    await page.getByText('三月二日上午我等了四十分钟').first().waitFor()
    await shot(page, 'objection')
    await take(page, /^异议不成立/, '查了叫号记录，那天上午停电，已向您说明。')
    day = '2026-04-16'
    const office = await program('supervisor-chief')
    await eventually(async () => (await office.get<{ state: string }>(`/api/awards/nominations/${cases[WINDOW]}`)).state === 'settled')
    const reviewer = await staff('supervisor', `/staff/cases/${cases[WINDOW]}`)
    await reviewer.getByText(/现在不能审定：资格审查是您作的/).waitFor()
    assert.equal(await reviewer.locator('.step-bar').getByRole('button', { name: /^审定/ }).count(), 0, '审查的人不能审定')
    const chief = await staff('supervisor-chief', `/staff/cases/${cases[WINDOW]}`)
    await take(chief, /^审定/, '同意。')
    await take(chief, /^授牌/, '当面授牌。')
    const number = (await chief.getByText(/^证书/).locator('strong').first().innerText()).trim()
    await shot(chief, 'awarded')
    const file = await fetch(`${site.url}/api/awards/certificates/${number}/file`)
    assert.equal(file.headers.get('content-type'), 'application/pdf')
    assert.equal((await new Client(site.url).get<{ revokedOn: string | null }>(`/api/awards/certificates/${number}`)).revokedOn, null)
    await citizen.goto(`/awards/winners/${number}`)
    await citizen.getByText('有效', { exact: true }).waitFor()
    await chief.getByRole('button', { name: '摘牌' }).click()
    await chief.getByLabel('原因').fill('核实代评一次，按规定摘牌。')
    await chief.getByRole('button', { name: '确定摘牌' }).click()
    await chief.getByText(/已撤销：核实代评一次/).waitFor()
    assert.deepEqual(await accessibilityFaults(chief), [])
    await citizen.reload()
    await citizen.getByText('证书已撤销').waitFor()
    assert.equal((await fetch(`${site.url}/api/awards/certificates/${number}/file`)).ok, false)
  })
})

/** Finds somebody by a word and takes her into the list. */
async function add(page: Page, label: string, words: string, name: string): Promise<void> {
  await page.getByLabel(label).fill(words)
  await page.getByRole('button', { name: `加上${name}` }).first().click()
}

/** The one who approves in a bureau. */
async function addMember(page: Page, words: string, bureau: string): Promise<void> {
  await page.getByLabel('加一位评委').fill(words)
  await page.getByRole('button', { name: new RegExp(`^加上.审批（示例），.*${bureau}`) }).first().click()
}

async function nominateAs(page: Page, choice: string, words: string): Promise<void> {
  await page.getByLabel('提名谁').selectOption({ label: choice })
  await page.getByLabel('推荐的理由').fill(words)
  await page.getByRole('button', { name: '提名', exact: true }).click()
  await page.getByText(/^✓ 已提名/).waitFor()
}

/** Presses a step in the bar, says what it asks for, and sends it. */
async function take(page: Page, name: RegExp, words?: string): Promise<void> {
  await page.locator('.step-bar').getByRole('button', { name }).first().click()
  const drawer = page.getByRole('dialog')
  if (words !== undefined) await drawer.locator('textarea').first().fill(words)
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByText(/^✓ 已办/).waitFor()
  await drawer.waitFor({ state: 'detached' })
}
