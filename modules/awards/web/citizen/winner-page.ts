import { html, type Html } from '#platform/html'
import { notice, plainDayWords, pairs, stateMark, type PageParts } from '#base/pages'
import type { EvidenceValue } from '../../evidence/values.ts'
import type { WinnerFacts } from '../../public/facts.ts'
import { AWARDS_PATH, campaignPath } from './awards-pages.ts'

/** One page for each winner; after it was taken back the page says so, and why. */
export function winnerPage({ certificate, story, values, campaignId }: WinnerFacts): PageParts {
  const { facts: { name, organisationName, award, campaign, period, isExample }, number, issuedOn, revokedOn, reason } = certificate
  return {
    title: `${award}：${name}`,
    section: 'search',
    back: { href: AWARDS_PATH, label: '返回服务评优' },
    main: html`<h1>${name}</h1>
      <p>${revokedOn === null ? stateMark('good', award) : stateMark('bad', `${award}，已摘牌`)}<br /><span class="soft">${organisationName}</span></p>
      ${revokedOn !== null && notice('bad', html`<p><strong>${plainDayWords(revokedOn)}摘牌，证书已撤销。</strong>原因：${reason}</p>`)}
      ${isExample && notice('plain', html`<p>这是演示用的示例，人、事、数都是编的。</p>`)}
      ${
        story !== null &&
        html`<h2>事迹</h2>
          <p class="said">${story}</p>`
      }
      ${
        values.length > 0 &&
        html`<h2>办件的数据</h2>
          <p class="soft">统计${plainDayWords(period.from)}至${plainDayWords(period.to)}。方括号里是区间：真正的水平很可能在里面，件数越少区间越宽。</p>
          ${pairs(values.filter(({ value }) => value !== null).map((value) => ({ label: value.name, value: valueWords(value) })))}`
      }
      <h2>证书</h2>
      ${pairs([
        { label: '编号', value: number },
        { label: '授予', value: plainDayWords(issuedOn) },
        { label: '评选', value: html`<a href="${campaignPath(campaignId)}">${campaign}</a>` },
        { label: '核验', value: revokedOn === null ? '有效' : '已撤销' },
      ])}
      ${revokedOn === null && html`<p><a href="/api/awards/certificates/${number}/file">荣誉证书（PDF）</a></p>`}`,
  }
}

function valueWords({ value, n, low, high, expected }: EvidenceValue): Html {
  const range = low === null || high === null ? '' : `［${low}%—${high}%］`
  const others = expected === null || low === null ? '' : `，别人办同样的事是 ${expected}%`
  const whole = low === null ? '全体平均的 ' : ''
  return html`${whole}${value}%${range}<br><span class="soft small">${n} 件${others}</span>`
}
