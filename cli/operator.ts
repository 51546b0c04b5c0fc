import { userInfo } from 'node:os'
import { SYSTEM, type Actor } from '#kernel'

/** Who runs a command on the machine, as the audit log names him: by the account of the operating system. */
export function operator(): Actor {
  return { ...SYSTEM, name: `运维（${accountName()}）` }
}

/** A container may run under a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
