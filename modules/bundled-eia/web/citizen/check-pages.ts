import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, dayWords, faultSummary, field, notice, stateMark, type PageParts } from '#base/pages'
import type { Answers } from '../../answers.ts'
import { approvalPath, draftPath, LIMITS, noticePath, OVERVIEW_PATH, PUBLICITY_WORKING_DAYS } from '../../names.ts'
import type { NoticeRow } from '../../publicity.ts'
import { BUNDLE_KINDS, type Verdict } from '../../rules/index.ts'
import { leadField, mergedField, projectsForm } from './projects-form.ts'
import { rulesPart, verdictPart } from './verdict-part.ts'

export interface OverviewFacts {
  notices: readonly NoticeRow[]
  /** Her own, while she is signed in. */
  drafts: readonly { id: string; title: string; caseId: string | null }[]
  toSign: number
  isSignedIn: boolean
}

/** What bundling is, whom it is for, and where to begin. */
export function overviewPage({ notices, drafts, toSign, isSignedIn }: OverviewFacts): PageParts {
  return {
    title: '环评打捆审批', section: 'search',
    main: html`<h1>环评打捆审批</h1>
<p>同一个园区里同类型的小微企业，或者同一个区里同类型的基础设施，可以<strong>合编一份环境影响报告表，一起公示，一同批复</strong>。批复写明每个单位各自的要求，各自承担责任；以后一个单位变更、分出或者被撤销，不影响别的单位。</p>
${toSign > 0 && notice('care', html`<p><strong>有 ${toSign} 份申报等您的单位签字确认。</strong><a href="/eia-bundle/sign">去看</a></p>`)}
<div class="actions">${buttonLink('/eia-bundle/check', '先看看能不能打捆')}
${buttonLink(isSignedIn ? '/eia-bundle/check' : '/sign-in?next=/eia-bundle/check', isSignedIn ? '开始申报' : '登录后申报', 'second')}</div>
${drafts.length > 0 && html`<h2>我的打捆申报</h2><ul>${drafts.map(draftRow)}</ul>`}
<h2>怎样办</h2>
<ol><li>一个单位牵头（也可以是园区管理机构），填各个项目，上传合编的报告表。</li>
<li>每个单位用自己的账号看一遍，签字确认；没有账号的，上传它盖章的授权书。</li>
<li>提交。生态环境部门五个工作日内告诉您是否受理；要补正的，一次告知。</li>
<li>受理后公示 ${PUBLICITY_WORKING_DAYS} 个工作日，谁都可以提意见，每一条都要答复。</li>
<li>批准后一份批复列明每个单位。承诺 ${LIMITS.limitWorkingDays} 个工作日（默认值），法定 ${LIMITS.statutoryWorkingDays} 日（环境影响评价法第二十二条），不收费。</li></ol>
<p>应编<strong>报告书</strong>的项目不能打捆，要单独报批；登记表只要网上备案。</p>
${rulesPart()}
<h2>正在公示和已经批复的</h2>
${notices.length === 0 ? html`<p>现在没有。公示开始以后，会列在这里。</p>` : html`<ul>${notices.map(noticeRow)}</ul>`}`,
  }
}

function draftRow({ id, title, caseId }: OverviewFacts['drafts'][number]): Html {
  return html`<li><a href="${caseId === null ? draftPath(id) : `/eia-bundles/${caseId}`}">${title}</a>${caseId === null && '　还没有提交'}</li>`
}

function noticeRow({ caseId, title, state, until, approvedOn }: NoticeRow): Html {
  if (approvedOn !== null) return html`<li><a href="${approvalPath(caseId)}">${title}</a>　${stateMark('good', '已批复')}</li>
`
  return html`<li><a href="${noticePath(caseId)}">${title}</a>　${state === 'publicity' ? html`公示到${dayWords(until)}` : '公示已结束'}</li>
`
}

/** Which of the two kinds. */
export function kindPage(): PageParts {
  return {
    title: '能不能打捆', section: 'search', back: { href: OVERVIEW_PATH, label: '返回环评打捆' },
    main: html`<h1>要打捆的是哪一种？</h1>
<ul class="big-choices">${Object.entries(BUNDLE_KINDS).map(([kind, label]) => html`<li><a href="/eia-bundle/check?kind=${kind}">${label}</a></li>`)}</ul>`,
  }
}

export interface CheckFacts {
  answers: Answers
  /** Signed in as somebody who files. */
  mayFile: boolean
  verdict?: Verdict | undefined
  faults?: readonly FieldError[]
}

/** Whether some projects can be bundled: answered at once, nothing is kept, nobody has to sign in. */
export function checkPage({ answers, mayFile, verdict, faults = [] }: CheckFacts): PageParts {
  const form = { answers, faults, isFiling: false }
  return {
    title: verdict ? (verdict.eligible ? '符合打捆条件' : '现在不能打捆') : '能不能打捆', section: 'search', hasSearch: false, hasFaults: faults.length > 0,
    back: { href: '/eia-bundle/check', label: '重新选是哪一种' },
    main: html`${faultSummary(faults)}
<h1>能不能打捆</h1>
${verdict && verdictPart(verdict)}
<p>${verdict ? '改下面的内容再看一次。' : '填各个项目的情况，马上告诉您能不能打捆、差在哪里、怎样补救。'}不保存，不用登录。</p>
<form method="post" action="/eia-bundle/check">
${projectsForm(form)}
<h2>报告和签字</h2>
${mergedField(form)}
${leadField(form, false)}
${field('allSigned', { type: 'boolean', title: '每个单位都同意签字确认吗' }, { value: answers['allSigned'], faults })}
<div class="actions"><button class="button" name="go" value="1">看能不能打捆</button>
${mayFile && html`<button class="button second" formaction="/eia-bundle/drafts">用这些内容开始申报</button>`}</div>
</form>
${!mayFile && html`<p>要申报的，请先<a href="/sign-in?next=/eia-bundle/check">登录</a>，再填这张表：填过的可以直接用来申报。</p>`}`,
  }
}
