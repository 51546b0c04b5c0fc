import type { Kernel, Workflow } from '#kernel'

/** A state a case may stand in, as the workflows call it now. */
export interface StateName { state: string; label: string }

/** The states of all workflows, each once and in the order in which a case goes through them; for whoever narrows a list by one. Pure. */
export function stateNames({ workflows }: Pick<Kernel, 'workflows'>): StateName[] {
  const newest = [...workflows.values()].flatMap((versions) => versions.at(-1) ?? [])
  return [...new Map(newest.flatMap(statesIn)).values()]
}

function statesIn({ states }: Workflow): [string, StateName][] {
  return Object.entries(states).map(([state, { label }]) => [`${state} ${label}`, { state, label }])
}
