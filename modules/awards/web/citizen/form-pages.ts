import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, dayWords, choices, faultAt, faultSummary, field, fieldId, type PageParts } from '#base/pages'
import type { PublicCampaign, PublicNominee } from '../../public/facts.ts'
import { campaignPath } from './awards-pages.ts'

export interface NominateFacts {
  shown: PublicCampaign
  units: readonly { unit: string; people: readonly { id: string; name: string }[] }[]
  cases: readonly { id: string; title: string; number: string }[]
  typed?: { subject?: string | undefined; caseId?: string | undefined; words?: string | undefined }
  faults?: readonly FieldError[]
}

/** Two fields and a sentence. */
export function nominatePage({ shown: { campaign: { id, body } }, units, cases, typed = {}, faults = [] }: NominateFacts): PageParts {
  return {
    title: `推荐：${body.title}`, section: 'search', hasSearch: false, hasFaults: faults.length > 0, back: { href: campaignPath(id), label: '返回这次评选' },
    main: html`${faultSummary(faults)}
<h1>推荐一位服务得好的人</h1>
<p>推荐到${dayWords(body.nominateUntil)}。您的姓名只有监督部门看得到，被推荐的人和单位看不到。</p>
<form method="post" action="${campaignPath(id)}/nominate">
${personSelect(units, { value: typed.subject, faults })}
${cases.length > 0 && caseSelect(cases, { value: typed.caseId, faults })}
${field('words', { type: 'string', title: '为什么推荐', description: '一两句话就行，请不要写身份证号和电话', 'x-kind': 'long-text' }, { value: typed.words, faults })}
<div class="actions"><button class="button">推荐</button></div>
</form>`,
  }
}

interface Chosen { value: string | undefined; faults: readonly FieldError[] }

function personSelect(units: NominateFacts['units'], { value, faults }: Chosen): Html {
  return selectField(
    'subject',
    { label: '推荐谁', faults },
    html`<option value="">请选择</option>
      ${units.map(
        ({ unit, people }) =>
          html`<optgroup label="${unit}">
            ${people.map(({ id, name }) => html`<option value="${id}" ${id === value && html` selected`}>${name}</option>`)}
          </optgroup>`,
      )}`,
  )
}

function caseSelect(cases: NominateFacts['cases'], { value, faults }: Chosen): Html {
  return selectField('caseId', { label: '是您的哪件事（可以不选）', faults }, html`<option value="">不选</option>${cases.map(({ id, title, number }) =>
    html`<option value="${id}"${id === value && html` selected`}>${title}（${number}）</option>`)}`)
}

function selectField(name: string, { label, faults }: { label: string; faults: readonly FieldError[] }, options: Html): Html {
  const [id, fault] = [fieldId(name), faultAt(name, faults)]
  return html`<div class="field${fault && ' wrong'}"><label for="${id}">${label}</label>
${fault}<select id="${id}" name="${name}"${fault && html` aria-describedby="${id}-fault" aria-invalid="true"`}>${options}</select></div>`
}

export interface VoteFacts { shown: PublicCampaign; nominees: readonly PublicNominee[]; isSignedIn: boolean; faults?: readonly FieldError[] }

/** One vote a day. The counts stand here only where the campaign shows them. */
export function votePage({ shown: { campaign: { id, body } }, nominees, isSignedIn, faults = [] }: VoteFacts): PageParts {
  const options = nominees.map(({ id: value, name, unit, votes }) => ({ value, label: name, help: votes === null ? unit : `${unit}　${votes} 票` }))
  return {
    title: `投票：${body.title}`,
    section: 'search',
    hasSearch: false,
    hasFaults: faults.length > 0,
    back: { href: campaignPath(id), label: '返回这次评选' },
    main: html`${faultSummary(faults)}
      <h1>投票</h1>
      <p>
        一人一天一票${body.vote && html`，到${dayWords(body.vote.until)}为止`}。投票占 ${body.criteria.find(({ by }) => by === 'vote')?.weight ?? 0}
        分。${body.vote?.hidesCounts === true && '票数等投票结束以后公布。'}成批的投票会拦下来由人看过再决定算不算。
      </p>
      ${
        options.length === 0
          ? html`<p>还没有人通过资格审查，过几天再来。</p>`
          : isSignedIn
            ? html`<form method="post" action="${campaignPath(id)}/vote">
                ${choices('nominee', { legend: '您投给谁', options, faults })}
                <div class="actions"><button class="button">投这一票</button></div>
              </form>`
            : html`<ul>
                  ${options.map(({ label, help }) => html`<li>${label}<br /><span class="soft small">${help}</span></li> `)}
                </ul>
                <div class="actions">${buttonLink(`/sign-in?next=${encodeURIComponent(`${campaignPath(id)}/vote`)}`, '登录后投票')}</div>`
      }`,
  }
}

export interface ObjectFacts {
  id: string
  name: string
  unit: string
  campaign: { id: string; title: string; publicUntil: string | null }
  isSignedIn: boolean
  key: string
  reason?: string
  faults?: readonly FieldError[]
}

/** An objection is made by name; who does not want that is told where else to go. */
export function objectPage({ id, name, unit, campaign, isSignedIn, key, reason = '', faults = [] }: ObjectFacts): PageParts {
  return {
    title: `异议：${name}`,
    section: 'search',
    hasSearch: false,
    hasFaults: faults.length > 0,
    back: { href: campaignPath(campaign.id), label: '返回公示' },
    main: html`${faultSummary(faults)}
      <h1>对${name}提异议</h1>
      <p>${unit}，${campaign.title}。请写明是什么事、怎么知道的。监督部门核实以后书面答复您，答复以前不会授牌。您的姓名不告诉被推荐的人和单位。</p>
      ${
        isSignedIn
          ? html`<form method="post" action="/awards/nominees/${id}/object">
              <input type="hidden" name="key" value="${key}" />
              ${field('reason', { type: 'string', title: '您的异议', 'x-kind': 'long-text' }, { value: reason, faults })}
              <div class="actions"><button class="button">具名提出</button></div>
            </form>`
          : html`<div class="actions">${buttonLink(`/sign-in?next=${encodeURIComponent(`/awards/nominees/${id}/object`)}`, '登录后具名提出')}</div>`
      }
      <p class="soft">不想具名的，这里收不了，因为没有办法答复您；可以拨打 12345，或者写信给监督部门反映，写清楚时间和事情，同样会核实。</p>`,
  }
}
