/** From when on the doctor calls it a fault. Configurable defaults of ours, none prescribed: `doctor --limit 名称=数值`. */
export const LIMITS = {
  /** Free on the disk of the data directory. */
  'disk-free-mb': 1024,
  'clock-skew-seconds': 2,
  /** Share of max_connections in use. */
  'connections-percent': 80,
  'long-transaction-seconds': 300,
  'dead-tuples': 10_000,
  /** A table is bloated when this share of its rows is dead, and more than `dead-tuples`. */
  'dead-percent': 50,
  /** Jobs that wait or stand in the outbox. */
  'jobs-waiting': 1000,
  'job-running-seconds': 600,
  /** Events a projection has still to read. */
  'projection-lag': 1000,
  'timer-late-seconds': 600,
  /** An audit entry that is not in the chain after so long. */
  'audit-lag-seconds': 600,
  'chain-sample': 200,
  'file-sample': 200,
  'backup-age-hours': 26,
  /** From this day of December on the next year's calendar must be there; it is usually published in November. */
  'calendar-due-day': 1,
} as const

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>

/** Reads 'name=number' words over the defaults; answers a sentence for the first that is none. */
export function limitsFrom(words: readonly string[]): Limits | string {
  const limits: Record<string, number> = { ...LIMITS }
  for (const word of words) {
    const [, name = '', value = ''] = /^([a-z-]+)=(\d+)$/.exec(word) ?? []
    if (!Object.hasOwn(LIMITS, name)) return `没有“${word}”这个阈值，应形如 disk-free-mb=2048；名称有 ${Object.keys(LIMITS).join('、')}`
    limits[name] = Number(value)
  }
  // Every name of LIMITS is there, and no other.
  return limits as Limits
}
