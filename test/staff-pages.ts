import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { demoAssessments } from './assessment-states.ts'
import { demoAwards } from './award-states.ts'
import { demoBundle } from './bundle-states.ts'
import { complaintPath, questionPaths } from './citizen-pages.ts'
import { eventually } from './faults/place.ts'
import { fileApplication } from './staff-desk.ts'

/** Every page of the staff application: its name, an account that may open it, and its address; what stands in braces is one of `staffCases`. */
export const STAFF_PAGES: readonly (readonly [name: string, account: string, path: string])[] = [
  ['待办', 'window', '/staff/'],
  ['在办', 'window', '/staff/doing'],
  ['办件', 'window', '/staff/cases/{case}'],
  ['差评的办件', 'supervisor', '/staff/cases/{complaint}'],
  ['咨询的办件', 'reviewer', '/staff/cases/{question}'],
  ['一件事的总件', 'window', '/staff/cases/{whole}'],
  ['多证联办的总件和工程项目', 'window', '/staff/cases/{permits}'],
  ['环评打捆', 'ecology', '/staff/eia-bundles'],
  ['环评打捆的办件', 'ecology', '/staff/cases/{bundle}'],
  ['区里的办件', 'leader', '/leader'],
  ['一个数字的办件', 'leader', '/leader?period=year&measure=received'],
  ['大屏', 'leader', '/leader/screen?period=year'],
  ['效能指标', 'supervisor', '/staff/efficiency'],
  ['一个效能指标', 'supervisor', '/staff/efficiency?indicator=B01'],
  ['异常做法和线索', 'supervisor', '/staff/efficiency?tab=findings'],
  ['成批办理', 'window', '/staff/runs'],
  ['容缺约定', 'window', '/staff/promises'],
  ['监督预警', 'supervisor', '/staff/alerts'],
  ['整改', 'supervisor', '/staff/rectifications'],
  ['整改的办件', 'culture', '/staff/cases/{rectification}'],
  ['工作标准', 'supervisor', '/staff/standards'],
  ['分值', 'supervisor', '/staff/standards?tab=points&unit=culture'],
  ['监督的规则', 'bureau', '/staff/rules'],
  ['汇报里一个数的办件', 'supervisor', '/staff/report?measure=problems'],
  ['汇报的投影', 'leader', '/leader/screen?show=report'],
  ['预警背后的办件的概要', 'leader', '/staff/alerts?case={rectification}'],
  ['黄牌督办的办件', 'culture', '/staff/cases/{cardOrder}'],
  ['一网四面', 'leader', '/staff/faces?face=supervision'],
  ['差评办件', 'supervisor', '/staff/ratings'],
  ['考核通报', 'supervisor', '/staff/assessment'],
  ['一期考核', 'supervisor', '/staff/assessment?id={assessment}'],
  ['一个单位的考核', 'supervisor', '/staff/assessment?id={assessment}&unit=water'],
  ['考核办法', 'bureau', '/staff/assessment?tab=scheme'],
  ['考核申诉的办件', 'planning-approver', '/staff/cases/{appeal}'],
  ['评优', 'bureau', '/staff/awards'],
  ['评选办法的草稿', 'bureau', '/staff/awards?id={awardDraft}'],
  ['评选的提名', 'supervisor', '/staff/awards?id={awardRanked}&tab=nominations'],
  ['评选的名次', 'bureau', '/staff/awards?id={awardRanked}&tab=ranking'],
  ['评委打分', 'water-approver', '/staff/awards?id={awardScored}&tab=panel&nominee={awardNominee}'],
  ['评选办法', 'window', '/staff/awards?id={awardRanked}&tab=scheme'],
  ['评优的异议', 'supervisor', '/staff/awards?tab=objections'],
  ['评优提名的办件', 'supervisor', '/staff/cases/{awardNomination}'],
  ['不计入的评价', 'supervisor', '/staff/excluded'],
  ['账号与安全', 'window', '/staff/account'],
  ['账号和岗位', 'secadmin', '/staff/people'],
  ['开设账号', 'sysadmin', '/staff/people'],
  ['事项目录', 'bureau', '/staff/catalogue'],
  ['事项', 'bureau', '/staff/catalogue?code=SL4401142000013'],
  ['一件事的次序', 'bureau', '/staff/catalogue?code=SL44011400303'],
  ['办理流程，和一个状态的办件', 'window', '/staff/workflows?type=application&version=2&state=submitted'],
  ['流程挖掘', 'supervisor', '/staff/mining'],
  ['实际流程', 'supervisor', '/staff/mining?survey=00000000-0000-7000-8000-000000000009&tab=flow'],
  ['瓶颈的办件', 'supervisor', '/staff/mining?survey=00000000-0000-7000-8000-000000000009&tab=time&by=all'],
  ['模拟推演', 'supervisor', '/staff/what-if'],
  ['叫号', 'window', '/staff/calling'],
  ['异地代收', 'xinhua-window', '/staff/anywhere'],
  ['全市通办标注和交换', 'bureau', '/staff/anywhere'],
  ['进驻率', 'bureau', '/staff/hall'],
  ['事项在哪里办', 'bureau', '/staff/hall?tab=items'],
  ['一个事项的窗口和例外', 'bureau', '/staff/hall?tab=items&code=SL4401140100001'],
  ['大厅和窗口', 'bureau', '/staff/hall?tab=halls'],
  ['事件推送', 'sysadmin', '/staff/webhooks'],
  ['数据上报的连接', 'sysadmin', '/staff/upper-exchange'],
  ['数据上报', 'bureau', '/staff/upper-exchange'],
  ['退回的上报数据', 'bureau', '/staff/upper-exchange?tab=rejected&peer=city'],
  ['上报的对账', 'bureau', '/staff/upper-exchange?tab=days&peer=city'],
  ['上级督办', 'supervisor', '/staff/upper-exchange'],
  ['下发的数据', 'bureau', '/staff/upper-exchange?tab=down&peer=city'],
  ['上报的每张表', 'bureau', '/staff/upper-exchange?tab=shapes'],
  ['审计记录', 'auditor', '/staff/audit'],
]

