import type { Day } from '#platform/day'
import { html, type Html } from '#platform/html'
import { buttonLink, dayWords, notice, plainDayWords, stateMark, type PageParts } from '#base/pages'
import type { PublicCampaign, PublicNominee, Winner } from '../../public/facts.ts'
import type { Criterion, Scheme } from '../../campaigns/scheme.ts'
import { VETO_RULES } from '../../campaigns/scheme.ts'

export const AWARDS_PATH = '/awards'
export const campaignPath = (id: string): string => `/awards/campaigns/${id}`
export const winnerPath = (number: string): string => `/awards/winners/${number}`

/** What runs now, what is public for objections, and who holds an award. */
export function overviewPage({ campaigns, winners }: { campaigns: readonly PublicCampaign[]; winners: readonly Winner[] }): PageParts {
  return {
    title: '服务评优', section: 'search',
    main: html`<h1>服务之星、服务标兵、党员先锋岗</h1>
<p>谁服务得好，大家推荐，按办件的数据和评委的意见评，公示没有异议才授牌。评选的办法、每一项怎样算，都公开。</p>
<h2>正在进行的</h2>
${listOr(campaigns.filter(({ campaign }) => campaign.status !== 'announced'), campaignRow, '现在没有。有了新的评选，会列在这里，可以推荐，也可以投票。')}
<h2>正在公示的</h2>
${listOr(campaigns.filter(({ isPublic }) => isPublic), campaignRow, '现在没有。初评结果公布以后公示至少五个工作日，谁都可以具名提异议。')}
<h2>获奖的人</h2>
${listOr(winners, winnerRow, '还没有。授牌以后，每一位都有一页事迹。')}
<h2>公布过的</h2>
${listOr(campaigns.filter(({ campaign, isPublic }) => campaign.status === 'announced' && !isPublic), campaignRow, '还没有。')}`,
  }
}

function listOr<Row>(rows: readonly Row[], rowOf: (row: Row) => Html, empty: string): Html {
  return rows.length === 0 ? html`<p>${empty}</p>` : html`<ul>${rows.map(rowOf)}</ul>`
}

function campaignRow({ campaign, isNominating, isVoting, isPublic }: PublicCampaign): Html {
  const { body } = campaign
  const until = campaign.publicUntil
  const words = isPublic && until !== null ? html`公示到${dayWords(until)}` : campaign.status === 'announced' ? false : openWords({ body, isNominating, isVoting })
  return html`<li><a href="${campaignPath(campaign.id)}">${body.title}</a>${words && html`<br><span class="soft small">${words}</span>`}</li>
`
}

/** Until when one may recommend and vote; said once where both end on the same day. */
function openWords({ body: { nominateUntil, vote }, isNominating, isVoting }: { body: Scheme; isNominating: boolean; isVoting: boolean }): Html {
  const votes = isVoting ? vote : null
  if (!isNominating && votes === null) return html`正在评审`
  if (isNominating && votes?.until === nominateUntil) return html`推荐和投票都到${dayWords(nominateUntil)}`
  const ends = [...(isNominating ? [html`推荐到${dayWords(nominateUntil)}`] : []), ...(votes === null ? [] : [html`投票到${dayWords(votes.until)}`])]
  return html`${ends.map((words, index) => html`${index > 0 && '，'}${words}`)}`
}

function winnerRow({ number, name, unit, award, campaign }: Winner): Html {
  return html`<li><a href="${winnerPath(number)}">${name}</a>　${award}<br><span class="soft small">${unit}　${campaign}</span></li>
`
}

export interface CampaignFacts { shown: PublicCampaign; nominees: readonly PublicNominee[]; said?: string | undefined }

/** One campaign: what may be done now, who is public, and how it is judged. */
export function campaignPage({ shown, nominees, said }: CampaignFacts): PageParts {
  const { campaign, isNominating, isVoting, isPublic, kindName } = shown
  const { id, body, seats, onDuty, publicUntil } = campaign
  return {
    title: body.title, section: 'search', back: { href: AWARDS_PATH, label: '返回服务评优' },
    main: html`<h1>${body.title}</h1>
${said !== undefined && notice('good', html`<p><strong>${SAID[said] ?? '收到了，谢谢您。'}</strong></p>`)}
${campaign.isExample && notice('plain', html`<p>这是演示用的示例，人和数都是编的。</p>`)}
<p>${kindName}，统计${plainDayWords(body.period.from)}至${plainDayWords(body.period.to)}的办件；可以被推荐的 ${onDuty} 人，名额 ${seats} 个（${body.quota.basis}）。</p>
${(isNominating || isVoting) && actsPart(shown)}
${publicPart(shown, nominees)}
${!isVoting && !isPublic && campaign.status !== 'announced' && nominees.some(({ votes }) => votes !== null) && html`<h2>投票的结果</h2>${tallyPart(nominees)}`}
<h2>怎样评</h2>
<ul>${body.criteria.map(criterionRow)}</ul>
<p>由数据算的，都与办同样事项的别人相比，办难事的不吃亏。</p>
<p>总分相同的依次比${body.tieBreakers.map((key) => body.criteria.find((one) => one.id === key)?.name ?? key).join('、')}；都一样就是并列，不抽签。</p>
<p>有这些情形的不能评：${body.vetoes.map((key) => VETO_RULES.find((rule) => rule.id === key)?.name ?? key).join('；')}。</p>
<p>${successionWords(body)}</p>
<p>评委 ${body.panel.members.length} 位，是本人、同单位或者有关系的要回避；至少 ${body.panel.quorum} 位打分才算数，${body.panel.trimFrom} 位以上去掉最高和最低各一个。</p>
<p class="soft">${body.basis}。办法第 ${campaign.version} 版。</p>
${publicUntil !== null && html`<p><a href="/api/awards/campaigns/${id}/notice">公示公告（PDF）</a></p>`}`,
  }
}

