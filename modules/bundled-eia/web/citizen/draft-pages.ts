import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, checkBox, faultAt, faultSummary, field, notice, pairs, plainDayWords, stateMark, type PageParts } from '#base/pages'
import { unitsIn } from '../../answers.ts'
import type { Draft } from '../../drafts.ts'
import type { Filing } from '../../filing.ts'
import { draftPath, OVERVIEW_PATH } from '../../names.ts'
import { BUNDLE_KINDS, type Verdict } from '../../rules/index.ts'
import { signedHow } from '../../signing.ts'
import { leadField, mergedField, projectsForm } from './projects-form.ts'
import { verdictPart } from './verdict-part.ts'

export interface DraftFacts {
  draft: Draft
  verdict: Verdict
  /** What is still missing before it can be filed. */
  open: readonly FieldError[]
  /** What the bureau asked to be corrected; undefined before it was filed. */
  problems?: readonly string[] | undefined
  faults?: readonly FieldError[]
}

/** What is done and what is still to be done, and who has confirmed. */
export function draftPage({ draft, verdict, open, problems, faults = [] }: DraftFacts): PageParts {
  const path = draftPath(draft.id)
  const inUnits = open.some(({ path: at }) => /^u\d/.test(at))
  const inReport = open.some(({ path: at }) => !/^u\d/.test(at))
  return {
    title: titleOf(draft), section: 'me', hasFaults: faults.length > 0, back: { href: OVERVIEW_PATH, label: '返回环评打捆' },
    main: html`${faultSummary(faults)}
<h1>${titleOf(draft)}</h1>
${problems && notice('care', html`<p><strong>需要补正的全部内容：</strong></p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`)}
<ol><li><a href="${path}/projects">各个项目</a>　${unitsIn(draft.answers).length} 个　${doneMark(!inUnits)}</li>
<li><a href="${path}/report">报告和公示的内容</a>　${doneMark(!inReport)}</li>
<li>各单位签字确认（在下面）</li></ol>
${inUnits ? notice('plain', html`<p>先填各个项目。填好以后，这里告诉您符不符合打捆条件、差在哪里。</p>`) : verdictPart(verdict)}
<h2>各单位签字确认</h2>
<p>填好以后，请各单位登录自己的账号，打开“<a href="${OVERVIEW_PATH}">环评打捆审批</a>”，那里写着“等您的单位签字确认”，看一遍再确认。内容改过以后要重新确认。没有账号的，上传它盖章的授权书。您自己的单位，提交就是确认。</p>
${unitsIn(draft.answers).map((unit) => memberPart(draft, unit))}
<div class="actions">${inUnits && buttonLink(`${path}/projects`, '接着填项目')}${!inUnits && inReport && buttonLink(`${path}/report`, '接着填报告和公示')}${
  buttonLink(`${path}/file`, problems ? '核对，提交补正' : '核对，提交申报', open.length > 0 ? 'second' : 'first')}</div>
${draft.caseId === null && html`<form method="post" action="${path}/delete"><p><button class="link">不申报了，删除</button></p></form>`}`,
  }
}

export function titleOf({ answers }: Pick<Draft, 'answers'>): string {
  return answers['title'] || answers['parkName'] || '没有起名称的打捆申报'
}

function doneMark(isDone: boolean): Html {
  return isDone ? stateMark('good', '填好了') : stateMark('turn', '还没有填完')
}

function memberPart(draft: Draft, { name, uscc }: { name: string; uscc: string }): Html {
  const how = signedHow(draft, { uscc })
  const words = { account: '已用自己的账号确认', letter: '已上传授权书' }
  const isKnown = draft.members.some((member) => member.uscc === uscc)
  return html`<section><h3>${name || '没有写名称的单位'}</h3>
<p>${how === null ? stateMark('turn', '还没有确认') : stateMark('good', words[how])}</p>
${how === null && isKnown && html`<form method="post" action="${draftPath(draft.id)}/letters" enctype="multipart/form-data">
<input type="hidden" name="uscc" value="${uscc}">
<div class="field"><label for="letter-${uscc}">${name}的授权书（PDF 或照片）</label><input type="file" id="letter-${uscc}" name="file"></div>
<button class="button second">上传授权书</button></form>`}</section>
`
}

export interface EditFacts { draft: Draft; faults?: readonly FieldError[] }

export function projectsPage({ draft, faults = [] }: EditFacts): PageParts {
  return {
    title: '各个项目', section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: draftPath(draft.id), label: '返回申报' },
    main: html`${faultSummary(faults)}
<h1>各个项目</h1>
<form method="post" action="${draftPath(draft.id)}/projects">
${projectsForm({ answers: draft.answers, faults, isFiling: true })}
<div class="actions"><button class="button">保存</button></div></form>`,
  }
}

const WORDS = [
  ['title', '这一捆叫什么', '例如 某某产业园皮具加工项目'], ['place', '建设地点', '会公示'], ['overview', '项目概况', '会公示。各项目的规模、产品'],
  ['agency', '环评机构', '编制报告表的单位'], ['impacts', '主要环境影响及预防或减轻措施', '会公示。报告表里有，可以照抄'], ['participation', '公众参与情况', '做过哪些，收到什么意见；没有做就写没有'],
] as const
const LONG: ReadonlySet<string> = new Set(['overview', 'impacts', 'participation'])

