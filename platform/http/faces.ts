/** Who reads the answer: a program, a member of staff in the single-page app, or a citizen in a plain page. */
export type Face = 'program' | 'staff' | 'citizen'

const STAFF = /^\/(?:staff|leader)(?:[/?]|$)/
const PROGRAM = /^\/(?:api|healthz|readyz|metrics)(?:[/?]|$)/

export function faceOf(url: string): Face {
  if (PROGRAM.test(url)) return 'program'
  return STAFF.test(url) ? 'staff' : 'citizen'
}
