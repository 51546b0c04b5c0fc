/**
 * 李群众 → 李**; 广州某餐饮有限公司 → 广州******公司. What a stranger may see of a name: enough to know it is one's own. A remark in
 * brackets behind the name is no part of it: 李群众（示例） → 李**（示例）; anything else in brackets may be somebody's name and is hidden.
 */
export function maskName(name: string): string {
  const [, own = name, remark] = /^(.+)（([^（）]*)）$/.exec(name) ?? []
  return maskLetters(own) + (remark === undefined ? '' : `（${REMARKS.has(remark) ? remark : '*'.repeat([...remark].length)}）`)
}

const REMARKS: ReadonlySet<string> = new Set(['示例', '虚构', '模拟'])

function maskLetters(name: string): string {
  const letters = [...name]
  const [head, tail] = letters.length > 4 ? [2, 2] : [1, 0]
  return letters.map((letter, index) => (index < head || index >= letters.length - tail ? letter : '*')).join('')
}

/** 440114199001011234 → 4401**********1234; short values are hidden whole. */
export function maskNumber(value: string): string {
  if (value.length <= 8) return '*'.repeat(value.length)
  return value.slice(0, 4) + '*'.repeat(value.length - 8) + value.slice(-4)
}

/**
 * A personal value of whatever kind, enough to recognise it and no more: a phone 138****5678, other numbers as `maskNumber` has it, of
 * an address or other text the first letters.
 */
export function maskPersonal(value: string): string {
  if (/^1\d{10}$/.test(value)) return `${value.slice(0, 3)}****${value.slice(-4)}`
  if (/^[\dA-Za-z -]{9,}$/.test(value)) return maskNumber(value)
  const letters = [...value]
  const shown = Math.min(SHOWN_LETTERS_MAX, Math.floor(letters.length / 3))
  return letters.slice(0, shown).join('') + '*'.repeat(Math.min(letters.length - shown, STARS_MAX))
}

const SHOWN_LETTERS_MAX = 6
const STARS_MAX = 8