/** Until when, and the way there. */
function actsPart({ campaign: { id, body }, isNominating, isVoting }: PublicCampaign): Html {
  return html`<p><strong>${openWords({ body, isNominating, isVoting })}</strong></p>
<div class="actions">
${isNominating && body.nominators.includes('citizen') && buttonLink(`${campaignPath(id)}/nominate`, '推荐一位')}
${isVoting && buttonLink(`${campaignPath(id)}/vote`, '投票', 'second')}
</div>`
}

function successionWords({ succession, publicityWorkingDays }: Scheme): string {
  return succession === 'next'
    ? `授牌以前有人被取消资格的，由下一名递补，另外公示 ${publicityWorkingDays} 个工作日；并列的名额不够不递补。`
    : '授牌以前有人被取消资格的，名额空着，不递补。'
}

const SAID: Readonly<Record<string, string>> = {
  nominated: '收到您的推荐了，谢谢您。本人同意、审查通过以后会参加评选。',
  voted: '您今天的一票投好了。一人一天一票，明天还可以再投。',
  objected: '收到您的异议了。监督部门会书面答复您，答复以前不会授牌；可以在“我的”里看到答复。',
}

function publicPart({ campaign, isPublic }: PublicCampaign, nominees: readonly PublicNominee[]): Html | false {
  if (campaign.status !== 'announced') return false
  return html`<h2>${isPublic ? '公示' : '结果'}</h2>
${isPublic && campaign.publicUntil !== null && untilPart(campaign.publicUntil, { isLater: campaign.publicUntil !== campaign.firstPublicUntil })}
${nominees.length === 0 ? html`<p>这次没有人入选。</p>` : html`<ul class="rows plain">${nominees.map(nomineeRow)}</ul>`}`
}

function untilPart(until: Day, { isLater }: { isLater: boolean }): Html {
  return html`<p>${isLater && '递补的人'}公示到${dayWords(until)}。有不同意见的，请登录后具名提出，会书面答复您。</p>`
}

function nomineeRow({ id, name, unit, state, total, rank, certificate, isSuccessor, publicUntil }: PublicNominee): Html {
  const place = rank === null ? '' : `第 ${rank} 名，${total} 分`
  return html`<li>
    ${certificate ? html`<a href="${winnerPath(certificate.number)}">${name}</a>` : html`<strong>${name}</strong>`}　${unit}<br /><span class="soft"
      >${place}</span
    >　${stateMark(...markOf(state))}${isSuccessor && publicUntil !== null && html`<br />递补入选，公示到${dayWords(publicUntil)}`}
    ${OBJECTABLE.includes(state) && html`<br /><a href="/awards/nominees/${id}/object">对${name}提异议</a>`}
  </li> `
}

const OBJECTABLE: readonly string[] = ['publicity', 'objected', 'settled', 'approved']

function markOf(state: string): Parameters<typeof stateMark> {
  switch (state) {
    case 'awarded': return ['good', '已授牌']
    case 'revoked': return ['bad', '已摘牌']
    case 'objected': return ['pause', '有异议，待答复']
    case 'publicity': return ['going', '公示中']
    default: return ['going', '待审定']
  }
}

export function tallyPart(nominees: readonly PublicNominee[]): Html {
  return html`<ul>${nominees.map(({ name, unit, votes }) => html`<li>${name}　${unit}　${votes ?? 0} 票</li>
`)}</ul>`
}

const BY: Readonly<Record<Criterion['by'], string>> = { measured: '由办件的数据算', panel: '由评委打分', vote: '由大家投票' }

function criterionRow(criterion: Criterion): Html {
  const how = criterion.by === 'measured' ? `，样本不到 ${criterion.sampleMin} 件的不排名` : ''
  return html`<li>${criterion.name}　${criterion.weight} 分　<span class="soft">${BY[criterion.by]}${how}</span></li>
`
}
