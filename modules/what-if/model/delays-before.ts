import { enteredAt } from './history.ts'
import type { Ground, Stay } from './station.ts'

/** A kind of step with fewer of all visits does not show how long the queue is. */
const SHARE_MIN = 0.15
const VISITS_MIN = 50
/** So many visits before and after show how long one waited at the time, and between whom one joined the queue. */
const NEIGHBOURS = 2

/**
 * Some steps of a station wait for the queue alone, others first for something else: a certificate lies ready until it is fetched. All
 * that are served at about the same time have stood in the queue about as long; what a stay has beyond that passed before. It is kept in days
 * and nights, because it is mostly people who come when it suits them.
 */
export function delaysBefore({ history, hours, delay }: Pick<Ground, 'history' | 'hours' | 'delay'>, stays: readonly Stay[]): void {
  const { visits } = history
  const seen = stays.filter(({ visit }) => visits.isAutomatic[visit] !== 1)
    .map(({ found, visit }) => ({ visit, step: visits.step[visit] ?? 0, done: visits.doneAt[visit] ?? 0, entered: enteredAt(history, found, visit) }))
    .map((one) => ({ ...one, stay: hours.between(one.entered, one.done) }))
    .sort((a, b) => a.done - b.done)
  const byStep = [...Map.groupBy(seen, ({ step }) => step)].filter(([, all]) => all.length >= VISITS_MIN && all.length >= seen.length * SHARE_MIN)
  const means = byStep.map(([step, all]) => ({ step, mean: all.reduce((sum, { stay }) => sum + stay, 0) / all.length })).sort((a, b) => a.mean - b.mean)
  const quickest = means[0]
  if (!quickest || means.length < 2) return
  const shown = seen.filter(({ step }) => step === quickest.step)
  let next = 0
  for (const { visit, step, done, stay, entered } of seen) {
    while (next < shown.length && (shown[next]?.done ?? 0) <= done) next += 1
    if (step === quickest.step) continue
    const around = shown.slice(Math.max(0, next - NEIGHBOURS), next + NEIGHBOURS)
    const wait = around.reduce((sum, one) => sum + one.stay, 0) / Math.max(1, around.length)
    const byStay = stay > wait ? hours.after(entered, stay - wait) : entered
    const [first, last] = [Math.min(...around.map((one) => one.entered)), Math.max(...around.map((one) => one.entered))]
    const [least, most] = [Math.max(byStay, first), Math.min(hours.after(byStay, 1), last)]
    delay[visit] = Math.max(0, Math.min(done, (least + Math.max(least, most)) / 2, Math.max(last, entered)) - entered)
  }
}
