import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import type { Day } from '#platform/day'
import type { Item } from '#base/catalog'
import { buttonLink, choices, comparison, dayWords, facts, faultSummary, field, notice, type PageParts } from '#base/pages'
import { PERMIT_NAMES, SETS, type Permit, type PermitSet } from '../../release/gates.ts'
import type { Plan } from '../../plan/plan.ts'

/** What was typed, as it stands in the address. */
export interface PlanTyped { name: string; code: string; specialWorks: string; fireDrawings: string; land: string; out: readonly string[] }

export interface PlanFacts {
  item: Pick<Item, 'code' | 'name'>
  set: PermitSet
  typed: PlanTyped
  faults: readonly FieldError[]
  /** Absent until the project has been described. */
  answer?: {
    plan: Plan; ownerOf: (organisation: string) => string; items: readonly { permit: Permit; code: string }[]; finish: { joint: Finish; separate: Finish }
  }
}

/** The day on which it would be finished were it accepted today: the middle one, and from when to when. */
export interface Finish { low: Day; median: Day; high: Day }

const YES_NO = [{ value: 'yes', label: '是' }, { value: 'no', label: '不是' }]

/** Both ways beside each other before the enterprise chooses; the address holds the question, so that it can be sent on and printed. */
export function planPage(told: PlanFacts): PageParts {
  const { item, answer, faults } = told
  return {
    title: `联办还是分别办：${item.name}`, section: 'search', hasFaults: faults.length > 0, back: { href: `/items/${item.code}`, label: '返回办事指南' },
    main: html`${faultSummary(faults)}
<h1>联办还是分别办，先比一比</h1>
<p>办不办联办由企业自己决定。选了联办，以后也可以退出、取出一个证单独办，已经办到哪里不会丢。</p>
${answer ? html`${answerPart(told, answer)}<details class="no-print"><summary>改一改再比</summary>${questionForm(told)}</details>` : questionForm(told)}`,
  }
}

function questionForm({ item, set, typed, faults }: PlanFacts): Html {
  const outs = SETS[set].map((permit) => ({ value: permit, label: PERMIT_NAMES[permit] }))
  return html`<form method="get" action="/items/${item.code}/joint-plan">
${field('name', { type: 'string', title: '项目名称' }, { value: typed.name, faults })}
${field('code', { type: 'string', title: '投资项目代码', description: '形如 2026-440114-04-01-123456，立项时发的' }, { value: typed.code, faults })}
${choices('specialWorks', { legend: '是特殊建设工程吗？', options: YES_NO, hint: '人多的场所、一类高层住宅、超大公共建筑、易燃易爆的厂房仓库等；拿不准的问住建部门', value: typed.specialWorks, faults })}
${choices('fireDrawings', { legend: '消防设计图纸备好了吗？', options: [{ value: 'yes', label: '备好了' }, { value: 'no', label: '还没有' }], value: typed.fireDrawings, faults })}
${choices('land', { legend: '已经有使用土地的证明文件吗？', options: [{ value: 'yes', label: '有' }, { value: 'no', label: '没有' }], hint: '出让合同、划拨决定书、不动产权证书等', value: typed.land, faults })}
${choices('out', { legend: '有不想放进联办的证吗？（可以不选）', options: outs, kind: 'checkbox', value: typed.out, faults })}
<div class="actions"><button class="button">比一比</button></div>
</form>`
}

function answerPart({ item }: PlanFacts, { plan, ownerOf, items, finish }: NonNullable<PlanFacts['answer']>): Html {
  const { joint, separate, lacking, permits, assumed } = plan
  const days = (count: number) => `${count} 个工作日`
  const apart = permits.filter(({ isJoint }) => !isJoint)
  return html`<p><strong>${plan.project.name}</strong><br><span class="soft">${plan.project.code}</span></p>
${facts([{ label: '联办，预计', value: days(joint.expected.median) }, { label: '分别办，预计', value: days(separate.expected.median) }])}
${comparison(`${plan.name}和分别办`, [
    { label: '申请表', separately: `${separate.forms} 张 ${separate.fields} 项`, together: `${joint.forms} 张 ${joint.fields} 项` },
    { label: '要交的材料', separately: `${separate.materials} 份`, together: `${joint.materials} 份` },
    { label: '跑现场', separately: `${separate.visits} 次`, together: `${joint.visits} 次` },
    { label: '承诺期限', separately: days(separate.promisedWorkingDays), together: days(joint.promisedWorkingDays) },
    { label: '法定期限', separately: days(separate.statutoryWorkingDays), together: days(joint.statutoryWorkingDays) },
    { label: '预计办完', separately: rangeWords(separate.expected), together: rangeWords(joint.expected) },
  ])}
<p class="soft">分别办按一个接一个算；能同时申请的都同时申请，承诺 ${separate.atOnceWorkingDays} 个工作日。联办的法定期限经本级政府负责人批准可以延长 ${joint.extensionWorkingDays} 个工作日（行政许可法第四十二条）。</p>
<p>今天受理的话，联办大约在${finishWords(finish.joint)}办完，分别办大约在${finishWords(finish.separate)}办完。</p>
<p>预计的依据：联办，${joint.expected.words}。分别办，${separate.expected.words}。</p>
<h2>发证的先后</h2>
<p>先后是法律定的，联办、分别办都一样；联办时各部门同时审查，审完的等前一个证。</p>
<ol>${joint.order.map((permit) => html`<li>${PERMIT_NAMES[permit]}</li>`)}</ol>
${lacking.map(({ permit, obstacles }) => notice('care', html`<p>${PERMIT_NAMES[permit]}：全部审完也还发不了，要先有${obstacleWords(obstacles)}。</p>`))}
<h2>各证由谁办、多久</h2>
<ul>${permits.map((one) => html`<li>${one.name}<br>
<span class="soft">${ownerOf(one.owner)}，承诺 ${one.promisedWorkingDays}、法定 ${one.statutoryWorkingDays} 个工作日，单独办要交 ${one.materials} 份材料</span></li>
`)}</ul>
${assumed.length > 0 && html`<details><summary>没有问您的，按这些回答算</summary><ul>${assumed.map(({ question, answer }) => html`<li>${question}${answer}</li>`)}</ul></details>`}
<h2>您来选</h2>
<div class="actions">${buttonLink(`/items/${item.code}${apart.length === 1 ? `/questions?a=out.${apart[0]?.permit.toLowerCase()}` : ''}`, '选联办，去申请')}</div>
${apart.length > 0 && html`<p>留在外面的${apart.map(({ name }) => name).join('、')}：${apart.length === 1 ? '这样申请就不包括它，要办时单独申请。' : '申请时先选一个另外办，其余的受理以后在办件页“改变联办方式”里取出。'}</p>`}
<details><summary>选分别办</summary><ul>${items.map(({ permit, code }) => html`<li><a href="/items/${code}">申请${PERMIT_NAMES[permit]}</a></li>`)}</ul></details>`
}

const obstacleWords = (obstacles: Plan['lacking'][number]['obstacles']): string =>
  obstacles.map(({ missing, article }) => `${missing}（${article}）`).join('、')

function rangeWords({ low, median, high }: Plan['joint']['expected']): string {
  return low === high ? `${median} 个工作日` : `${median} 个工作日（${low}—${high}）`
}

function finishWords({ low, median, high }: Finish): string {
  return low === high ? dayWords(median) : `${dayWords(median)}（${dayWords(low)}至${dayWords(high)}）`
}
