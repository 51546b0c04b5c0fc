/**
 * The case to take up after this one: the next of the remembered order that still stands in the queue, then those that
 * have come since, and last the ones that were left out before. Undefined when the queue holds nothing else.
 */
export function nextInRound(remembered: readonly string[], listed: readonly string[], current: string): string | undefined {
  const open = new Set(listed.filter((id) => id !== current))
  const at = remembered.indexOf(current)
  const after = remembered.slice(at + 1).find((id) => open.has(id))
  const fresh = listed.find((id) => open.has(id) && !remembered.includes(id))
  return after ?? fresh ?? remembered.slice(0, Math.max(at, 0)).find((id) => open.has(id))
}
