import { html, type Html } from '#platform/html'
import { buttonLink, digits, instantWords, pager, stateMark, unbroken, type PageParts } from '#base/pages'
import { markOf, mayTake, turnSentence, type CaseView } from './case-words.ts'

export interface MeFacts {
  name: string
  /** The firm she acts for. */
  party: string | null
  /** The account is the firm's own: it says who its agents are. */
  isFirm: boolean
  unread: number
  drafts: readonly { id: string; title: string; updatedAt: Date }[]
  /** What was applied for together stands under its whole. */
  cases: readonly (CaseView & { parts: readonly CaseView[] })[]
  total: number
  page: number
  pages: number
}

/** What waits for me, what I have begun, and what is under way. */
export function mePage({ name, party, isFirm, unread, drafts, cases, total, page, pages }: MeFacts): PageParts {
  return {
    title: '我的办件',
    section: 'me',
    main: html`<h1>我的办件</h1>
      <p class="dots">
        <span>${name}${party !== null && `，代表${party}`}</span><a href="/me/messages">消息${unread > 0 ? `（${unread} 条没读）` : ''}</a
        ><a href="/appointments">我的预约</a
        ><a href="/me/account">账号与安全</a>${isFirm ? html`<a href="/me/agents">经办人</a>` : html`<a href="/me/acting">为谁办</a>`}
      </p>
      ${
        drafts.length > 0 &&
        html`<h2>没填完的申请</h2>
          <ul class="rows">
            ${drafts.map(draftRow)}
          </ul>`
      }
      <h2>提交过的申请${total > 0 && `（${total}）`}</h2>
      ${
        cases.length > 0
          ? html`<ul class="rows">
              ${cases.map(caseRow)}
            </ul>`
          : NO_CASES
      }
      ${pager(page, pages, (other) => `/me?page=${other}`)}`,
  }
}

const NO_CASES = html`<p>还没有提交过申请。提交以后，办到哪一步、轮到谁、哪天到期，都在这里看。</p>
<div class="actions">${buttonLink('/search', '找要办的事')}</div>`

function draftRow({ id, title, updatedAt }: MeFacts['drafts'][number]): Html {
  return html`<li><h3>${title}</h3><p class="soft">${instantWords(updatedAt)} 保存，还没有提交</p>
<div class="actions">${buttonLink(`/apply/${id}`, html`继续填<span class="hidden">${title}</span>`)}
<a href="/apply/${id}/delete">删除<span class="hidden">${title}</span></a></div></li>
`
}

function caseRow(shown: MeFacts['cases'][number]): Html {
  const { id, title, number, stateLabel, openedAt } = shown
  const next = nextLink(shown)
  return html`<li><h3><a href="/cases/${id}">${title}</a></h3><p>${stateMark(markOf(shown), stateLabel)}<br>${unbroken(turnSentence(shown))}</p>
<p class="soft dots"><span>办件编号 ${digits(number)}</span><span>${instantWords(openedAt)} 提交</span></p>
${shown.parts.length > 0 && partList(shown)}${next && html`<div class="actions">${next}</div>`}</li>
`
}

/** The items of a matter that was applied for in one go; the whole is what she follows, each has its own page as well. */
function partList({ title, parts }: MeFacts['cases'][number]): Html {
  return html`<details><summary>看里面的各项（已经开始 ${parts.length} 件）<span class="hidden">${title}</span></summary>
<ul>${parts.map((part) => html`<li><a href="/cases/${part.id}">${part.title}</a>　${stateMark(markOf(part), part.stateLabel)}</li>
`)}</ul></details>
`
}

/** The one thing she can do about it now. */
function nextLink(shown: CaseView): Html | false {
  const { id, title, state } = shown
  const link = (page: string, words: string, kind: 'first' | 'second') =>
    buttonLink(`/cases/${id}/${page}`, html`${words}<span class="hidden">${title}</span>`, kind)
  if (mayTake(shown, 'supplement')) return link('supplement', '去补正', 'first')
  if (mayTake(shown, 'handInPromised')) return link('promised', '补交约定的材料', state === 'awaitingPromise' ? 'first' : 'second')
  return mayTake(shown, 'rate') && link('rating', '评价', 'second')
}
