import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, digits, faultSummary, field, notice, stateMark, type PageParts } from '#base/pages'

export interface ChoiceFacts {
  caseId: string
  title: string
  number: string
  isSeparate: boolean
  projectCode: string | undefined
  /** The permits still handled together, and why one that is ready waits. */
  permits: readonly { lane: string; name: string; stateLabel: string; heldBack: string | null; mayTakeOut: boolean }[]
  /** Steps open to her: leaveJoint, rejoin, takeOut. */
  steps: readonly string[]
  typed?: { lane?: string; how?: string; note?: string }
  faults?: readonly FieldError[]
}

/** How the enterprise wants it handled: leave, come back, take one permit out. Nothing it chooses costs it a day. */
export function choicePage(told: ChoiceFacts): PageParts {
  const { caseId, title, number, permits, projectCode, steps, faults = [] } = told
  return {
    title: `改变联办方式：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: `/cases/${caseId}`, label: '返回办件' },
    main: html`${faultSummary(faults)}
<h1>改变联办方式</h1>
<p>${title}<br><span class="soft">办件编号 ${digits(number)}</span></p>
${notice('plain', html`<p>由您自己决定。无论怎样选：交过的材料不用再交，办到哪一步还在哪一步，期限照原来的算，发证的先后也不变（法律定的）。</p>`)}
<h2>各证到了哪一步</h2>
<ul class="plain">${permits.map(permitPart)}</ul>
${projectCode !== undefined && html`<p><a href="/projects/${projectCode}">看这个项目全部的证</a></p>`}
${steps.includes('takeOut') && takeOutForm(told)}
${steps.includes('leaveJoint') && html`<h2>退出联办，改为分别办理</h2>
<p>还没有决定的各证分别由各部门接着办，进度和送达也分别告诉您。</p>
<form method="post" action="/cases/${caseId}/joint-choice"><input type="hidden" name="choice" value="leaveJoint">
<div class="actions"><button class="button second">退出联办</button></div></form>`}
${steps.includes('rejoin') && html`<h2>回到联办</h2>
<p>还没有决定的各证重新放在一起，一次送达。</p>
<form method="post" action="/cases/${caseId}/joint-choice"><input type="hidden" name="choice" value="rejoin">
<div class="actions"><button class="button second">回到联办</button></div></form>`}
${steps.length === 0 && html`<p>现在没有可以改变的：已经办完，或者正等您补正。</p>`}`,
  }
}

function permitPart({ name, stateLabel, heldBack }: ChoiceFacts['permits'][number]): Html {
  return html`<li><strong>${name}</strong>　${stateMark(heldBack === null ? 'going' : 'turn', heldBack === null ? stateLabel : '已审完，等前证')}
${heldBack !== null && html`<p>${heldBack}。</p>`}</li>
`
}

function takeOutForm({ caseId, permits, typed = {}, faults = [] }: ChoiceFacts): Html {
  const options = permits.filter(({ mayTakeOut }) => mayTakeOut).map(({ lane, name }) => ({ value: lane, label: name }))
  return html`<h2>取出一个证</h2>
<form method="post" action="/cases/${caseId}/joint-choice"><input type="hidden" name="choice" value="takeOut">
${choices('lane', { legend: '取出哪一个？', options, value: typed.lane, faults })}
${choices('how', { legend: '取出以后', options: [{ value: 'alone', label: '单独接着办' }, { value: 'withdraw', label: '撤回，以后再办', help: '撤回的不能恢复，要办时重新申请' }], value: typed.how, faults })}
${field('note', { type: 'string', title: '说明', 'x-kind': 'long-text' }, { value: typed.note ?? '', faults, isRequired: false })}
<div class="actions"><button class="button second">取出这个证</button></div>
</form>`
}
