import { Client } from './client.ts'

/** The people of the demo district who take part in a journey. */
export interface People { applicant: Client; window: Client; reviewer: Client; approver: Client }

const PASSWORD = 'Chunfeng-2026'

export async function signInAll(base: string, password = PASSWORD): Promise<People> {
  const [applicant, window, reviewer, approver] = await Promise.all(
    ['enterprise', 'window', 'reviewer', 'approver'].map((account) => new Client(base).signIn(account, password)))
  if (!applicant || !window || !reviewer || !approver) throw new Error('演示账号不全')
  return { applicant, window, reviewer, approver }
}
