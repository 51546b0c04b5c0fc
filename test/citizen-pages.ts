import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { FOOD, fileFood } from './citizen-filing.ts'
import { awardPaths } from './award-paths.ts'
import { bundlePaths } from './bundle-states.ts'
import { citizenStates } from './citizen-states.ts'
import { jointStates } from './joint-states.ts'
import { permitStates } from './permit-states.ts'
import { answerQuestions, fillPage, officeSteps, press, sampleValues, type OfficeStep } from './citizen-walk.ts'

const PROBLEMS = {
  materials: [{ materialId: 'application', problems: ['没有签名'] }, { materialId: 'layout', problems: ['没有标出水池的位置'] }],
  note: '其他材料都齐了',
}
const GRANT: readonly OfficeStep[] = [
  ['window', 'accept'], ['reviewer', 'review', { opinion: '符合条件。' }], ['approver', 'approve'], ['reviewer', 'issue'], ['window', 'deliver'],
]

/** A name and an address for every page a citizen can come to, with something on each. The page must be signed in. */
export async function citizenPages(url: string, page: Page): Promise<Record<string, string>> {
  const [submitted = '', correcting = '', delivered = ''] = await Promise.all([1, 2, 3].map(() => fileFood(url)))
  await officeSteps(url, correcting, [['window', 'requestCorrection', PROBLEMS]])
  await officeSteps(url, delivered, GRANT)
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  const [document] = await citizen.get<{ id: string }[]>(`/api/cases/${correcting}/documents`)
  return {
    ...GUIDE_PAGES,
    ...draftPages(await draftPath(url, page)),
    账号与安全: '/me/account',
    为谁办: '/me/acting',
    修改密码: '/me/password',
    登录的设备: '/me/devices',
    我的办件: '/me',
    消息: '/me/messages',
    消息怎样提醒: '/me/messages/preference',
    回执: `/receipt/${submitted}`,
    撤回: `/cases/${submitted}/withdraw`,
    待补正: `/cases/${correcting}`,
    补正: `/cases/${correcting}/supplement`,
    文书: `/documents/${document?.id}`,
    核验记录: `/cases/${submitted}/proof`,
    已送达: `/cases/${delivered}`,
    评价: `/cases/${delivered}/rating`,
    差评办理: await complaintPath(url),
    ...(await citizenStates(url)),
    ...(await questionPaths(url)),
    ...(await hallPaths(url)),
    ...(await anywherePaths(url)),
    ...(await jointStates(url)),
    ...(await permitStates(url)),
    ...(await awardPaths(url)),
    ...(await bundlePaths(url, page)),
  }
}

const GUIDE_PAGES = {
  首页: '/',
  搜索结果: '/search?q=%E5%BC%80%E9%A5%AD%E5%BA%97',
  没有结果: '/search?q=zzzz',
  全部事项: '/search',
  办事指南: `/items/${FOOD}`,
  提问: `/items/${FOOD}/ask`,
  情形问题: `/items/${FOOD}/questions`,
  没有选: `/items/${FOOD}/questions?q=premises`,
  材料清单: `/items/${FOOD}/checklist?a=premises.shop&a=online.no&a=tenure.own&a=agent.no`,
  登录: '/sign-in',
  统一身份没有登录成: '/sign-in/unified/trouble?why=refused',
  已经退出: '/signed-out',
  注册: '/register',
  查进度: '/progress',
  期限计算器: '/calculator',
  算好的期限: '/calculator?accepted=2026-03-02&days=20&from=2026-03-05&to=2026-03-12',
  办件统计: '/statistics',
  无障碍: '/accessibility',
  个人信息: '/privacy',
  没有这一页: '/nowhere',
}

function draftPages(draft: string): Record<string, string> {
  return {
    填表: `${draft}/form/1`, 下一页表: `${draft}/form/3`, 交材料: `${draft}/materials`, 一份材料: `${draft}/materials/application`,
    可以后补的材料: `${draft}/materials/health`, 核对: `${draft}/check`, 申请表: `${draft}/sheet`, 删除草稿: `${draft}/delete`,
  }
}

