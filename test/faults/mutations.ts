import { chanceFrom, type Chance } from '../../cli/simulate/chance.ts'
import type { Draft, Pair } from './fuzz-request.ts'
import type { FilePart } from './multipart.ts'
import { jsonText, oddName, oddText, oddValue, randomTree, withOneOddity } from './odd-values.ts'

type Mutation = (draft: Draft, chance: Chance) => Draft

/** The request with one thing wrong. Bodies weigh most: there is most to get wrong in them. */
export function withOneMutation(draft: Draft, chance: Chance): Draft {
  const mutate = chance.oneOf(
    draft.body === undefined ? [...ADDRESS, ...ENVELOPE] : [spoiltBody, spoiltBody, spoiltBody, spoiltBody, ...ADDRESS, ...ENVELOPE],
  )
  return mutate(draft, chance)
}

/** The request with hardly anything right. */
export function withManyMutations(draft: Draft, chance: Chance): Draft {
  const wild: Draft = { ...draft, body: chance.happens(0.7) ? { kind: 'json', value: randomTree(chance) } : draft.body }
  return Array.from({ length: chance.between(1, 4) }).reduce<Draft>((spoilt) => withOneMutation(spoilt, chance), wild)
}

const oddPath: Mutation = (draft, chance) => {
  const parts = draft.path.split('/')
  const at = chance.between(1, parts.length - 1)
  return { ...draft, path: parts.map((part, index) => (index === at ? oddText(chance) : part)).join('/') }
}

const oddQuery: Mutation = (draft, chance) => {
  const odd: Pair = [
    chance.oneOf([...draft.query.map(([name]) => name), encodeURIComponent(oddName(chance).toWellFormed())]),
    oddText(chance),
  ]
  const rest = chance.happens(0.5) ? draft.query.filter(([name]) => name !== odd[0]) : draft.query
  return { ...draft, query: chance.happens(0.05) ? Array.from({ length: 1200 }, (): Pair => ['a', '1']) : [...rest, odd] }
}

const otherMethod: Mutation = (draft, chance) => ({
  ...draft,
  method: chance.oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'BREW']),
})

const otherAccount: Mutation = (draft, chance) => ({
  ...draft,
  account: chance.oneOf(['', 'nobody', 'citizen', 'window', 'supervisor', 'auditor', 'leader', 'housing', 'discipline', 'sysadmin']),
})

const oddHeader: Mutation = (draft, chance) => ({ ...draft, headers: [...draft.headers, chance.oneOf(ODD_HEADERS)] })

/** Apart from the other headers, because a command that is right in all else comes through with it. */
const oddKey: Mutation = (draft, chance) => ({
  ...draft,
  headers: [...draft.headers, ['idempotency-key', chance.oneOf(ODD_KEYS)]],
})

const ADDRESS: readonly Mutation[] = [oddPath, oddQuery]
const ENVELOPE: readonly Mutation[] = [otherMethod, otherAccount, oddHeader, oddHeader, oddKey]

const spoiltBody: Mutation = (draft, chance) => {
  const { body } = draft
  if (body === undefined) return draft
  if (body.kind === 'json')
    return { ...draft, body: { kind: 'json', value: chance.happens(0.8) ? withOneOddity(body.value, chance) : oddValue(chance) } }
  if (body.kind === 'form') return { ...draft, body: { kind: 'form', pairs: spoiltPairs(body.pairs, chance) } }
  return { ...draft, body: { kind: 'files', parts: spoiltParts(body.parts, chance) } }
}

function spoiltPairs(pairs: readonly Pair[], chance: Chance): Pair[] {
  const at = chance.between(0, Math.max(0, pairs.length - 1))
  const extra: Pair = [encodeURIComponent(oddName(chance).toWellFormed()), oddText(chance)]
  switch (chance.between(0, 3)) {
    case 0:
      return pairs.filter((_, index) => index !== at)
    case 1:
      return [...pairs, extra, ...pairs.slice(at, at + 1)]
    case 2:
      return pairs.map(([name, value], index): Pair => (index === at ? [oddText(chance), value] : [name, value]))
    default:
      return pairs.map(([name, value], index): Pair => (index === at ? [name, oddText(chance)] : [name, value]))
  }
}

