/** One process of the bench: goes once over everything as of the morning after, as every server does each half minute. */
import { openDatabase } from '#platform/database'
import { addCalendarDays, startOf } from '#platform/day'
import { loadCalendars, withProvisionalYears } from '#kernel'
import { inProject } from '#platform/project'
import { fireDeadlines } from '../../modules/governance/index.ts'
import { TODAY } from '../ground.ts'

const tomorrow = addCalendarDays(TODAY, 1)
const database = openDatabase({ url: process.argv[2] ?? '', max: 2 })
const kernel = { calendar: withProvisionalYears(loadCalendars(inProject('data/calendars'))) }
await fireDeadlines(database, { kernel, now: startOf(tomorrow), today: tomorrow })
await database.destroy()
process.exit(0)
