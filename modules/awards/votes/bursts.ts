/** Which votes look as if one hand gave them. Pure; a finding is set aside for somebody to look at, never counted or dropped by itself. */

export interface CastVote { id: string; nominationId: string; at: Date; device: string | null; address: string | null }
export interface BurstRule { id: string; label: string; by: 'device' | 'address'; votesMin: number; minutes: number }

/** Ours, configurable defaults: no number here was read in an official text. */
export const BURST_RULES: readonly BurstRule[] = [
  { id: 'device', label: '同一设备', by: 'device', votesMin: 3, minutes: 60 },
  { id: 'address', label: '同一网络地址', by: 'address', votesMin: 10, minutes: 10 },
]

export interface FoundBurst { rule: BurstRule; trace: string; votes: readonly string[] }

/** The bursts that this vote completes or joins: votes for one nominee from one device or address, so many within so many minutes. */
export function burstsAround(vote: CastVote, nearby: readonly CastVote[], rules: readonly BurstRule[] = BURST_RULES): FoundBurst[] {
  return rules.flatMap((rule) => {
    const trace = vote[rule.by]
    if (trace === null) return []
    const alike = [vote, ...nearby.filter(({ id }) => id !== vote.id)].filter((other) => other.nominationId === vote.nominationId && other[rule.by] === trace)
      .toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1))
    const caught = new Set<string>()
    for (const first of alike) {
      const run = alike.filter(({ at }) => at >= first.at && at.getTime() - first.at.getTime() <= rule.minutes * MINUTE_MILLISECONDS)
      if (run.length >= rule.votesMin && run.some(({ id }) => id === vote.id)) for (const { id } of run) caught.add(id)
    }
    return caught.size === 0 ? [] : [{ rule, trace, votes: [...caught] }]
  })
}

const MINUTE_MILLISECONDS = 60_000
