import { dayAt } from '#platform/day'
import { inTransaction, runSql, type Database } from '#platform/database'
import { openVault } from '#platform/vault'
import type { Actor } from '#kernel'
import { listItemsInForce } from '#base/catalog'
import { rebuildFigures } from '#base/figures'
import { receiveSamplePaper } from '#base/materials'
import { listOrganisations } from '#base/people'
import { assembleKernel } from '../../app.ts'
import { seed } from '../../demo.ts'
import { groundOf, type Wishes } from './ground.ts'
import { loadYear } from './load.ts'
import type { Report } from './report.ts'

interface Place { database: Database; url: string; keysDirectory: string; now: Date; note: (line: string) => void }

/** Who hands in the one paper that stands for all of them. */
const CITIZEN: Actor = { id: 'demo-citizen', name: '李群众', roles: ['citizen'], organisation: null, party: null }

/** The demo district, and its year with the figures counted. Whether it may be there has been asked before. */
export async function installYear({ database, url, keysDirectory, now, note }: Place, wishes: Wishes): Promise<Report> {
  await seed(database, { demo: true, now, say: note, keysDirectory })
  const kernel = assembleKernel({ sendJobs: async () => {}, keysDirectory })
  await openVault(kernel.vault, { database, keysDirectory, mayCreate: true, say: note })
  const today = dayAt(now)
  const fileId = await receiveSamplePaper({ kernel, tx: database, actor: CITIZEN, now, today }, '材料（示例）.pdf')
  const [items, organisations] = await Promise.all([listItemsInForce(database, today), listOrganisations(database)])
  const loading = performance.now()
  const report = await loadYear(url, groundOf(wishes, { kernel, items, organisations, fileId }), note)
  note(`装好了，用了 ${secondsSince(loading)} 秒；正在数`)
  await runSql(database, 'analyze kernel.case, kernel.event, kernel.document, applications.application, applications.material, ratings.rating')
  const counting = performance.now()
  // Following the log event by event would take the server much longer.
  await inTransaction(database, (tx) => rebuildFigures(tx, kernel))
  note(`数好了，用了 ${secondsSince(counting)} 秒`)
  return report
}

function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0)
}
