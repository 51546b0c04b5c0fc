import type { Log } from '#platform/log'

/** Work that comes round again and again: one round at a time, a fault is logged and the next round goes on. */
export interface Loop { stop: () => Promise<void> }

interface Rhythm { name: string; pauseMilliseconds: number; log: Log }

/** Starts the loop. `work` returns whether there is more to do at once; otherwise the loop rests. */
export function startLoop({ name, pauseMilliseconds, log }: Rhythm, work: () => Promise<boolean>): Loop {
  let stopped = false
  let wake = () => {}
  const rest = () => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMilliseconds)
    wake = () => { clearTimeout(timer); resolve() }
  })
  const rounds = async () => {
    while (!stopped) {
      // The loop must outlive a database that is away for a while; the fault is in the log and the next round tries again.
      const more = await work().catch((error: unknown) => { log.error({ err: error, loop: name }, '后台循环出错，稍后再试'); return false })
      if (!more && !stopped) await rest()
    }
  }
  const running = rounds()
  return { stop: () => { stopped = true; wake(); return running } }
}
