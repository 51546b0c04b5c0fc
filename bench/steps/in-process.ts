import { openDatabase } from '#platform/database'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { takeStepTogether, type Job } from '#kernel'
import { assembleKernel } from '../../app.ts'
import { NOW, TODAY } from '../ground.ts'
import type { Contestant } from './contestant.ts'
import { ACTORS, fileCases } from './filing.ts'
import { walk, WORKERS, type Pile } from './walk.ts'

/** The real kernel with its documents and jobs, called directly: what one process can do without HTTP. */
export async function inProcess(url: string): Promise<Contestant> {
  const database = openDatabase({ url, max: WORKERS })
  const jobs = await startJobs<Job>(url, createLog('warn'))
  const kernel = assembleKernel({ sendJobs: jobs.send })
  await kernel.vault.prepare(database)
  const pile: Pile = { ids: [], taken: 0 }
  return {
    name: 'in-process',
    prepare: async (cases) => { pile.ids.push(...await fileCases(database, kernel, cases - (pile.ids.length - pile.taken))) },
    run: (milliseconds) => walk(pile, milliseconds, async (_worker, { caseId, act, version, key }) => {
      const options = { data: act.data, expectedVersion: version, idempotencyKey: key }
      await takeStepTogether({ kernel, tx: database, actor: ACTORS[act.who], now: NOW, today: TODAY }, caseId, act.step, options)
    }),
    stop: async () => { await jobs.stop(); await database.destroy() },
  }
}
