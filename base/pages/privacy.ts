import { readFileSync } from 'node:fs'
import { Type, type Static } from 'typebox'
import type { Day } from '#platform/day'
import { html, type Content, type Html } from '#platform/html'
import { inProject } from '#platform/project'
import { Refusal } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { canonicalJson, sm3Hex } from '#platform/sm'
import { route, type Route } from '#kernel'
import { showPage } from './page.ts'
import { telephone } from './telephone.ts'
import { visitOf } from './visit.ts'
import { plainDayWords } from './words.ts'

const closed = { additionalProperties: false } as const
const Line = Type.String({ minLength: 1, maxLength: 500 })
const Notice = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  effectiveOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  /** Of lead and sections: what was published stays as it was. */
  sm3: Type.String(),
  lead: Line,
  sections: Type.Array(Type.Object({ title: Line, lines: Type.Array(Line, { minItems: 1 }) }, closed), { minItems: 1 }),
}, closed)
const Notices = Type.Array(Notice, { minItems: 1 })
export type Notice = Static<typeof Notice>

/** Every version of what people are told before their data is used (告知), oldest first: 个人信息保护法第十七条、第三十五条. */
export const NOTICES: readonly Notice[] = noticesIn(readFileSync(inProject('data/rules/privacy-notices.json'), 'utf8'))

/** Throws a sentence for the operator on a file whose versions do not follow each other, or that changes a version that was published. */
export function noticesIn(text: string): readonly Notice[] {
  const value: unknown = JSON.parse(text)
  const [wrong] = schemaErrors(Notices, value)
  if (wrong) throw new Error(`data/rules/privacy-notices.json 的 ${wrong.path} 不对：${wrong.message}`)
  // Safe: checked in the lines above.
  const notices = value as Notice[]
  for (const [index, { version, effectiveOn, sm3, lead, sections }] of notices.entries()) {
    const before = notices[index - 1]
    if (version !== index + 1 || (before && before.effectiveOn >= effectiveOn))
      throw new Error(`data/rules/privacy-notices.json：第 ${index + 1} 个应是第 ${index + 1} 版，日子比上一版晚`)
    const expected = sm3Hex(canonicalJson({ lead, sections }))
    if (sm3 !== expected) throw new Error(`data/rules/privacy-notices.json：第 ${version} 版的文字与摘要不符。公布过的版本不要改，请另加一版；这是新写的一版，就把 sm3 写成 ${expected}`)
  }
  return notices
}

/** What holds on that day; before the first version, the first. */
export function noticeOn(notices: readonly Notice[], day: Day): Notice | undefined {
  return notices.findLast(({ effectiveOn }) => effectiveOn <= day) ?? notices[0]
}

export const privacyRoute: Route = route({
  method: 'GET', path: '/privacy', summary: '个人信息怎样使用', for: ['anyone'],
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed),
  handle: async (call, input) => {
    const { version } = input.query
    const found = version === undefined ? noticeOn(NOTICES, call.today) : NOTICES.find((notice) => notice.version === version)
    if (!found) throw new Refusal('not-found', `没有第 ${version} 版告知，请看现在的一版：/privacy`)
    return showPage(visitOf(call, input), { title: '个人信息怎样使用', main: shown(found, { notices: NOTICES, current: noticeOn(NOTICES, call.today) }) })
  },
})

/** One version, and the way to the others. */
export function shown({ version, effectiveOn, lead, sections }: Notice, { notices, current }: {
  notices: readonly Notice[]; current: Notice | undefined
}): Html {
  const others = notices.filter((notice) => notice.version !== version)
  return html`<h1>个人信息怎样使用</h1>
<p class="hint">第 ${version} 版，${plainDayWords(effectiveOn)}起${current?.version === version ? '' : '。这不是现在的一版'}</p>
<p>${withTelephone(lead)}</p>
${sections.map(({ title, lines }) => html`<h2>${title}</h2>
${lines.length === 1 ? html`<p>${lines.map(withTelephone)}</p>` : html`<ul>${lines.map((line) => html`<li>${withTelephone(line)}</li>`)}</ul>`}`)}
${others.length > 0 && html`<h2>其他各版</h2>
<ul>${others.map((notice) => html`<li><a href="/privacy?version=${notice.version}">第 ${notice.version} 版，${plainDayWords(notice.effectiveOn)}起</a></li>`)}</ul>`}`
}

/** '{电话}' in a text is the number to ring. */
function withTelephone(text: string): Content {
  return text.split('{电话}').flatMap((part, index) => (index === 0 ? [part] : [telephone(), part]))
}
