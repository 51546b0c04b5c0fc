import type { Chance } from '../../cli/simulate/chance.ts'

/** A piece of JSON text that JavaScript itself could not write: 1e400, half a surrogate pair, the same name twice. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const raw = (text: string): RawJson => new RawJson(text)
const nested = (depth: number): RawJson => raw('['.repeat(depth) + ']'.repeat(depth))
const HAN_LONG = '证'.repeat(5000)

/** What a field may hold that nobody meant. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  -0.0001,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  raw('1e400'),
  raw('-1e400'),
  raw('1E-400'),
  raw('123456789012345678901234567890'),
  '',
  ' ',
  '\t\n',
  'a',
  HAN_LONG,
  'x'.repeat(70_000),
  '\u0000',
  'a\u0000b',
  raw('"\\u0000"'),
  raw('"\\ud800"'),
  raw('"\\udc00\\ud800"'),
  '\u202e\u200b\ufeff',
  '😀'.repeat(40),
  "'; drop table cases; --",
  '${7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%s%n',
  '\\',
  '"',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '-000001-01-01',
  '+275760-09-13',
  '2026-5-6',
  '20260506',
  '00000000-0000-0000-0000-000000000000',
  '-'.repeat(36),
  '1'.repeat(19),
  [],
  {},
  [[]],
  [null],
  ['a', 'a'],
  [1, '2', { 3: 4 }],
  { length: 3 },
  { toString: 'x' },
  raw('{"__proto__":{"admin":true}}'),
  raw('{"constructor":{"prototype":{"a":1}}}'),
  raw('{"a":1,"a":2}'),
  nested(20),
  nested(40),
  nested(5000),
  raw(`[${'1,'.repeat(3000)}1]`),
  raw(`{${Array.from({ length: 1500 }, (_, index) => `"k${index}":1`).join()}}`),
]

const ODD_NAMES = ['', ' ', '__proto__', 'constructor', 'toString', 'extra', '字段', 'a.b', 'a/b', '\u0000', 'x'.repeat(300), '0', '$ref']

/** Texts for addresses, queries and forms, as they stand there: already encoded, or wrongly so. */
const ODD_TEXTS = [
  '',
  '%',
  '%zz',
  '%00',
  '%ed%a0%80',
  '%ff%fe',
  '%E4%BD%A0',
  '+',
  '%20',
  '..%2f..%2f',
  '%2e%2e',
  '%5c',
  '0',
  '-1',
  '1e3',
  '1.5',
  '99999999999999999999',
  'true',
  'null',
  '[]',
  '%7B%7D',
  "'",
  '%27%3B--',
  'a'.repeat(300),
  'a'.repeat(5000),
  '%E8%AF%81'.repeat(300),
  '__proto__',
  'constructor',
  '-'.repeat(36),
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '%F0%9F%98%80',
  '%C2%85',
  '%0d%0aset-cookie:%20a=b',
]

export const oddValue = (chance: Chance): unknown => chance.oneOf(ODD_VALUES)
export const oddText = (chance: Chance): string => chance.oneOf(ODD_TEXTS)
export const oddName = (chance: Chance): string => chance.oneOf(ODD_NAMES)

/** JSON as it goes over the wire, raw pieces as they are. */
export function jsonText(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(jsonText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value)
    .map(([name, child]) => `${JSON.stringify(name)}:${jsonText(child)}`)
    .join()}}`
}

/** The same value with one thing wrong, anywhere in it: replaced, taken away, added, or doubled. */
export function withOneOddity(value: unknown, chance: Chance): unknown {
  const children = isBranch(value) ? Object.keys(value) : []
  if (!isBranch(value) || children.length === 0 || chance.happens(0.1)) return oddValue(chance)
  const name = chance.oneOf(children)
  switch (chance.between(0, 4)) {
    case 0:
      return { ...value, [name]: oddValue(chance) }
    case 1:
      return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
    case 2:
      return { ...value, [oddName(chance)]: oddValue(chance) }
    default:
      return replaced(value, name, withOneOddity(Object.entries(value).find(([other]) => other === name)?.[1], chance))
  }
}

/** A tree of whatever comes. */
export function randomTree(chance: Chance, depth = 0): unknown {
  if (depth > 3 || chance.happens(0.5)) return oddValue(chance)
  const length = chance.between(0, 4)
  if (chance.happens(0.5)) return Array.from({ length }, () => randomTree(chance, depth + 1))
  return Object.fromEntries(Array.from({ length }, () => [oddName(chance), randomTree(chance, depth + 1)]))
}

function replaced(value: object, name: string, child: unknown): unknown {
  return Array.isArray(value) ? value.map((one, index) => (String(index) === name ? child : one)) : { ...value, [name]: child }
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof RawJson)
}
