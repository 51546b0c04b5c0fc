import { runSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'

/**
 * How fresh an answer has to be. Younger than `believed` it is given as it is; younger than `shown` it is given while the next count goes on,
 * so that nobody waits for it; older, whoever asks waits for the count. `follows`: the projections the answer is counted from; nothing is
 * counted again until one of them has gone on. `kept`: so many different answers; more are only asked for by somebody who tries them all.
 */
export interface Freshness { believedMilliseconds: number; shownMilliseconds: number; follows: readonly string[]; kept: number }

interface Kept<Answer> { answer: Answer; version: string; checkedAt: number }

/**
 * Answers of one database as this process last counted them: counted once for all who ask the same, one count at a time for each,
 * and not again while nothing has happened.
 */
export class SharedAnswers<Answer> {
  readonly #freshness: Freshness
  readonly #kept = new Map<string, Kept<Answer>>()
  readonly #counting = new Map<string, Promise<Answer>>()

  constructor(freshness: Freshness) {
    this.#freshness = freshness
  }

  /** @param asked says what is asked for: the same words, the same answer; `count` gets the version its answer is of */
  answer(call: Pick<Call, 'tx' | 'now' | 'today'>, asked: string, count: (version: string) => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept.get(asked)
    if (kept !== undefined && isYounger(kept, call, this.#freshness.believedMilliseconds)) return Promise.resolve(kept.answer)
    const going = this.#counting.get(asked) ?? this.#count(call, asked, count).finally(() => this.#counting.delete(asked))
    this.#counting.set(asked, going)
    if (kept === undefined || !isYounger(kept, call, this.#freshness.shownMilliseconds)) return going
    // A count that fails is made again by the next who asks; what is kept is soon too old to be shown, and she is then told.
    going.catch(() => undefined)
    return Promise.resolve(kept.answer)
  }

  async #count(call: Pick<Call, 'tx' | 'now' | 'today'>, asked: string, count: (version: string) => Promise<Answer>): Promise<Answer> {
    // Read before the counting: what comes in between is counted already and makes the next version.
    const version = `${call.today} ${await versionOf(call.tx, this.#freshness.follows)}`
    const kept = this.#kept.get(asked)
    const answer = kept?.version === version ? kept.answer : await count(version)
    this.#kept.delete(asked)
    this.#kept.set(asked, { answer, version, checkedAt: call.now.getTime() })
    for (const oldest of this.#kept.keys()) if (this.#kept.size > this.#freshness.kept) this.#kept.delete(oldest)
    return answer
  }
}

/** One set for each database: a process has one, tests have several. Of a transaction the set is its own and ends with it. */
export function sharedAnswers<Answer>(freshness: Freshness): (tx: Tx) => SharedAnswers<Answer> {
  const sets = new WeakMap<Tx, SharedAnswers<Answer>>()
  return (tx) => {
    const known = sets.get(tx) ?? new SharedAnswers<Answer>(freshness)
    sets.set(tx, known)
    return known
  }
}

/** A clock that is set back makes nothing fresh for longer. */
function isYounger({ checkedAt }: { checkedAt: number }, { now }: Pick<Call, 'now'>, milliseconds: number): boolean {
  const age = now.getTime() - checkedAt
  return age >= 0 && age < milliseconds
}

/** How far these projections have followed the log, and when a rating was last found not to count. */
async function versionOf(tx: Tx, projections: readonly string[]): Promise<string> {
  const [row] = await runSql<{ version: string }>(tx, `
    select coalesce((select string_agg(xid::text || '.' || position, '.' order by projection) from kernel.checkpoint
        where projection = any($1)), '0')
      || '.' || coalesce((select extract(epoch from max(found_at))::text from ratings.exclusion), '0') as version`, [projections])
  return row?.version ?? '0'
}
