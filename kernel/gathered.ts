import type { Tx } from '#platform/database'

/** No answer where `askAll` gives fewer than it was asked for. */
type Asking<Asked, Answer> = (tx: Tx, one: Asked) => Promise<Answer | undefined>

/**
 * What is asked for in the same turn of one transaction is asked of the database at once: steps that share a transaction
 * (step-group.ts) then share their statements too, and whoever is alone waits for nobody.
 * @param askAll answers in the order of what was asked
 */
export function gathered<Asked, Answer>(askAll: (tx: Tx, all: readonly Asked[]) => Promise<readonly Answer[]>): Asking<Asked, Answer> {
  const open = new WeakMap<Tx, { all: Asked[]; answers: Promise<readonly Answer[]> }>()
  const begin = (tx: Tx) => {
    const all: Asked[] = []
    const turn = new Promise<void>((resolve) => process.nextTick(resolve))
    const round = { all, answers: turn.then(() => { open.delete(tx); return askAll(tx, all) }) }
    open.set(tx, round)
    return round
  }
  return async (tx, one) => {
    const { all, answers } = open.get(tx) ?? begin(tx)
    const index = all.push(one) - 1
    return (await answers)[index]
  }
}
