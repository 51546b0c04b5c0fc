/** A name nobody has yet: the own one, else with the lane before it, else with a number after it. */
export function freeName(name: string, lane: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const longer = `${lane.replaceAll('-', '')}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`.slice(0, NAME_MAX)
  for (let number = 1; ; number++) {
    const tried = number === 1 ? longer : `${longer}${number}`
    if (!taken.has(tried)) return tried
  }
}

const NAME_MAX = 56