export function reportPage({ draft, faults = [] }: EditFacts): PageParts {
  const path = `${draftPath(draft.id)}/report`
  const isWrong = faults.some(({ path: at }) => at === 'file')
  return {
    title: '报告和公示的内容', section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: draftPath(draft.id), label: '返回申报' },
    main: html`${faultSummary(faults)}
<h1>报告和公示的内容</h1>
<h2>环境影响报告表</h2>
<p>${draft.reportFile ? html`已上传：${draft.reportFile.name}` : '还没有上传。'}</p>
<form method="post" action="${path}/file" enctype="multipart/form-data">
<div class="field${isWrong && ' wrong'}"><label for="f-file">选择文件</label><p class="hint" id="f-file-hint">PDF，不超过 20 MB</p>${faultAt('file', faults)}
<input type="file" id="f-file" name="file" aria-describedby="f-file-hint${isWrong && ' f-file-fault'}"></div>
<button class="button second">上传报告表</button></form>
<h2>内容</h2>
<form method="post" action="${path}">
${leadField({ answers: draft.answers, faults }, true)}
${mergedField({ answers: draft.answers, faults })}
${WORDS.map(([name, title, description]) =>
    field(name, { type: 'string', title, description, ...(LONG.has(name) && { 'x-kind': 'long-text' }) }, { value: draft.answers[name], faults }))}
<div class="actions"><button class="button">保存</button></div></form>`,
  }
}

export interface FileFacts {
  draft: Draft; filing: Filing; verdict: Verdict; open: readonly FieldError[]; key: string; isSupplement: boolean; faults?: readonly FieldError[]
}

/** Everything once more before it is filed. */
export function filePage({ draft, filing, verdict, open, key, isSupplement, faults = [] }: FileFacts): PageParts {
  const path = draftPath(draft.id)
  const what = isSupplement ? '补正' : '申报'
  return {
    title: `核对，提交${what}`,
    section: 'me',
    hasSearch: false,
    hasFaults: faults.length > 0,
    back: { href: path, label: '返回申报' },
    main: html`${faultSummary(faults)}
      <h1>核对，提交${what}</h1>
      ${
        open.length > 0 &&
        notice(
          'care',
          html`<p><strong>还差 ${open.length} 处，补好就能提交：</strong></p>
            <ul>
              ${open.map(({ path: at, message }) => html`<li><a href="${path}/${/^u\d/.test(at) ? 'projects' : 'report'}#f-${at}">${message}</a></li>`)}
            </ul>`,
        )
      }
      ${open.length === 0 && verdictPart(verdict)} ${filingPart(filing)}
      ${
        open.length > 0
          ? html`<p><a href="${path}">返回申报，接着填</a></p>`
          : html`<form method="post" action="${path}/file">
              <input type="hidden" name="key" value="${key}" />
              ${checkBox('declared', '我声明：以上内容属实，报告表由所列各单位共同委托编制，各单位对报告表的内容和结论负责（环境影响评价法第二十条），并知道批准前不得开工（第二十五条）。', faults)}
              <div class="actions"><button class="button">提交${what}</button></div>
            </form>`
      }`,
  }
}

/** What is filed, for whoever files it and for whoever confirms it. */
export function filingPart({ title, kind, park, lead, units, mergedSections, notice: words, report }: Filing): Html {
  return html`${pairs([
    { label: '名称', value: title || '（没有填）' },
    { label: '种类', value: BUNDLE_KINDS[kind] },
    ...(park ? [{ label: '园区', value: `${park.name}　规划环评：${park.planEia}，${park.implemented ? '已落实' : '没有落实'}` }] : []),
    { label: '牵头的单位', value: lead || '（没有填）' },
    { label: '环境影响报告表', value: report.name || '（没有上传）' },
    { label: '环评机构', value: words.agency || '（没有填）' },
    { label: '合并编写的章节', value: mergedSections.join('、') || '（没有）' },
    { label: '建设地点', value: words.place || '（没有填）' },
    { label: '项目概况', value: words.overview || '（没有填）' },
    { label: '主要环境影响及措施', value: words.impacts || '（没有填）' },
    { label: '公众参与情况', value: words.participation || '（没有填）' },
  ])}
  ${units.map(
    (unit) =>
      html`<h2>${unit.name}</h2>
        ${pairs([
          { label: '统一社会信用代码', value: unit.uscc || '（没有填）' },
          { label: '项目', value: unit.project || '（没有填）' },
          { label: '地点', value: unit.place || '（没有填）' },
          { label: '环评类别', value: unit.class },
          ...(kind === 'park-sme'
            ? [
                { label: '行业、工艺', value: `${unit.industry ?? '（没有填）'}；${unit.process ?? '（没有填）'}` },
                { label: '溶剂型物料（吨/年）', value: `涂料 ${unit.paint}，油墨 ${unit.ink}，胶粘剂 ${unit.adhesive}` },
              ]
            : [{ label: '类别、所在区县', value: `${unit.infraKind ?? '（没有填）'}；${unit.county ?? ''}` }]),
          { label: '未批先建', value: unit.openViolation ? '有，没有处理完' : '没有' },
        ])} `,
  )}`
}

/** The number and, once, the password under which anybody she tells it may follow the case. */
export function receiptPage({ caseId, number, queryPassword, title, today }: {
  caseId: string; number: string; queryPassword: string; title: string; today: string
}): PageParts {
  return {
    title: '已经提交', section: 'me',
    main: html`<h1>已经提交</h1>
${notice('good', html`<p><strong>${title}</strong>　${plainDayWords(today)}收到。生态环境部门五个工作日内告诉您是否受理。</p>`)}
${pairs([{ label: '办件编号', value: number }, { label: '查询密码', value: queryPassword }])}
<p>查询密码只在这里显示，请记下来：凭编号和密码，谁都可以<a href="/progress">查进度</a>。</p>
<div class="actions">${buttonLink(`/eia-bundles/${caseId}`, '看办件')}</div>`,
  }
}