/** A question that waits, and one that was answered for everybody. */
export async function questionPaths(url: string): Promise<Record<string, string>> {
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  const [waiting, answered] = [await askAbout(citizen, '要不要堂食面积？'), await askAbout(citizen, '厨师要不要健康证？')]
  await officeSteps(url, answered, [['reviewer', 'answer', { answer: '直接接触食品的都要。', public: true, publicQuestion: '谁要办健康证？' }]])
  return { 咨询待答复: `/questions/${waiting}`, 咨询有答复: `/questions/${answered}` }
}

async function askAbout(citizen: Client, question: string): Promise<string> {
  return (await citizen.post<{ caseId: string }>('/api/questions', { itemCode: FOOD, question })).caseId
}

/** Where to go, an appointment (one is there from the demo data) and its questions, a number in the queue, and the screens of a hall. */
async function hallPaths(url: string): Promise<Record<string, string>> {
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  const { appointments } = await citizen.get<{ appointments: { id: string }[] }>('/api/appointments')
  const [halls, clerk] = [
    await citizen.get<{ halls: { hall: string; days: { day: string; slots: { startMinute: number }[] }[] }[] }>(`/api/items/${FOOD}/halls`),
    await new Client(url).signIn('window', DEMO_PASSWORD),
  ]
  const { id } = await clerk.post<{ id: string }>('/api/hall/tickets', { hall: 'centre', letter: 'A', isPriority: false })
  const [day] = halls.halls[0]?.days.slice(1) ?? []
  const [own, booking] = [`/appointments/${appointments[0]?.id}`, `/items/${FOOD}/appointment`]
  return {
    办事大厅: '/hall', 一个大厅: '/hall/centre', 到窗口办: `/items/${FOOD}/window`, 没有选日子: `${booking}?asked=day`, 预约什么时间: `${booking}?day=${day?.day}`,
    核对预约: `${booking}?day=${day?.day}&time=${day?.slots[0]?.startMinute}`, 我的预约: '/appointments', 预约卡片: own, 取消预约: `${own}/cancel`,
    排队号: `/hall/centre/tickets/${id}`, 取号机: '/hall/centre/machine',
  }
}

/** What can be done elsewhere, its places, and a matter on its way. */
async function anywherePaths(url: string): Promise<Record<string, string>> {
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  const { caseId } = await citizen.post<{ caseId: string }>('/api/anywhere/plans', {
    itemCode: RESIDENCE_PERMIT,
    ownerPlace: '440114',
    receivingPlace: '440114001',
    returnPlace: '440114109',
  })
  const receiving = {
    identity: { kind: '居民身份证', lastFour: '1234', isSamePerson: true }, checked: ['份数与清单一致'],
    papers: [{ materialId: 'identity', name: '本人身份证', originals: 1, copies: 1 }],
  }
  await officeSteps(url, caseId, [['xinhua-window', 'receive', receiving], ['xinhua-window', 'send', { way: 'parcel', parcel: 'EX12345' }]])
  const own = `/items/${RESIDENCE_PERMIT}`
  return { 全市通办事项: '/anywhere', 可以在这些地方办: `${own}/places`, 选地点: `${own}/elsewhere`, 材料在谁手里: `/elsewhere/${caseId}`, 撤回代收: `/elsewhere/${caseId}?end=withdraw` }
}

const RESIDENCE_PERMIT = 'SL44011400116'

/** The page of a bad rating, which a job opens soon after it was given. */
export async function complaintPath(url: string): Promise<string> {
  const caseId = await fileFood(url)
  const citizen = await new Client(url).signIn('citizen', DEMO_PASSWORD)
  await citizen.post(`/api/cases/${caseId}/steps/withdraw`, {})
  await citizen.post(`/api/cases/${caseId}/rating`, { level: 1, text: '材料要求说不清' })
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { messages } = await citizen.get<{ messages: { caseId: string; title: string }[] }>('/api/messages')
    const told = messages.find(({ title }) => title.endsWith('收到您的评价'))
    if (told) return `/ratings/${told.caseId}`
    await setTimeout(PAUSE_MILLISECONDS)
  }
  throw new Error('差评以后没有开出差评办件')
}

const TRIES_MAX = 300
const PAUSE_MILLISECONDS = 50

/** Begins an application on the pages and leaves it after the first page; the page is signed in. */
async function draftPath(url: string, page: Page): Promise<string> {
  await page.goto(`${url}/items/${FOOD}/questions`)
  await answerQuestions(page)
  await press(page, '开始申请')
  await fillPage(page, await sampleValues(url, FOOD))
  await press(page, '保存并继续')
  return new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
}
