/** 李群众 → 李**; 广州某餐饮有限公司 → 广州******公司. What a stranger may see of a name: enough to know it is one's own. */
export function maskName(name: string): string {
  const letters = [...name]
  const [head, tail] = letters.length > 4 ? [2, 2] : [1, 0]
  return letters.map((letter, index) => (index < head || index >= letters.length - tail ? letter : '*')).join('')
}

/** 440114199001011234 → 4401**********1234; short values are hidden whole. */
export function maskNumber(value: string): string {
  if (value.length <= 8) return '*'.repeat(value.length)
  return value.slice(0, 4) + '*'.repeat(value.length - 8) + value.slice(-4)
}
