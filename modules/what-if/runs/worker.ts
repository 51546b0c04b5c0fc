/** A thread of its own: a run keeps a processor busy for seconds, and whoever asks the server something meanwhile must not wait for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#platform/refusal'
import { computed, type Task } from './worker-task.ts'

export type Told = { progress: number } | { result: object } | { trouble: string }

const tell = (told: Told): void => parentPort?.postMessage(told)

try {
  // Whoever starts this thread hands it exactly a task.
  const task = workerData as Task
  tell({ result: computed(task, (done, total) => tell({ progress: done / total })) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  tell({ trouble: error.message })
}
