import type { Person } from './person.ts'

/** A form as it stands on a page, with what a browser would send if its person pressed the button at once. */
export interface PageForm {
  account: string
  method: string
  action: string
  isUpload: boolean
  fields: readonly (readonly [name: string, value: string])[]
}

const PAGES_MAX = 120

/** Walks through the pages from these addresses, link by link, and gathers every form once for each kind of address. */
export async function formsSeenBy(person: Person, account: string, starts: readonly string[]): Promise<PageForm[]> {
  const open = [...starts]
  const seen = new Set(starts.map(kindOf))
  const forms = new Map<string, PageForm>()
  for (let visited = 0; open.length > 0 && visited < PAGES_MAX; visited += 1) {
    const path = open.shift() ?? '/'
    const answer = await person.send('GET', path)
    if (answer?.status !== 200 || typeof answer.body !== 'string') continue
    for (const form of formsIn(answer.body, path)) forms.set(`${form.method} ${kindOf(form.action)}`, { ...form, account })
    for (const link of linksIn(answer.body)) {
      if (seen.has(kindOf(link))) continue
      seen.add(kindOf(link))
      open.push(link)
    }
  }
  return [...forms.values()]
}

/** Addresses that differ only in what they are about are of one kind. */
function kindOf(path: string): string {
  return path.split('?')[0]?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{10,}|\d+/g, '…') ?? path
}

function linksIn(page: string): string[] {
  return [...page.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)]
    .map(([, href = '']) => decoded(href))
    .filter((href) => !/^\/(api|staff|assets)/.test(href))
}

function formsIn(page: string, path: string): Omit<PageForm, 'account'>[] {
  return [...page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inside = '']) => ({
    method: (attributeOf(attributes, 'method') ?? 'get').toUpperCase(),
    action: attributeOf(attributes, 'action') || path,
    isUpload: attributes.includes('multipart/form-data'),
    fields: fieldsIn(inside),
  }))
}

/** Of the answers to one question, the one that is marked, or the last. */
function fieldsIn(inside: string): [string, string][] {
  const radios = new Map<string, { value: string; isChecked: boolean }>()
  const others = [...inside.matchAll(/<(input|select|textarea|button)\b([^>]*)>/g)].flatMap(([, , attributes = '']): [string, string][] => {
    const name = attributeOf(attributes, 'name')
    const value = attributeOf(attributes, 'value') ?? '示例内容'
    if (name === undefined) return []
    if (attributeOf(attributes, 'type') !== 'radio') return [[name, value]]
    const isChecked = / checked\b/.test(attributes)
    if (isChecked || !radios.get(name)?.isChecked) radios.set(name, { value, isChecked })
    return []
  })
  return [...others, ...[...radios].map(([name, { value }]): [string, string] => [name, value])]
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
  return found === undefined ? undefined : decoded(found)
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
