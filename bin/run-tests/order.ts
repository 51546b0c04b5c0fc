/**
 * The files that take longest, longest first, as a whole run on two cores shows them: begun last, one of them would run alone at the end.
 * Only the order hangs on this list; whatever it does not name comes after it.
 */
export const LONGEST = [
  'test/citizen-look.browser', 'test/staff-look.browser', 'test/faults/kill.fault', 'test/staff.browser', 'test/faults/fuzz.fault',
  'test/citizens-comfort.browser', 'test/faults/restore.fault', 'test/faults/two-servers.fault', 'test/faults/doctor.fault', 'test/canary.fault',
  'test/faults/rotate-keys.fault', 'test/joint-permits.browser', 'test/faults/external-backup.fault', 'test/looking-back.browser',
  'test/identity.browser', 'test/bulk.browser', 'test/faults/shutdown.fault',
  'test/simulate', 'test/permission-matrix', 'test/reveal-matrix', 'modules/public-progress/proof', 'test/journey', 'kernel/clock/slow-clock',
  'base/catalog/search/real-items', 'base/catalog/sheet/workbook', 'test/step-matrix',
].map((name) => `${name}.test.ts`)

/** The others stay as they stand. */
export function longestFirst(files: readonly string[]): string[] {
  return [...LONGEST.filter((file) => files.includes(file)), ...files.filter((file) => !LONGEST.includes(file))]
}
