import type { Condition, Item } from '../item.ts'

/** Under which answers, in words: “生育登记办了没有”选“没有”. Undefined where it always holds. */
export function conditionWords({ situations }: Pick<Item, 'situations'>, when: Condition | undefined): string | undefined {
  const parts = Object.entries(when ?? {}).map(([id, options]) => {
    const asked = situations.find((situation) => situation.id === id)
    const labels = options.map((option) => asked?.options.find((one) => one.id === option)?.label ?? option)
    const others = asked?.options.filter((option) => !options.includes(option.id)).map(({ label }) => label) ?? []
    // The shorter of the two ways to say it.
    const isRest = others.length > 0 && others.length * 2 < labels.length
    return `“${asked?.question ?? id}”${isRest ? '没有选' : '选'}${(isRest ? others : labels).map((label) => `“${label}”`).join('或')}`
  })
  return parts.length === 0 ? undefined : `${parts.join('，并且')}的才办`
}
