import { html, type Html } from '#platform/html'
import { qrDrawing } from '#base/documents'
import { buttonLink, dayWords, digits, HOTLINE, instantWords, notice, pairs, printButton, unbroken, type PageParts } from '#base/pages'

export interface ReceiptFacts {
  caseId: string
  number: string
  title: string
  receivedAt: string
  /** Only for the browser the application came from, and only for a while. */
  queryPassword: string | undefined
  window: string
  owner: string
  noticeDueOn: string | null
  limitWorkingDays: number
  /** How many items it applied for in one go; none for an ordinary application. */
  lanes?: number
  phone: string | undefined
  /** The receipt for the materials as a document. */
  documentId: string | undefined
  /** Where this site is, as the reader's browser knows it. */
  origin: string
}

/** What she keeps: the number, the password, what happens next and when, and where to ask. */
export function receiptPage(receipt: ReceiptFacts): PageParts {
  const { caseId, number, title, receivedAt, queryPassword, window, phone, documentId } = receipt
  return {
    title: '申请已提交', section: 'me', hasSearch: false,
    main: html`<div data-filed>${notice('good', html`<h1>申请已提交</h1><p>${title}</p>`)}</div>
${pairs([
    { label: '办件编号', value: html`<span class="number">${digits(number)}</span>` },
    { label: '查询密码', value: queryPassword === undefined ? NO_PASSWORD : html`<span class="number" data-quiet>${queryPassword}</span>` },
    { label: '提交时间', value: instantWords(receivedAt) },
  ])}
${queryPassword !== undefined && html`<p><strong>请记下或打印这一页。</strong>查询密码只在这里显示；凭编号和密码，家人不用登录也能<a href="/progress">查进度</a>。</p>`}
${qrPart(receipt)}
<h2>接下来</h2>
<ol>${nextSteps(receipt).map((step) => html`<li>${step}</li>`)}</ol>
<h2>有问题找谁</h2>
<p>咨询：${unbroken(phone ?? HOTLINE.number)}，请报办件编号。受理前找${window}。</p>
<div class="actions">${buttonLink(`/cases/${caseId}`, '查看办件进度')}
${printButton()}
${documentId !== undefined && buttonLink(`/api/documents/${documentId}.pdf`, '材料接收凭证（PDF）', 'second')}</div>`,
  }
}

/** Neither number nor password is part of the address: it would stay in histories and logs. */
function qrPart({ origin }: ReceiptFacts): Html {
  const address = `${origin}/progress`
  return html`<div class="with-qr">${qrDrawing(address, '查进度的二维码')}
<p>用手机扫一扫，输入上面的编号和密码，就能查进度。<br><span class="soft small">${address}</span></p></div>`
}

const NO_PASSWORD = '只在刚提交时显示一次。您登录后随时可以看进度，不需要它'

function nextSteps({ window, owner, noticeDueOn, limitWorkingDays, lanes = 0 }: ReceiptFacts): string[] {
  const answer = noticeDueOn === null ? '五个工作日内' : `最迟${dayWords(noticeDueOn)}`
  if (lanes > 0) return [
    `${window}一次核对 ${lanes} 项的材料，${answer}告诉您是否受理。材料不齐的，一次说清要补什么；到期没有答复的，视为已经受理。`,
    `受理后，能同时办的各部门同时办，要等前一项的等前一项办好再办；按承诺全部办好最长 ${limitWorkingDays} 个工作日。`,
    '每有进展，“我的”里会收到消息。办好的证件由窗口一次送到您手里；有一项没有办成，不影响别的。',
  ]
  return [
    `${window}核对材料，${answer}告诉您是否受理。材料不齐的，一次说清要补什么；到期没有答复的，视为已经受理。`,
    limitWorkingDays === 0 ? '受理后当场作出决定。' : `受理后，${owner}在 ${limitWorkingDays} 个工作日内作出决定。`,
    '每有进展，“我的”里会收到消息。批准的，作出决定后 10 个工作日内把证件送到您手里。',
  ]
}
