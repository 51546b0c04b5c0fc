import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Computation, Kind } from './kind.ts'

const COLUMNS = `id, asked, actor_name as "askedBy", asked_at as "askedAt", state, done, total, finished_at as "finishedAt", trouble`

/** What has been computed lately, by whomever: it is about the district, not about a person. The newest first. */
export function computations<Asked>(tx: Tx, kind: Kind): Promise<Computation<Asked>[]> {
  return runSql<Computation<Asked>>(tx, `
    select ${COLUMNS} from computations.computation where kind = $1 order by asked_at desc, id desc limit $2`, [kind.name, kind.kept])
}

/** One of them, without its result. */
export function computation<Asked>(tx: Tx, kind: Kind, id: string): Promise<Computation<Asked>> {
  return one<Computation<Asked>>(tx, kind, { id, columns: COLUMNS })
}

/** One with its result: null until it is there. */
export function computed<Asked, Result>(tx: Tx, kind: Kind, id: string): Promise<Computation<Asked> & { result: Result | null }> {
  return one(tx, kind, { id, columns: `${COLUMNS}, result` })
}

async function one<Row>(tx: Tx, kind: Kind, { id, columns }: { id: string; columns: string }): Promise<Row> {
  const [found] = await runSql<Row>(tx, `select ${columns} from computations.computation where kind = $1 and id = $2`, [kind.name, id])
  if (!found) throw new Refusal('not-found', `没有这${kind.oneOf}，或者它已经太旧、被清掉了；请重新计算`)
  return found
}
