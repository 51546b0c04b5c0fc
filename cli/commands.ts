import { inTransaction } from '#platform/database'
import { dayAt } from '#platform/day'
import { listOrganisations } from '#base/people'
import { appointCommand, resetAccountCommand } from './account.ts'
import { auditExportCommand, auditPruneCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { bundleCheckCommand } from './bundle.ts'
import { clock } from './clock.ts'
import type { Command } from './command.ts'
import { demoYearCommand } from './demo-year.ts'
import { doctorCommand } from './doctor.ts'
import { evaluateGuideCommand } from './evaluate-guide.ts'
import { exportItemsCommand } from './export-items.ts'
import { exportRecordsCommand } from './export-records.ts'
import { importItemsCommand } from './import-items.ts'
import { jointPlanCommand } from './joint-plan.ts'
import { jointReleaseCommand } from './joint-release.ts'
import { journey } from './journey.ts'
import { mineCommand } from './mine.ts'
import { recountCommand } from './recount.ts'
import { restoreCommand } from './restore.ts'
import { rotateKeysCommand } from './rotate-keys.ts'
import { simulate } from './simulate.ts'
import { migrateCommand, recalculateCommand, seedCommand, serveCommand } from './upkeep.ts'
import { smsListCommand, smsResendCommand } from './sms.ts'
import { upperSimulatorCommand } from './upper-simulator.ts'
import { validate } from './validate.ts'
import { verifyCommand } from './verify-all.ts'
import { verifyAuditCommand } from './verify-audit.ts'
import { verifyDocumentCommand } from './verify-document.ts'
import { verifyProofCommand } from './verify-proof.ts'
import { whatIfCommand } from './what-if.ts'
import { withDatabase } from './with-database.ts'
import { workflowCommand } from './workflow.ts'

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

/** All that `chunfeng` can do, in the order of its help: to run it, to keep it, its data, its proofs, and to try it out. */
export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  seedCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  appointCommand,
  resetAccountCommand,
  rotateKeysCommand,
  auditExportCommand,
  auditPruneCommand,
  importItems,
  exportItemsCommand,
  exportRecordsCommand,
  recalculateCommand,
  smsListCommand,
  smsResendCommand,
  // The longer names first: 'verify document' begins with another command's name.
  verifyDocumentCommand,
  verifyProofCommand,
  verifyAuditCommand,
  verifyCommand,
  recountCommand,
  clock,
  validate,
  evaluateGuideCommand,
  bundleCheckCommand,
  jointPlanCommand,
  jointReleaseCommand,
  workflowCommand,
  mineCommand,
  whatIfCommand,
  upperSimulatorCommand,
  simulate,
  demoYearCommand,
  journey,
]
