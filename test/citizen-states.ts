import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { FOOD, fileFood } from './citizen-filing.ts'
import { officeSteps, press } from './citizen-walk.ts'

const LONG = '没有空格也没有标点的很长很长的话'.repeat(12)
const REASONS = { reason: `经营场所离污染源太近。${LONG}`, legalBasis: ['《食品安全法》第三十三条第一款第一项'] }

/** Addresses of the states a page can be in besides the usual one: refused, ended, waiting for a promise, empty, too long, offline. */
export async function citizenStates(url: string): Promise<Record<string, string>> {
  const [promised, denied, refused, withdrawn] = await Promise.all([
    fileFood(url, { promised: { materialId: 'health', promisedBy: '2026-03-20' } }), fileFood(url), fileFood(url), fileFood(url),
  ])
  await officeSteps(url, promised, [['window', 'accept']])
  await officeSteps(url, denied, [['window', 'accept'], ['reviewer', 'review', { opinion: '不符合条件。', recommendation: 'deny' }], ['approver', 'deny', REASONS]])
  await officeSteps(url, refused, [['window', 'refuseAcceptance', REASONS]])
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  await citizen.post(`/api/cases/${withdrawn}/steps/withdraw`, {})
  const decision = await documentOf(citizen, denied)
  return {
    约定补交的办件: `/cases/${promised}`, 补交约定的材料: `/cases/${promised}/promised`,
    没有批准: `/cases/${denied}`, 不予批准决定书: `/documents/${decision}`, 没有受理: `/cases/${refused}`, 已经撤回: `/cases/${withdrawn}`,
    常办的事: '/popular', 到窗口办: `/ways/window?item=${FOOD}`, 请家人代办: `/ways/family?item=${FOOD}`, 委托书: '/ways/letter', 断网: '/offline',
    算错的期限: '/calculator?accepted=2026-13-01&days=0&from=x', 很长的搜索词: `/search?q=${encodeURIComponent(LONG)}`, 没有的部门: '/statistics?organisation=nobody',
    不能这样打开: '/apply', 网址写坏: '/items/x',
  }
}

/** Pages with something to correct, which have no address of their own: where to go, and what to press there. */
export const FAULTY: Readonly<Record<string, readonly [page: string, button: string]>> = {
  登录出错: ['登录', '登录'], 注册出错: ['注册', '注册并登录'], 查进度出错: ['查进度', '查进度'], 填表出错: ['下一页表', '保存并继续'],
  没交齐: ['交材料', '保存并继续'], 没选文件: ['一份材料', '上传'], 没写哪天补交: ['可以后补的材料', '承诺补交'], 没有补正: ['补正', '提交补正'],
  没有补交: ['补交约定的材料', '提交'], 没有确认撤回: ['撤回', '撤回申请'], 没有选满意: ['评价', '提交评价'], 改密码出错: ['修改密码', '改密码'],
}

/** Opens a page by its name, pressing what has to be pressed; answers with the status of what is shown then. */
export async function openState(page: Page, pages: Readonly<Record<string, string>>, name: string): Promise<number> {
  const [at, button] = FAULTY[name] ?? [name, '']
  const path = pages[at]
  if (path === undefined) throw new Error(`没有“${at}”这一页`)
  const answer = await page.goto(path)
  if (button === '') return answer?.status() ?? 500
  const next = page.waitForResponse((response) => response.request().method() === 'POST')
  await press(page, button)
  const status = (await next).status()
  await page.waitForLoadState()
  if (await page.locator('.faults').count() === 0) throw new Error(`“${name}”按了“${button}”，没有说哪里要改`)
  return status
}

/** The document that came last: the decision itself may be drawn up a moment after the step. */
async function documentOf(citizen: Client, caseId: string): Promise<string> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const documents = await citizen.get<{ id: string; kind: string }[]>(`/api/cases/${caseId}/documents`)
    const decision = documents.find(({ kind }) => kind === 'denial')
    if (decision) return decision.id
    await setTimeout(PAUSE_MILLISECONDS)
  }
  throw new Error('没有决定书')
}

const TRIES_MAX = 100
const PAUSE_MILLISECONDS = 50
