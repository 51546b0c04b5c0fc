import type { Round } from '#kernel'
import { VaultTrouble } from '#platform/vault'
import { pullSome } from '../inbox/take-in.ts'
import { PEER_IDS, secretOf } from '../peers.ts'
import { reconcileSome } from '../reconcile/days.ts'
import { WireTrouble, wireTo } from '../wire/client.ts'
import { sendSome, setAside } from './send.ts'
import { claim, hold, settle, type Ground, type Turn } from './turn.ts'

const PAUSE_MILLISECONDS = 1000

/**
 * Speaks with the platforms above, in as many loops as there are platforms: a slow one keeps the other waiting no more than
 * anybody else.
 */
export const exchangeRounds: readonly Round[] = PEER_IDS.map((id) =>
  ({ name: `upper-exchange-${id}`, pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => speak(ground) }))

/** One turn with one platform: what has come down, what has to go up, a day to compare. @returns whether there may be more at once */
export async function speak(ground: Ground): Promise<boolean> {
  const turn = await claim(ground)
  if (!turn) return false
  try {
    return await converse(ground, turn)
  } catch (error) {
    if (!(error instanceof WireTrouble) && !(error instanceof VaultTrouble)) throw error
    const reason = error instanceof VaultTrouble ? '签名密钥打不开，请检查主密钥' : error.message
    await setAside(ground, turn, reason)
    await hold(ground, turn, reason)
    return false
  }
}

async function converse(ground: Ground, turn: Turn): Promise<boolean> {
  const plain = await secretOf({ tx: ground.database, kernel: ground.kernel }, turn.id)
  const talk = { turn: { ...turn, plain }, wire: wireTo({ url: turn.url, secret: plain, now: ground.now }) }
  const sent = await sendSome(ground, talk.turn, talk.wire)
  const [hasMore, trouble] = await besides(ground, talk, sent.rows > 0)
  await settle(ground, turn, trouble)
  return trouble === null && (sent.rows > 0 || hasMore)
}

type Talk = Parameters<typeof reconcileSome>[1]

/** What has come down, and a day to compare. Where rows got through and only this fails, the rows go on all the same. */
async function besides(ground: Ground, talk: Talk, hasSent: boolean): Promise<[hasMore: boolean, trouble: string | null]> {
  try {
    const hasPulled = await pullSome(ground, talk)
    return [hasPulled || (!hasSent && await reconcileSome(ground, talk)), null]
  } catch (error) {
    if (!hasSent || !(error instanceof WireTrouble)) throw error
    return [false, `报得上去，取不到下发的：${error.message}`]
  }
}
