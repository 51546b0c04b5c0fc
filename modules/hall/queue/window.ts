/** Who may work at which window. */
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'

export interface WorkWindow {
  id: string
  hall: string
  hallName: string
  groupId: string
  groupName: string
  letter: string
  number: string
  kind: 'general' | 'special'
  organisation: string
}

const WINDOWS_MAX = 300
const SELECT = `
  select "window".id, "window".hall, place.name as "hallName", "window".group_id as "groupId",
    gr.name as "groupName", gr.letter, "window".number, "window".kind, "window".organisation
  from hall.window "window" join hall.place on place.code = "window".hall join hall.window_group gr on gr.id = "window".group_id
  where "window".active and (place.organisation = $1 or "window".organisation = $1)`

/** The windows of the actor's own organisation, and all of the hall her organisation runs. */
export function windowsFor({ tx, actor }: Pick<Call, 'tx' | 'actor'>): Promise<WorkWindow[]> {
  return runSql<WorkWindow>(tx, `${SELECT} order by place.kind, place.code, "window".number limit ${WINDOWS_MAX}`, [actor.organisation])
}

/** The window, if the actor may work there; for everybody else it does not exist. */
export async function windowFor({ tx, actor }: Pick<Call, 'tx' | 'actor'>, id: string): Promise<WorkWindow> {
  const [found] = await runSql<WorkWindow>(tx, `${SELECT} and "window".id = $2`, [actor.organisation, id])
  if (!found) throw new Refusal('not-found', '没有这个窗口，或者它不归您的单位')
  return found
}

/** Refuses whoever works at no window of this hall. */
export async function refuseStranger({ tx, actor }: Pick<Call, 'tx' | 'actor'>, hall: string): Promise<void> {
  const found = await runSql(tx, `${SELECT} and place.code = $2 limit 1`, [actor.organisation, hall])
  if (found.length === 0) throw new Refusal('not-found', '没有这个大厅，或者它不归您的单位')
}

/** One call after the other within a hall: nobody is called twice, and no two calls see the same line. */
export async function lockHall(tx: Tx, hall: string): Promise<void> {
  await runSql(tx, 'select 1 from hall.place where code = $1 for no key update', [hall])
}
