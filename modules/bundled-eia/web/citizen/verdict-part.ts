import { html, type Html } from '#platform/html'
import { notice } from '#base/pages'
import { newestRules, type Certainty, type Verdict } from '../../rules/index.ts'

const titleOf = new Map(newestRules().rules.map(({ id, title }) => [id, title]))

/** Whether it can be bundled, and of every rule that says no what is wrong and what would cure it. */
export function verdictPart({ eligible, reasons }: Verdict): Html {
  if (eligible) return notice('good', html`<p><strong>符合打捆条件</strong>　可以合编一份报告、一起公示、一同批复。最后由生态环境部门核对。</p>`)
  return html`${notice('care', html`<p><strong>现在不能打捆，有 ${reasons.length} 条不符合</strong></p>`)}
${reasons.map(({ rule, text, clause, cure }) => html`<section><h2>${titleOf.get(rule) ?? rule}：${text}</h2>
<p><strong>怎样补救</strong>　${cure}。</p><p class="soft small">条款：${clause}</p></section>
`)}`
}

const CERTAINTY: Readonly<Record<Certainty, string>> = { seen: '有原文', secondary: '按转载整理的默认值，待核', design: '本系统的默认值' }

/** Every rule with what it rests on, and how sure that is. */
export function rulesPart(): Html {
  const { version, rules } = newestRules()
  return html`<details>
    <summary>全部条件和依据（规则 ${version} 版）</summary>
    <ol>
      ${rules.map(
        ({ title, clause, source, certainty }) =>
          html`<li>
            <strong>${title}</strong>　${clause}<br /><small class="soft">${source}　<span class="tag">${CERTAINTY[certainty]}</span></small>
          </li> `,
      )}
    </ol>
  </details>`
}
