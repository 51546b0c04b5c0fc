import { enableCompileCache } from 'node:module'
import { inTransaction } from '#platform/database'
import { dayAt } from '#platform/day'
import { listOrganisations } from '#base/people'
import { appointCommand, resetAccountCommand } from './cli/account.ts'
import { backupCommand } from './cli/backup.ts'
import { clock } from './cli/clock.ts'
import { runCommand, type Command } from './cli/command.ts'
import { doctorCommand } from './cli/doctor.ts'
import { evaluateGuideCommand } from './cli/evaluate-guide.ts'
import { exportItemsCommand } from './cli/export-items.ts'
import { importItemsCommand } from './cli/import-items.ts'
import { journey } from './cli/journey.ts'
import { restoreCommand } from './cli/restore.ts'
import { simulate } from './cli/simulate.ts'
import { migrateCommand, recalculateCommand, seedCommand, serveCommand, verifyCommand } from './cli/upkeep.ts'
import { rotateKeysCommand } from './cli/rotate-keys.ts'
import { validate } from './cli/validate.ts'
import { verifyDocumentCommand } from './cli/verify-document.ts'
import { verifyProofCommand } from './cli/verify-proof.ts'
import { withDatabase } from './cli/with-database.ts'

enableCompileCache()
const note = (line: string) => void process.stderr.write(`${line}\n`)
const out = (line: string) => void process.stdout.write(`${line}\n`)

/** The importer needs the organisations on record and a transaction; both come with the database. */
const importItems: Command = {
  ...importItemsCommand(() => Promise.reject(new Error('no database'))),
  run: (invocation) => withDatabase(invocation.note, async (database) => {
    const organisations = await listOrganisations(database)
    const now = new Date()
    return importItemsCommand(async () => ({
      organisations, now, today: dayAt(now), inTransaction: (work) => inTransaction(database, work),
    })).run(invocation)
  }),
}

const commands: readonly Command[] = [
  serveCommand, migrateCommand, seedCommand, appointCommand, resetAccountCommand, doctorCommand, backupCommand, restoreCommand, importItems, exportItemsCommand, clock, validate, verifyDocumentCommand, verifyProofCommand, verifyCommand, rotateKeysCommand, recalculateCommand, evaluateGuideCommand, simulate, journey,
]

process.exitCode = await runCommand(commands, process.argv.slice(2), { out, note }).catch((error: unknown) => {
  note(error instanceof Error ? error.message : String(error))
  return 1
})
