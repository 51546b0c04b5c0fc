import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { checkBox, dayWords, faultSummary, notice, pairs, type PageParts } from '#base/pages'
import type { FileFacts } from '#base/materials'
import { isAsked, isPromise, questionsPath, type DraftView, type Open } from './draft-view.ts'
import { checksPart, lanesPart } from './joint-check.ts'
import { answersByHeading } from './answers-by-heading.ts'

export interface CheckFacts {
  view: DraftView
  files: ReadonlyMap<string, FileFacts>
  open: readonly Open[]
  faults?: readonly FieldError[]
}

/** Everything once more before it is filed, each line with the way to change it. */
export function checkPage(check: CheckFacts): PageParts {
  const { view, open, faults = [] } = check
  const { draft, item, applicant } = view
  return {
    title: '核对后提交', hasSearch: false, item: item.code, hasFaults: faults.length > 0, back: { href: `/apply/${draft.id}/materials`, label: '返回材料' },
    main: html`${faultSummary(faults)}
<p class="soft">${item.name}</p>
<h1>核对后提交</h1>
${open.length > 0 && openList(open)}
<h2>谁来办</h2>
${pairs([
    { label: applicant.kind === 'person' ? '申请人' : '申请单位', value: applicant.name },
    { label: '办什么', value: item.name }, { label: view.lanes.taken.length > 0 ? '由谁牵头' : '由谁决定', value: view.owner },
  ])}
${answersGiven(view)}
${lanesPart(view)}
${answersByHeading(view, { hasLinks: true })}
${checksPart(view)}
<h2>材料</h2>
${materialRows(check)}
${open.length === 0 && html`<form method="post" action="/apply/${draft.id}/check"><h2>声明</h2>
${checkBox('declared', html`我填写的内容和上传的材料真实、准确，知道提供虚假材料要承担法律责任；同意把它们用于办理这件事（<a href="/privacy">个人信息怎样使用</a>）。`, faults)}
<div class="actions"><button class="button">提交申请</button></div></form>`}`,
  }
}

function openList(open: readonly Open[]): Html {
  return notice('care', html`<p><strong>还差 ${open.length} 处，补好就能提交：</strong></p>
<ul>${open.map(({ message, href }) => html`<li><a href="${href}">${message}</a></li>`)}</ul>`)
}

function answersGiven({ item, answers }: DraftView): Html | false {
  const given = item.situations.filter(({ id }) => Object.hasOwn(answers, id))
  return given.length > 0 && html`<h2>您的情形</h2>${pairs(given.map(({ id, question, options }) => ({
    label: question, value: options.find((option) => option.id === answers[id])?.label ?? '',
    action: { href: questionsPath(item, answers, id), label: '修改' },
  })))}`
}

function materialRows({ view: { draft, checklist }, files }: CheckFacts): Html {
  return pairs(checklist.materials.map((material) => {
    const given = draft.materials.filter(({ materialId }) => materialId === material.id)
    const words = given.map((entry) => (isPromise(entry) ? `承诺在${dayWords(entry.promisedBy)}前补交` : files.get(entry.fileId)?.name ?? '文件'))
    const none = isAsked(material) ? '（没有交）' : '系统核对，不用交'
    const action = { href: `/apply/${draft.id}/materials/${material.id}`, label: '修改' }
    return { label: material.name, value: words.length === 0 ? none : words.join('\n'), action }
  }))
}
