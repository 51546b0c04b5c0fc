/** Numbers that point at one person, however they are spaced. What they are called, to say so to whoever wrote them. */
const KINDS: readonly [name: string, pattern: RegExp][] = [
  ['居民身份证号码', /(?<!\d)\d{17}[\dXx](?!\d)/],
  ['手机号', /(?<!\d)1[3-9]\d{9}(?!\d)/],
  ['银行卡号', /(?<!\d)62\d{14,17}(?!\d)/],
]
const GAPS = /(?<=\d)[\s\u2010-\u2015.·-]{1,3}(?=[\dXx])/g

/** The kinds of such numbers in a text. */
export function personalNumbersIn(text: string): string[] {
  // Full-width figures are figures too.
  const plain = text.normalize('NFKC')
  const joined = plain.replace(GAPS, '')
  return KINDS.filter(([, pattern]) => pattern.test(plain) || pattern.test(joined)).map(([name]) => name)
}
