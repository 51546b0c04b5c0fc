import { html, type Html } from '#platform/html'
import { HOTLINE, limitWords, pairs } from '#base/pages'
import type { FaqEntry } from '#base/faq'
import type { Item, Material } from '../item.ts'
import { AUDIENCES, feeOf, LEVEL_OF_USE, limitOf, listed, pauseWords, SERVED, stated, TYPE_WORDS, visitsOf, WAYS } from './item-words.ts'
import { isAsked, NEED_WORDS, paperWords } from './material-words.ts'

export interface Section { id: string; title: string; content: Html }
/** What others have asked and was made public. Left out where nobody can ask, as in a preview. */
export type Asked = readonly Pick<FaqEntry, 'question' | 'answer'>[]

/** The sections of a guide (办事指南) in the order people need them. */
export function itemSections({ item, owner, receiving, asked }: { item: Item; owner: string; receiving: string; asked?: Asked | undefined }): Section[] {
  return [
    { id: 'conditions', title: '办理条件', content: conditions(item) },
    { id: 'materials', title: '材料', content: materials(item) },
    { id: 'flow', title: '办理流程', content: flow(item) },
    { id: 'limits', title: '时限', content: limits(item) },
    ...(item.fee.charged ? [{ id: 'fee', title: '收费', content: fee(item) }] : []),
    ...(item.questions.length > 0 || asked ? [{ id: 'questions', title: '常见问题', content: questions(item, asked) }] : []),
    { id: 'contact', title: '咨询、监督和办理地点', content: contact(item) },
    { id: 'basis', title: '法律依据', content: basis(item) },
    { id: 'about', title: '基本信息', content: about({ item, owner, receiving }) },
  ]
}

function conditions({ conditions: sentences }: Item): Html {
  if (sentences.length === 0) return html`<p>没有另外的条件。</p>`
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
}

function materials({ materials: all }: Item): Html {
  if (all.length === 0) return html`<p>不用交材料。</p>`
  return html`<ul class="rows">${all.map(materialRow)}</ul>`
}

function materialRow(material: Material): Html {
  const { name, when, guidance, checks, issuer, need } = material
  const words = [isAsked(material) ? NEED_WORDS[need] : '系统核对，不用交', ...(when === undefined ? [] : ['看情形'])]
  return html`<li><h3>${name}${words.map((word) => html` <span class="tag">${word}</span>`)}</h3>
${guidance !== undefined && html`<p>${guidance}</p>`}
<p class="soft">到窗口办：${isAsked(material) ? paperWords(material) : '不用带'}${issuer !== undefined && `　由${issuer}出具`}</p>
${checks.length > 0 && html`<details><summary>窗口会核对什么<span class="hidden">${name}</span></summary>
<ul>${checks.map((check) => html`<li>${check}</li>`)}</ul></details>`}</li>
`
}

function flow({ flow: steps }: Item): Html {
  if (steps.length === 0) return html`<p>来源未载明。</p>`
  return html`<ol>${steps.map(({ name, unit, workingDays }) => html`<li>${name}：${unit}${withinWords(workingDays)}</li>`)}</ol>`
}

function withinWords(workingDays: number | undefined): string {
  if (workingDays === undefined) return ''
  return workingDays === 0 ? '，当场' : `，${workingDays} 个工作日内`
}

function limits(item: Item): Html {
  const { statutoryWorkingDays, limitNote, specialProcedures } = item
  const statutory = statutoryWorkingDays === 0 ? '当场办结' : `受理后 ${limitWords(statutoryWorkingDays)}`
  const special = `${specialProcedures.map(pauseWords).join('、')}所需的时间（有的才有，会书面告诉您）`
  return html`${pairs([
    { label: '我们承诺', value: `受理后 ${limitOf(item)}` },
    { label: '法律规定', value: stated(item, 'statutoryWorkingDays', statutory) },
    ...(specialProcedures.length > 0 ? [{ label: '不计入期限的', value: special }] : []),
  ])}
${limitNote !== undefined && html`<p>${limitNote}</p>`}
<p class="soft">周末和法定节假日不算，调休上班的日子算。从受理的第二天起算。</p>`
}

function fee(item: Item): Html {
  return html`${pairs(item.fee.entries.map(({ name, standard }) => ({ label: name, value: standard })))}
${item.fee.basis !== undefined && html`<p class="soft">收费依据：${item.fee.basis}</p>`}`
}

function questions({ code, questions: usual }: Item, asked: Asked | undefined): Html {
  return html`${[...usual, ...(asked ?? [])].map(({ question, answer }) => html`<h3>${question}</h3><p>${answer}</p>`)}
${asked && html`<p>没有找到答案？<a href="/items/${code}/ask">就这个事项提问</a>，几个工作日内有答复（要登录）。</p>`}`
}

function contact({ consultPhone, complaintPhone, places }: Item): Html {
  return html`${pairs([
    { label: '咨询电话', value: consultPhone ?? `来源未载明，可以拨打 ${HOTLINE.number}` },
    { label: '监督投诉电话', value: complaintPhone ?? `来源未载明，可以拨打 ${HOTLINE.number}` },
    ...places.map(({ name, address, hours }) => ({ label: '办理地点', value: [name, address, hours].filter(Boolean).join('\n') })),
  ])}`
}

function basis({ legalBasis, sourceNote }: Item): Html {
  return html`${legalBasis.length === 0 ? html`<p>来源未载明。</p>` : html`<ul>${legalBasis.map(lawLine)}</ul>`}
${sourceNote !== undefined && html`<p class="soft">${sourceNote}</p>`}`
}

function lawLine({ law, article, gist }: Item['legalBasis'][number]): Html {
  return html`<li>《${law.replace(/^《|》$/g, '')}》${article}${gist !== undefined && html`<br><span class="soft">大意：${gist}</span>`}</li>
`
}

function about({ item, owner, receiving }: { item: Item; owner: string; receiving: string }): Html {
  return pairs([
    { label: '事项编码', value: item.code },
    { label: '事项类型', value: TYPE_WORDS[item.type] ?? item.type },
    { label: '由谁决定', value: owner },
    { label: '由谁收件', value: receiving },
    { label: '行使层级', value: LEVEL_OF_USE[item.useLevel] ?? item.useLevel },
    { label: '面向', value: `${item.audience.map((audience) => AUDIENCES[audience]).join('、')}（${listed(SERVED, item.serverTypes)}）` },
    ...themesOf(item).length > 0 ? [{ label: '主题', value: themesOf(item).join('、') }] : [],
    { label: '怎样办', value: stated(item, 'handleForms', listed(WAYS, item.handleForms)) },
    { label: '办件类型', value: item.kind === 'instant' ? '即办件' : '承诺件' },
    { label: '到现场次数', value: visitsOf(item) },
    { label: '收费', value: feeOf(item) },
    { label: '预约、快递', value: [item.bookable ? '可以预约' : '不用预约', item.express ? '可以寄送' : '不寄送'].join('，') },
    { label: '从哪天起施行', value: item.effectiveFrom },
  ])
}

function themesOf({ personThemes = [], enterpriseThemes = [] }: Item): string[] {
  return [...new Set([...personThemes, ...enterpriseThemes])]
}
