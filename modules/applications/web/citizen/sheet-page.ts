import { html } from '#platform/html'
import { pairs, plainDayWords, printButton, type PageParts } from '#base/pages'
import type { DraftView } from './draft-view.ts'
import { answersByHeading } from './answers-by-heading.ts'

/** The filled-in form on paper, for items that want a signature or a seal. */
export function sheetPage(view: DraftView): PageParts {
  const { draft, item, owner, applicant, today } = view
  return {
    title: `申请表：${item.name}`, hasSearch: false, back: { href: `/apply/${draft.id}/materials`, label: '返回材料' },
    main: html`<h1>${item.name}申请表</h1>
<p class="no-print">用浏览器的“打印”把这一页打出来，签名（单位盖章）后拍照上传。没有打印机的，可以到政务服务大厅的综合窗口打印。</p>
${pairs([{ label: applicant.kind === 'person' ? '申请人' : '申请单位', value: applicant.name }, { label: '受理机关', value: owner }])}
${answersByHeading(view, { hasLinks: false })}
<h2>签名</h2>
<p>以上内容真实、准确。</p>
<p>申请人（签名、盖章）：＿＿＿＿＿＿＿＿＿＿＿＿</p><p>日期：＿＿＿＿年＿＿月＿＿日</p>
<p class="small soft">${plainDayWords(today)}打印</p>
<div class="actions">${printButton()}</div>`,
  }
}
