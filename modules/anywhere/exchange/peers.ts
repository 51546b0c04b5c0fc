import { randomBytes } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Kernel } from '#kernel'
import { OTHER_DISTRICTS } from '../places.ts'

/** How the simulator of a district behaves; see simulator.ts. */
export const BEHAVIOURS = {
  normal: '照常', silent: '不说话（催了才说）', slow: '很慢', wrong: '先说错，再说对', duplicate: '每句说两遍', disorder: '次序颠倒', correcting: '先要补正', lossy: '包裹没有收到',
} as const
export type Behaviour = keyof typeof BEHAVIOURS
export const BEHAVIOUR_IDS = ['normal', 'silent', 'slow', 'wrong', 'duplicate', 'disorder', 'correcting', 'lossy'] as const satisfies readonly Behaviour[]

export interface Peer { district: string; secret: string; isSimulated: boolean; behaviour: Behaviour }
interface Ground { tx: Tx; kernel: Pick<Kernel, 'vault'>; now: Date }
const SECRET_BYTES = 32

/** The other district with the secret we share. No real district is connected: one that is not known yet is a simulated one. */
export async function peerOf({ tx, kernel, now }: Ground, district: string): Promise<Peer> {
  if (!OTHER_DISTRICTS.some(({ code }) => code === district)) throw new Refusal('not-found', '没有这个区')
  const sealed = kernel.vault.seal(placeOf(district), randomBytes(SECRET_BYTES).toString('hex'))
  await runSql(
    tx, 'insert into anywhere.peer (district, secret, is_simulated, created_at) values ($1, $2, true, $3) on conflict do nothing', [district, sealed, now],
  )
  const [found] = await runSql<Peer>(tx, 'select district, secret, is_simulated as "isSimulated", behaviour from anywhere.peer where district = $1', [district])
  if (!found) throw new Error(`peer ${district} has just been made sure of`)
  return { ...found, secret: kernel.vault.open(placeOf(district), found.secret) }
}

export async function setBehaviour(ground: Ground, district: string, behaviour: Behaviour): Promise<void> {
  await peerOf(ground, district)
  await runSql(ground.tx, 'update anywhere.peer set behaviour = $2 where district = $1 and is_simulated', [district, behaviour])
}

const placeOf = (district: string): string => `anywhere.peer.secret/${district}`
