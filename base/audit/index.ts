/** The audit log (审计记录): who saw and did what, in a chain nobody can alter unnoticed. */
export { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type AuditNote } from './entry.ts'
export { recordAudit } from './record.ts'
export { recordSignIn, recordSignOut, refuseSignIn } from './sign-in.ts'
export { createAuditor, type Auditor } from './witness.ts'
export { linkAll, linkEntries } from './chain.ts'
export { verifyAudit, type AuditAlteration, type AuditVerified } from './verify.ts'
export { auditRoutes } from './routes.ts'
