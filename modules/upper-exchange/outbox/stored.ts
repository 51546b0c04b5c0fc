import { runSql, type Tx } from '#platform/database'
import type { Kernel } from '#kernel'
import type { Columns } from '../shapes/validate.ts'
import { sealedPlace } from './version.ts'

interface Ground { tx: Tx; kernel: Pick<Kernel, 'vault'> }
export interface Kept { id: string; columns: Columns; sealed: string | null }

/** Everything in a version, in clear. */
export async function contentsOf(ground: Ground, id: string): Promise<Columns> {
  const [row] = await runSql<Kept>(ground.tx, 'select id, columns, sealed from upper_exchange.row where id = $1', [id])
  return row ? openedOf(ground.kernel, row) : {}
}

export function openedOf({ vault }: Pick<Kernel, 'vault'>, { id, columns, sealed }: Kept): Columns {
  return { ...columns, ...personalOf({ vault }, { id, sealed }) }
}

export function personalOf({ vault }: Pick<Kernel, 'vault'>, { id, sealed }: Pick<Kept, 'id' | 'sealed'>): Columns {
  return sealed === null ? {} : JSON.parse(vault.open(sealedPlace(id), sealed))
}