function spoiltParts(parts: readonly FilePart[], chance: Chance): FilePart[] {
  const [file = { name: 'file', content: Buffer.alloc(0) }] = parts.slice(-1)
  const others = parts.slice(0, -1)
  switch (chance.between(0, 7)) {
    case 0:
      return [...others, { ...file, content: chance.oneOf(ODD_FILES) }]
    case 1:
      return [...others, { ...file, fileName: chance.oneOf(ODD_FILE_NAMES) }]
    case 2:
      return [
        ...others,
        { ...file, type: chance.oneOf(['image/png', 'text/html', 'application/octet-stream', '', 'x', '图/片', `a/${'b'.repeat(500)}`]) },
      ]
    case 3:
      return [...others, { ...file, name: chance.oneOf(['files', '', '__proto__', 'file[]', 'x'.repeat(500)]) }]
    case 4:
      return [...others, { name: file.name, content: file.content }]
    case 5:
    case 6:
      return withOddText(parts, chance)
    default:
      return Array.from({ length: chance.oneOf([0, 2, 30, 300]) }, (_, index) =>
        index % 2 === 0 ? { name: `field${index}`, content: Buffer.from('值') } : file,
      )
  }
}

function withOddText(parts: readonly FilePart[], chance: Chance): FilePart[] {
  const at = chance.between(0, Math.max(0, parts.length - 1))
  return parts.map((part, index) => (index === at ? { ...part, content: Buffer.from(jsonText(oddValue(chance))) } : part))
}

const ODD_FILES: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.from([0]),
  Buffer.from('MZ\x90\x00'),
  Buffer.from('<html><script>alert(1)</script>'),
  Buffer.from('%PDF-'),
  Buffer.from('%PDF-1.7\n%%EOF'),
  Buffer.from('PK\x03\x04'),
  Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1'),
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  Buffer.from('\xff\xd8\xff\xe0', 'latin1'),
  Buffer.alloc(300_000, 7),
  Buffer.from('GIF89a'),
  Buffer.from('\r\n--chunfeng-boundary\r\n\r\n--chunfeng-boundary--'),
  Buffer.from('--chunfeng-boundary--'),
]
const ODD_FILE_NAMES = [
  '',
  '../../../etc/passwd',
  'a\\b.pdf',
  '材料.exe',
  '材料.pdf.exe',
  'x'.repeat(400),
  '证'.repeat(200) + '.pdf',
  '.',
  '..',
  '\u0000.pdf',
  '\u202egpj.fdp',
  'a\tb.pdf',
  '"; x="',
  '%00.pdf',
  'CON.pdf',
  '😀.pdf',
]

/** PostgreSQL packs what repeats; this it cannot make small enough for an index. */
function incompressible(length: number): string {
  const chance = chanceFrom(length)
  return Array.from({ length }, () => String.fromCharCode(chance.between(0x21, 0x7e))).join('')
}

const ODD_KEYS = ['', 'k', 'k'.repeat(200), 'k'.repeat(201), incompressible(9000), '\xff\xfe\x80', '\xe4\xbd\xa0']

/** Values as Latin-1: what the wire carries. */
const ODD_HEADERS: readonly Pair[] = [
  ['content-type', ''],
  ['content-type', 'text/plain'],
  ['content-type', 'application/json; charset=gbk'],
  ['content-type', 'application/json;charset="utf-16"'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['content-type', 'multipart/form-data'],
  ['content-type', 'multipart/form-data; boundary=other'],
  ['content-type', `multipart/form-data; boundary=${'b'.repeat(300)}`],
  ['content-type', '\xff/\xfe'],
  ['content-type', 'application/merge-patch+json'],
  ['origin', 'https://example.com'],
  ['origin', 'null'],
  ['origin', '\xff'],
  ['sec-fetch-site', 'cross-site'],
  ['sec-fetch-site', 'same-origin'],
  ['referer', 'https://example.com/'],
  ['cookie', 'session='],
  ['cookie', `session=${'a'.repeat(43)}`],
  ['cookie', 'session=%00; session=x'],
  ['cookie', '=; ;;__proto__=1; theme=\xff; receipt=x'],
  ['cookie', `a=${'b'.repeat(12_000)}`],
  ['content-encoding', 'gzip'],
  ['accept-encoding', 'br;q=0, gzip;q=abc, \xff'],
  ['accept', 'image/png'],
  ['accept-language', 'en'],
  ['expect', '100-continue'],
  ['expect', 'x'],
  ['range', 'bytes=0-0'],
  ['range', 'bytes=9999999999-'],
  ['range', 'bytes=-1,0-,5-2'],
  ['if-none-match', '*'],
  ['if-modified-since', 'Thu, 99 Foo 9999'],
  ['x-forwarded-for', '999.1.1.1, \xff'],
  ['x-forwarded-proto', 'https'],
  ['forwarded', 'for=\xff'],
  ['host', 'example.com'],
  ['host', ''],
  ['host', '\xff'],
  ['user-agent', '\xff'.repeat(3000)],
  ['user-agent', ''],
  ['authorization', 'Bearer \xff'],
  ['x-http-method-override', 'DELETE'],
  ['upgrade', 'websocket'],
  ['connection', 'upgrade'],
  ['connection', 'close'],
  ['te', 'trailers'],
  ['accept-version', '9'],
  ['x-long', 'x'.repeat(20_000)],
]
