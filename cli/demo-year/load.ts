import { setImmediate } from 'node:timers/promises'
import { copyInTransaction, type Copying } from '#platform/copy'
import { COPIED } from '#kernel'
import { COMPLAINT_COLUMNS } from './complaint.ts'
import { OWN_COLUMNS, type History } from './history.ts'
import { RATING_COLUMNS } from './ratings.ts'
import { reportOf, type Report } from './report.ts'
import type { Ground } from './town.ts'
import { Year } from './year.ts'

const COLUMNS: Readonly<Record<string, readonly string[]>> = { ...COPIED, ...OWN_COLUMNS, ...RATING_COLUMNS, ...COMPLAINT_COLUMNS }
/** Histories a round of COPY, and happenings between two looks at the socket. */
const TOGETHER = 500
const HAPPENINGS = 200
const TELL_EVERY = 10_000

/**
 * Lives the year through and writes it as it goes, all in one transaction: broken off at any moment, nothing of it is there.
 * While one batch is on its way to the database the next is being lived.
 */
export function loadYear(url: string, ground: Ground, note: (line: string) => void): Promise<Report> {
  return copyInTransaction(url, async (copying) => {
    const [row] = await copying.query("select nextval('kernel.case_serial')::int8 as serial")
    let [batch, under]: [History[], Promise<void>] = [[], Promise.resolve()]
    const year = new Year(ground, { serial: Number(row?.['serial']), ended: (history) => void batch.push(history) })
    let told = 0
    for (let goesOn = true; goesOn;) {
      goesOn = year.advance(HAPPENINGS)
      await setImmediate() // lets the socket go on
      if (batch.length < TOGETHER && goesOn) continue
      await under
      under = writeHistories(copying, batch)
      under.catch(() => undefined) // thrown where it is waited for
      batch = []
      if (year.counts.cases - told >= TELL_EVERY) { told = year.counts.cases; note(`已办 ${told} 件，${year.counts.events} 条记录`) }
    }
    await under
    await writeRest(copying, year)
    await copying.query("select setval('kernel.case_serial', greatest((select last_value from kernel.case_serial), $1))", [year.serial])
    return reportOf(ground, year)
  })
}

async function writeHistories(copying: Copying, histories: readonly History[]): Promise<void> {
  await write(copying, 'kernel.case', histories.map((history) => history.line()))
  await write(copying, 'kernel.event', histories.flatMap(({ events }) => events))
  await write(copying, 'kernel.document', histories.flatMap(({ documents }) => documents))
  const own = histories.map((history) => history.own())
  for (const table of ['applications.application', 'applications.material', 'applications.problem'] as const)
    await write(copying, table, own.flatMap((rows) => rows[table]))
}

/** What is about cases of different batches. */
async function writeRest(copying: Copying, { book, complaints }: Year): Promise<void> {
  await write(copying, 'ratings.rating', book.ratings)
  await write(copying, 'ratings.exclusion', book.exclusions)
  await write(copying, 'ratings.complaint', complaints)
}

function write(copying: Copying, table: string, lines: readonly string[]): Promise<void> {
  return copying.copy({ table, columns: COLUMNS[table] ?? [], lines })
}
