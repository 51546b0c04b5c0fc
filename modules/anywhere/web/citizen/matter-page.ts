import { html, type Html } from '#platform/html'
import { buttonLink, dayWords, digits, instantWords, notice, pairs, stateMark, type PageParts, type StateMark } from '#base/pages'
import { dayAt } from '#platform/day'
import type { Hands } from '../../receiving/views.ts'
import type { matterView } from '../../receiving/views.ts'

export interface MatterFacts {
  view: ReturnType<typeof matterView>
  /** The steps open to her: cancel, withdraw. */
  steps: readonly string[]
  /** The step she pressed and has to confirm. */
  confirming?: string | undefined
}

/** Where the papers are and with whom, whose clock runs since when, and what she can do. */
export function matterPage({ view, steps, confirming }: MatterFacts): PageParts {
  const { id, title, number, state, result, isSimulated, receivingPlace, returnPlace, papers, documents } = view
  return {
    title: `${result?.state.label ?? state.label}：${title}`,
    section: 'me',
    back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>${title}</h1>
      <p>${stateMark(markOf(view), result?.state.label ?? state.label)}<br /><span class="soft">办件编号 ${digits(number)}</span></p>
      ${isSimulated && notice('care', html`<p><strong>模拟</strong>　对方区是模拟的，没有接通真实的外区。</p>`)}
      ${notice(isOver(view) ? 'good' : 'plain', html`<p><strong>${nowSentence(view)}</strong></p>`)}
      <h2>您的材料现在在谁手里</h2>
      ${view.custody.length === 0 ? html`<p>还没有交材料。请带材料和身份证件到${receivingPlace}${state.dueOn !== null && `，${dayWords(state.dueOn)}以前（含当日）`}。</p>` : custody(view.custody)}
      <h2>期限从哪天起算</h2>
      ${limits(view)}
      ${pairs([
        { label: '交材料的地点', value: receivingPlace },
        { label: '主管部门', value: view.owner },
        { label: '领取结果的地点', value: returnPlace },
      ])}
      ${
        papers.length > 0 &&
        html`<h2>交接的材料</h2>
          <ul>
            ${papers.map(({ name, originals, copies }) => html`<li>${name}（原件 ${originals} 份，复印件 ${copies} 份）</li>`)}
          </ul>`
      }
      ${
        documents.length > 0 &&
        html`<h2>交接清单</h2>
          <ul>
            ${documents.map((one) => html`<li><a href="/documents/${one.id}">${one.number}</a>　${instantWords(new Date(one.issuedAt))}</li>`)}
          </ul>`
      }
      ${ending(id, steps, confirming)}`,
  }
}

function markOf(view: MatterFacts['view']): StateMark {
  if (isOver(view)) return 'good'
  return view.state.closed && view.result === null ? 'over' : 'going'
}

const isOver = ({ result }: MatterFacts['view']): boolean => result?.state.closed === true

function nowSentence({ state, result, custody: hands, returnPlace }: MatterFacts['view']): string {
  if (result?.state.closed) return '结果已经交到您手里，这件事办完了。'
  if (result?.state.state === 'arrived') return `结果已经到了${returnPlace}，请带身份证件去领。`
  if (result) return `结果已出，正在送往${returnPlace}。`
  if (state.closed) return '这件事已经结束。'
  if (state.state === 'correcting') return `轮到您：请补正材料${state.dueOn === null ? '' : `，${dayWords(state.dueOn)}以前（含当日）`}。`
  const now = hands.findLast(({ until }) => until === null)
  return now ? `现在在：${now.words}。` : '等您到收件地点交材料。'
}

function custody(hands: readonly Hands[]): Html {
  return html`<ol class="timeline">
    ${[...hands].reverse().map(
      ({ thingLabel, words, since, until }) =>
        html`<li>
          <p><strong>${words}</strong>${until === null && html` <span class="tag">现在</span>`}</p>
          <p class="soft">${thingLabel}　${instantWords(new Date(since))}${until !== null && ` 到 ${instantWords(new Date(until))}`}</p>
        </li> `,
    )}
  </ol>`
}

/** Whose limit runs since when; before the owner has the papers none of its limits does. */
function limits({ owner, custody: hands, application, state }: MatterFacts['view']): Html {
  const signed = hands.find(({ holder, thing }) => holder === 'owner' && thing !== 'result')
  if (!signed) return html`<p>${owner}的办理期限<strong>从它收到材料之日起算</strong>，现在还没有开始。收件窗口自己的时限另算。</p>`
  const day = dayAt(new Date(signed.since))
  return html`<p>${owner}的期限<strong>从${dayWords(day)}收到之日起算</strong>（行政许可法第三十二条），收到当天不计入。</p>
    ${
      application &&
      html`<p>${application.dueOn === null ? '五个工作日内答复是否受理。' : `承诺在${dayWords(application.dueOn)}以前办结。`}</p>
        <div class="actions">${buttonLink(`/cases/${application.id}`, '看主管部门的办理进度', 'second')}</div>`
    }
    ${!application && state.state === 'underReview' && state.dueOn !== null && html`<p>对方告知的办结期限：${dayWords(state.dueOn)}。</p>`}`
}

function ending(id: string, steps: readonly string[], confirming: string | undefined): Html | false {
  const step = steps.find((one) => one === 'cancel' || one === 'withdraw')
  if (step === undefined) return false
  const words = step === 'cancel' ? '不去交了，取消' : '撤回，取回材料'
  if (confirming !== step)
    return html`<form action="/elsewhere/${id}"><input type="hidden" name="end" value="${step}"><p><button class="link">${words}</button></p></form>`
  return html`${notice('care', html`<p><strong>确定${words}吗？</strong>${step === 'withdraw' && '材料会退还给您。'}以后还可以重新申请。</p>`)}
    <form method="post" action="/elsewhere/${id}/end">
      <input type="hidden" name="step" value="${step}" />
      <div class="actions"><button class="button">确定</button>${buttonLink(`/elsewhere/${id}`, '不，继续办', 'second')}</div>
    </form>`
}