/** A case of a window, a joint matter, a bad rating and a question, each with something on its page. */
export async function staffCases(url: string): Promise<(path: string) => string> {
  const [{ caseId }, { caseId: whole }, { caseId: permits }, complaint, { 咨询待答复: question = '' }] = await Promise.all([
    fileApplication(url, '食品经营许可'),
    fileApplication(url, '开办餐饮店一件事'),
    fileApplication(url, '工程建设五证联办'),
    complaintPath(url),
    questionPaths(url),
  ])
  const cases: Readonly<Record<string, string>> = {
    case: caseId,
    whole,
    permits,
    complaint: lastOf(complaint),
    question: lastOf(question),
    bundle: await demoBundle(url),
    rectification: await demoRectification(url),
    cardOrder: await demoCardOrder(url),
    ...(await demoAssessments(url)),
    ...(await demoAwards(url)),
  }
  return (path) => path.replace(/\{(\w+)\}/, (_, name: string) => cases[name] ?? name)
}

/** The one that is being mended in the demo district. */
async function demoRectification(url: string): Promise<string> {
  const supervisor = await new Client(url).signIn('supervisor', DEMO_PASSWORD)
  const { rectifications } = await supervisor.get<{ rectifications: { id: string }[] }>('/api/rectifications')
  return rectifications[0]?.id ?? ''
}

/** Ordered a moment after the start, when the rules have spoken of the case that is past its day. */
async function demoCardOrder(url: string): Promise<string> {
  const reviewer = await new Client(url).signIn('culture', DEMO_PASSWORD)
  let order: { id: string } | undefined
  await eventually(async () => {
    const { cases } = await reviewer.get<{ cases: { id: string; type: string }[] }>('/api/worklist?queue=todo')
    order = cases.find(({ type }) => type === 'card-order')
    return order !== undefined
  })
  return order?.id ?? ''
}

const lastOf = (path: string): string => path.split('/').at(-1) ?? ''
