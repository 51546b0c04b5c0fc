import { html, type Html } from '#platform/html'
import { buttonLink, dayWords, notice, plainDayWords, stateMark, type PageParts, type StateMark } from '#base/pages'
import type { PermitState, ProjectView } from '../../project/project-view.ts'

export interface ProjectFacts {
  view: ProjectView
  /** Open joint case of the project, if there is one. */
  jointCaseId: string | undefined
  officeOf: (organisation: string) => string
}

/** Every permit of the project, past and present, and why one that is ready has not gone out. */
export function projectPage({ view, jointCaseId, officeOf }: ProjectFacts): PageParts {
  return {
    title: `工程项目：${view.name}`, section: 'me', hasSearch: false, back: { href: '/projects', label: '返回我的工程项目' },
    main: html`<h1>${view.name}</h1>
<p class="soft">投资项目代码 ${view.code}</p>
${view.specialWorks && html`<p>这是特殊建设工程，要先有消防设计审查（消防法第十二条）。</p>`}
${jointCaseId !== undefined && html`<div class="actions">${buttonLink(`/cases/${jointCaseId}`, '看联办的进度', 'second')}</div>`}
<h2>各证到了哪一步</h2>
<ul class="plain">${view.permits.map(permitPart)}</ul>
<h2>登记过的和发生过的</h2>
${view.facts.length === 0 ? html`<p>还没有。</p>` : html`<ol>${view.facts.map((fact) => factPart(fact, officeOf))}</ol>`}
<p class="soft">记录只增不改；登记错的由登记的单位撤下，并写明原因。</p>`,
  }
}

function permitPart({ name, state, stateLabel, heldBack, cases }: ProjectView['permits'][number]): Html {
  return html`<li>
    <h3>${name}</h3>
    <p>${stateMark(MARKS[state], stateLabel)}</p>
    ${heldBack !== null && notice('care', html`<p>${heldBack}。</p>`)}
    ${
      cases.length > 0 &&
      html`<ul>
        ${cases.map((one) => html`<li><a href="/cases/${one.id}">${plainDayWords(one.openedOn)}申请的${one.isJoint && '（联办）'}</a>：${one.stateLabel}</li>`)}
      </ul>`
    }
  </li> `
}

const MARKS: Readonly<Record<PermitState, StateMark>> = {
  notNeeded: 'over', none: 'over', underWay: 'going', ready: 'going', held: 'turn', refused: 'bad', out: 'good', outside: 'good', revoked: 'bad',
}

function factPart({ on, words, evidence, byOrganisation, isSound }: ProjectView['facts'][number], officeOf: ProjectFacts['officeOf']): Html {
  const line = html`${dayWords(on)}　${words}${evidence !== null && `（${evidence}）`}`
  return html`<li>${isSound ? line : html`<s>${line}</s>`}<br><span class="soft small">${byOrganisation === null ? '申请人' : officeOf(byOrganisation)}</span></li>
`
}

export interface ProjectRow { code: string; name: string; registeredOn: string; permits: number }

/** The projects of the firm, the newest first. */
export function projectsPage(rows: readonly ProjectRow[]): PageParts {
  return {
    title: '我的工程项目', section: 'me', hasSearch: false, back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>我的工程项目</h1>
${rows.length === 0
      ? html`<p>还没有。申请用地、规划、人防、消防、施工的证时填了投资项目代码，项目就会列在这里。</p>`
      : html`<ul class="plain">${rows.map(({ code, name, registeredOn, permits }) => html`<li><a href="/projects/${code}">${name}</a><br>
<span class="soft small">${code}　${plainDayWords(registeredOn)}起　${permits} 件办件</span></li>`)}</ul>`}`,
  }
}
